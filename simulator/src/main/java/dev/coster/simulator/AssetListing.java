package dev.coster.simulator;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code GET assets}. */
final class AssetListing {
  private final Caller caller;
  private final World world;
  private final Library library;
  private final Query query;

  AssetListing(Caller caller, ServiceRequest request) {
    this.caller = caller;
    this.world = caller.world();
    this.library = caller.location().library;
    this.query = new Query(request.query());
  }

  String body() {
    Listing.maybeMove(world, query, library.assetVersions);
    Boolean unlimited = query.flag("unlimited");
    List<Asset> rows = library.assets().stream().filter(this::matches).toList();
    List<Asset> apart =
        Boolean.TRUE.equals(unlimited)
            ? rows.stream().filter(Asset::unlimited).toList()
            : List.of();
    List<Asset> assets =
        unlimited == null ? rows : rows.stream().filter(asset -> !asset.unlimited()).toList();
    Page page =
        Listing.page(world, query, world.faults.pages().assets(), assets.size() + apart.size());
    return Json.object(json -> {
      write(json, "assets", slice(assets, page.first(), page.size()), true);
      if (Boolean.TRUE.equals(unlimited)) {
        int shown = Math.max(0, Math.min(page.size(), assets.size() - page.first()));
        int first = Math.max(0, page.first() - assets.size());
        write(json, "unlimitedAssets", slice(apart, first, page.size() - shown), false);
      }
      page.writeTo(json, library.assetVersions.versionId());
      caller.writeCommonFields(json);
    });
  }

  private static List<Asset> slice(List<Asset> assets, int first, int size) {
    int from = Math.min(first, assets.size());
    return assets.subList(from, Math.min(assets.size(), from + size));
  }

  private boolean matches(Asset asset) {
    return fits("adamId", asset.key.adamId())
        && fits("pricingParam", asset.key.pricingParam())
        && fits("productType", asset.spec.productType())
        && fits("revocable", asset.spec.revocable())
        && fits("deviceAssignable", asset.spec.deviceAssignable())
        && asset.available() >= query.number("minAvailableCount", 0)
        && asset.available() <= query.number("maxAvailableCount", Integer.MAX_VALUE)
        && assigned(asset) >= query.number("minAssignedCount", 0)
        && assigned(asset) <= query.number("maxAssignedCount", Integer.MAX_VALUE);
  }

  private boolean fits(String name, String value) {
    String wanted = query.text(name);
    return wanted == null || wanted.equals(value);
  }

  private boolean fits(String name, boolean value) {
    Boolean wanted = query.flag(name);
    return wanted == null || wanted == value;
  }

  private int assigned(Asset asset) {
    return asset.shownAssigned(world.choices.reading().retiredCount());
  }

  private void write(JsonGenerator json, String name, List<Asset> assets, boolean withTotals) {
    json.writeArrayPropertyStart(name);
    assets.forEach(asset -> write(json, asset, withTotals));
    json.writeEndArray();
  }

  private void write(JsonGenerator json, Asset asset, boolean withTotals) {
    json.writeStartObject();
    json.writeStringProperty("adamId", asset.key.adamId());
    json.writeStringProperty("pricingParam", asset.key.pricingParam());
    json.writeStringProperty("productType", asset.spec.productType());
    json.writeNumberProperty("assignedCount", assigned(asset));
    if (withTotals) {
      json.writeNumberProperty("availableCount", asset.available());
      json.writeNumberProperty("retiredCount", asset.retired());
      json.writeNumberProperty(
          "totalCount", asset.shownTotal(world.choices.reading().retiredCount()));
    }
    json.writeBooleanProperty("deviceAssignable", asset.spec.deviceAssignable());
    json.writeBooleanProperty("revocable", asset.spec.revocable());
    json.writeArrayPropertyStart("supportedPlatforms");
    asset.spec.supportedPlatforms().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }
}
