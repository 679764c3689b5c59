package dev.coster.simulator;

import java.time.Duration;
import java.time.Instant;

/** The store's own, slower view of who holds what. */
final class Store {
  private final World world;

  Store(World world) {
    this.world = world;
  }

  StoreView device(String adamId, String serialNumber) {
    StoreView best = StoreView.NOT_LICENSED;
    for (Location location : world.locations.values()) {
      int number = location.library.serialNumbers.find(serialNumber);
      if (number >= 0) {
        best = better(best, view(location, adamId, Holder.device(number)));
      }
    }
    return best;
  }

  StoreView user(String adamId, String clientUserId) {
    StoreView best = StoreView.NOT_LICENSED;
    for (Location location : world.locations.values()) {
      RegisteredUser user = location.users.active(clientUserId);
      if (user != null) {
        best = better(best, view(location, adamId, user.holder()));
      }
    }
    return best;
  }

  private StoreView view(Location location, String adamId, int holder) {
    StoreView best = StoreView.NOT_LICENSED;
    for (Asset asset : location.library.assets()) {
      if (asset.key.adamId().equals(adamId) && location.library.holds(asset, holder)) {
        int since = location.library.assignments.madeAt(asset.index, holder);
        best = better(best, view(asset.index, holder, since));
      }
    }
    return best;
  }

  private StoreView view(int asset, int holder, int since) {
    long mixed =
        (world.seed ^ ((long) asset << 40) ^ ((long) holder << 8) ^ since) * 0x9E3779B97F4A7C15L;
    double share = (mixed >>> 11) * 0x1.0p-53;
    Duration lag = world.faults.storeLag().at(share);
    boolean heard = !world.now().isBefore(Instant.ofEpochSecond(since).plus(lag));
    return heard ? StoreView.VISIBLE : StoreView.NOT_VISIBLE_YET;
  }

  private static StoreView better(StoreView one, StoreView other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
