package dev.coster.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Another management server's writes: at once, all or none, without a notification. */
final class OtherServer {
  private final World world;
  private final Location location;

  OtherServer(World world, Location location) {
    this.world = world;
    this.location = location;
  }

  void assign(AssetKey key, Collection<String> clientUserIds, Collection<String> serials) {
    Asset asset = asset(key);
    if (!serials.isEmpty() && !asset.spec.deviceAssignable()) {
      throw new PortalRefusal(409, "Devices cannot hold " + key);
    }
    List<Integer> lacking =
        holders(clientUserIds, serials).stream()
            .filter(holder -> !location.library.holds(asset, holder))
            .toList();
    if (lacking.size() > asset.available()) {
      throw new PortalRefusal(409, "Only " + asset.available() + " licenses are left of " + key);
    }
    lacking.forEach(holder -> location.library.give(asset, holder, world.second()));
  }

  void unassign(AssetKey key, Collection<String> clientUserIds, Collection<String> serials) {
    Asset asset = asset(key);
    if (!asset.spec.revocable()) {
      throw new PortalRefusal(409, "Not revocable: " + key);
    }
    holders(clientUserIds, serials).stream()
        .filter(holder -> location.library.holds(asset, holder))
        .forEach(holder -> location.library.take(asset, holder));
  }

  private Asset asset(AssetKey key) {
    Asset asset = location.library.find(key);
    if (asset == null) {
      throw new PortalRefusal(404, "The location does not have " + key);
    }
    return asset;
  }

  private List<Integer> holders(Collection<String> clientUserIds, Collection<String> serials) {
    List<Integer> holders = new ArrayList<>();
    for (String clientUserId : clientUserIds) {
      RegisteredUser user = location.users.active(clientUserId);
      if (user == null) {
        throw new PortalRefusal(404, "No active user " + clientUserId);
      }
      holders.add(user.holder());
    }
    for (String serial : serials) {
      holders.add(Holder.device(location.library.serialNumbers.number(world.asKept(serial))));
    }
    return holders.stream().distinct().toList();
  }
}
