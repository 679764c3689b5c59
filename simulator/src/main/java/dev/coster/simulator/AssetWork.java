package dev.coster.simulator;

import dev.coster.simulator.Choices.Repeated;
import dev.coster.simulator.Choices.Shortage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Associates or disassociates a rectangle: each asset with each user, then each device. */
final class AssetWork implements Work {
  private final World world;
  private final Location location;
  private final EventType type;
  private final List<AssetKey> assets;
  private final List<String> clientUserIds;
  private final List<String> serialNumbers;
  private @Nullable Set<AssetKey> shortAssets;

  AssetWork(
      World world,
      Location location,
      EventType type,
      List<AssetKey> assets,
      List<String> clientUserIds,
      List<String> serialNumbers) {
    this.world = world;
    this.location = location;
    this.type = type;
    this.assets = assets;
    this.clientUserIds = clientUserIds;
    this.serialNumbers = serialNumbers;
  }

  @Override
  public EventType type() {
    return type;
  }

  @Override
  public int size() {
    return assets.size() * targets();
  }

  @Override
  public boolean indivisible() {
    return type == EventType.ASSOCIATE && world.choices.writing().shortage() != Shortage.FIRST_COME;
  }

  @Override
  public Row.Assignment row(int task) {
    AssetKey asset = assets.get(task / targets());
    int target = task % targets();
    return target < clientUserIds.size()
        ? new Row.Assignment(asset, clientUserIds.get(target), null)
        : new Row.Assignment(asset, null, serialNumbers.get(target - clientUserIds.size()));
  }

  @Override
  public void perform(int task, Report report) {
    AppleError error = attempt(task);
    if (error == null) {
      report.done(row(task));
    } else {
      report.failed(error, row(task));
    }
  }

  private int targets() {
    return clientUserIds.size() + serialNumbers.size();
  }

  private @Nullable AppleError attempt(int task) {
    int holder = holder(task % targets());
    if (holder < 0) {
      return AppleError.USER_NOT_FOUND;
    }
    Asset asset = location.library.find(assets.get(task / targets()));
    return type == EventType.ASSOCIATE ? associate(asset, holder) : disassociate(asset, holder);
  }

  private @Nullable AppleError associate(@Nullable Asset asset, int holder) {
    if (asset == null) {
      return AppleError.NOT_ENOUGH_LICENSES;
    }
    if (location.library.holds(asset, holder)) {
      boolean fails = world.choices.writing().association() == Repeated.FAILS;
      return fails ? AppleError.ALREADY_ASSIGNED : null;
    }
    if (asset.available() < 1 || shortAssets().contains(asset.key)) {
      return AppleError.NOT_ENOUGH_LICENSES;
    }
    location.library.give(asset, holder, world.second());
    return null;
  }

  private @Nullable AppleError disassociate(@Nullable Asset asset, int holder) {
    if (asset == null || !location.library.holds(asset, holder)) {
      boolean fails = world.choices.writing().disassociation() == Repeated.FAILS;
      return fails ? AppleError.NOT_ASSIGNED : null;
    }
    location.library.take(asset, holder);
    return null;
  }

  private int holder(int target) {
    if (target >= clientUserIds.size()) {
      String serial = serialNumbers.get(target - clientUserIds.size());
      return Holder.device(location.library.serialNumbers.number(serial));
    }
    RegisteredUser user = location.users.active(clientUserIds.get(target));
    return user == null ? -1 : user.holder();
  }

  /** Assets that nobody gets in this event, since not everybody can. */
  private Set<AssetKey> shortAssets() {
    if (shortAssets == null) {
      shortAssets = indivisible() ? findShortAssets() : Set.of();
    }
    return shortAssets;
  }

  private Set<AssetKey> findShortAssets() {
    Set<AssetKey> lacking = new HashSet<>();
    for (AssetKey key : assets) {
      Asset asset = location.library.find(key);
      if (asset == null || needed(asset) > asset.available()) {
        lacking.add(key);
      }
    }
    boolean all = world.choices.writing().shortage() == Shortage.WHOLE_EVENT_FAILS;
    return all && !lacking.isEmpty() ? new HashSet<>(assets) : lacking;
  }

  private int needed(Asset asset) {
    int needed = 0;
    for (int target = 0; target < targets(); target++) {
      int holder = holder(target);
      if (holder >= 0 && !location.library.holds(asset, holder)) {
        needed++;
      }
    }
    return needed;
  }
}
