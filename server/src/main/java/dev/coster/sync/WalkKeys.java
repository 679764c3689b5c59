package dev.coster.sync;

import dev.coster.apple.AssetKey;
import dev.coster.apple.Assignment;
import dev.coster.catalog.Assets;
import dev.coster.holder.HolderKind;
import dev.coster.holder.Holders;
import java.util.List;
import java.util.stream.Stream;

/** The keys met in one walk, and how far that walk was when they were met. */
final class WalkKeys {
  private static final int HOLDERS = 200_000;
  private static final int ASSETS = 10_000;

  private final long walkId;
  private final Keys<AssetKey> assets;
  private final Keys<String> devices;
  private final Keys<String> users;
  private int nextPage;
  private long staged;

  WalkKeys(Walk walk, Assets assets, Holders holders) {
    this(walk.id(), walk.nextPage(), walk.staged(), assets, holders);
  }

  /** For pairs that belong to no walk. */
  static WalkKeys ofNoWalk(Assets assets, Holders holders) {
    return new WalkKeys(0, 0, 0, assets, holders);
  }

  private WalkKeys(long walkId, int nextPage, long staged, Assets assets, Holders holders) {
    this.walkId = walkId;
    this.nextPage = nextPage;
    this.staged = staged;
    this.assets =
        new Keys<>(
            ASSETS,
            keys ->
                assets.idsFor(
                    keys.stream()
                        .map(key -> new Assets.Key(key.adamId(), key.pricingParam()))
                        .toList()));
    this.devices = new Keys<>(HOLDERS / 2, ids -> holders.idsFor(HolderKind.DEVICE, ids));
    this.users = new Keys<>(HOLDERS / 2, ids -> holders.idsFor(HolderKind.USER, ids));
  }

  /** Makes sure that the keys of all that these rows name can be had. */
  void meet(List<Assignment> rows) {
    assets.meet(rows.stream().map(Assignment::key).toList());
    devices.meet(rows.stream().flatMap(row -> Stream.ofNullable(row.serialNumber())).toList());
    users.meet(rows.stream().flatMap(row -> Stream.ofNullable(row.clientUserId())).toList());
  }

  /** Whoever holds a row that was met; 0 for one of neither a device nor a person. */
  int holder(Assignment row) {
    String serial = row.serialNumber();
    if (serial != null) {
      return devices.of(serial);
    }
    String user = row.clientUserId();
    return user == null ? 0 : users.of(user);
  }

  Keys<AssetKey> assets() {
    return assets;
  }

  Keys<String> users() {
    return users;
  }

  /**
   * Whether the walk stands where it stood when these were met. It does not when the database lost
   * its last commits.
   */
  boolean fits(Walk walk) {
    return walk.id() == walkId && walk.nextPage() == nextPage && walk.staged() == staged;
  }

  void keep(Walk walk) {
    nextPage = walk.nextPage();
    staged = walk.staged();
    assets.keep();
    devices.keep();
    users.keep();
  }
}
