package dev.coster.simulator;

/**
 * Licenses come, go and move; each change of a count is told to the location's management server.
 */
final class Purchases {
  private Purchases() {}

  static void add(World world, Location location, AssetSpec spec) {
    AssetKey key = new AssetKey(spec.adamId(), spec.pricingParam());
    if (location.library.find(key) != null) {
      throw new PortalRefusal(409, "The location has this asset already: " + key);
    }
    Asset asset = location.library.add(spec);
    if (asset.unlimited()) {
      new Notifier(world).unlimited(location, key);
    } else {
      new Notifier(world).countChanged(location, key, spec.licenses());
    }
  }

  static void buy(World world, Location location, AssetKey key, int count) {
    Asset asset = limited(location, key);
    if (count < 1 || count > Asset.UNLIMITED - 1 - asset.total()) {
      throw new PortalRefusal(400, "Not a number of licenses to buy: " + count);
    }
    change(world, location, asset, count);
  }

  static void refund(World world, Location location, AssetKey key, int count) {
    Asset asset = limited(location, key);
    checkFree(asset, count);
    change(world, location, asset, -count);
  }

  static void transfer(World world, Location from, Location to, AssetKey key, int count) {
    Asset source = limited(from, key);
    checkFree(source, count);
    if (from == to || from.organization != to.organization) {
      throw new PortalRefusal(409, "Licenses move only to another location of one organization.");
    }
    Asset target = to.library.find(key);
    if (target != null && target.unlimited()) {
      throw new PortalRefusal(409, "The other location has this asset without limit.");
    }
    change(world, from, source, -count);
    change(world, to, target == null ? to.library.add(none(source.spec)) : target, count);
  }

  private static void change(World world, Location location, Asset asset, int delta) {
    location.library.changeTotal(asset, delta);
    new Notifier(world).countChanged(location, asset.key, delta);
  }

  private static AssetSpec none(AssetSpec spec) {
    return new AssetSpec(
        spec.adamId(),
        spec.pricingParam(),
        spec.productType(),
        spec.deviceAssignable(),
        spec.revocable(),
        spec.supportedPlatforms(),
        0,
        false);
  }

  private static Asset limited(Location location, AssetKey key) {
    Asset asset = location.library.find(key);
    if (asset == null) {
      throw new PortalRefusal(404, "The location does not have " + key);
    }
    if (asset.unlimited()) {
      throw new PortalRefusal(409, "An unlimited asset is neither bought nor refunded.");
    }
    return asset;
  }

  private static void checkFree(Asset asset, int count) {
    if (count < 1 || count > asset.available()) {
      throw new PortalRefusal(
          409, "Only unassigned licenses go: " + asset.available() + " are, not " + count);
    }
  }
}
