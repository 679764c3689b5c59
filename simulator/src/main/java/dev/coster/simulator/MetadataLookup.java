package dev.coster.simulator;

import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * The store's legacy lookup: names, icons, bundle ids. An unknown id is simply missing from the
 * answer.
 */
final class MetadataLookup {
  static final String PATH = "/WebObjects/MZStorePlatform.woa/wa/lookup";
  private static final String COOKIE = "itvt=";

  private final World world;

  MetadataLookup(World world) {
    this.world = world;
  }

  ServiceResponse answer(ServiceRequest request) {
    Query query = new Query(request.query());
    String ids = query.text("id");
    String country = lower(query, "cc", "us");
    boolean readable = "mdm-lockup".equals(query.text("p")) && ids != null;
    List<StoreItem> found =
        !readable || ids == null
            ? List.of()
            : List.of(ids.split(",", -1)).stream()
                .map(world.catalog::get)
                .filter(item -> item != null && item.soldIn(country))
                .filter(item -> !item.customApp() || mayUse(request, item))
                .toList();
    return ServiceResponse.json(
        200, Json.object(json -> write(json, found, country, lower(query, "l", "en"))));
  }

  private static String lower(Query query, String name, String otherwise) {
    String value = query.text(name);
    return value == null ? otherwise : value.toLowerCase(Locale.ROOT);
  }

  private boolean mayUse(ServiceRequest request, StoreItem item) {
    String cookies = request.header("cookie");
    if (cookies == null) {
      return false;
    }
    for (String cookie : cookies.split(";", -1)) {
      String trimmed = cookie.trim();
      if (trimmed.startsWith(COOKIE) && opensOwner(trimmed.substring(COOKIE.length()), item)) {
        return true;
      }
    }
    return false;
  }

  private boolean opensOwner(String token, StoreItem item) {
    try {
      Location location = new Gate(world).open(token).location();
      return location.library.assets().stream()
          .anyMatch(asset -> asset.key.adamId().equals(item.adamId()));
    } catch (Refusal refusal) {
      return false;
    }
  }

  private void write(JsonGenerator json, List<StoreItem> items, String country, String language) {
    json.writeNumberProperty("version", 2);
    json.writeBooleanProperty("isAuthenticated", false);
    json.writeObjectPropertyStart("meta");
    json.writeObjectPropertyStart("storefront");
    json.writeStringProperty("id", "143441");
    json.writeStringProperty("cc", country);
    json.writeEndObject();
    json.writeObjectPropertyStart("language");
    json.writeStringProperty("tag", language);
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectPropertyStart("results");
    for (StoreItem item : items) {
      json.writeObjectPropertyStart(item.adamId());
      write(json, item);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void write(JsonGenerator json, StoreItem item) {
    json.writeStringProperty("id", item.adamId());
    json.writeStringProperty("name", item.name());
    json.writeStringProperty("artistName", item.artistName());
    json.writeStringProperty("kind", item.kind());
    json.writeBooleanProperty("isB2BCustomApp", item.customApp());
    Json.strings(json, "genreNames", item.genreNames());
    writeArtwork(json, item);
    if (!item.book()) {
      json.writeStringProperty("bundleId", item.bundleId());
      json.writeStringProperty("minimumOSVersion", "16.0");
      json.writeBooleanProperty("isVppDeviceBasedLicensingEnabled", deviceLicensing(item));
      Json.strings(json, "deviceFamilies", item.deviceFamilies());
    }
    writeOffer(json, item);
  }

  private boolean deviceLicensing(StoreItem item) {
    return world.locations.values().stream()
        .flatMap(location -> location.library.assets().stream())
        .filter(asset -> asset.key.adamId().equals(item.adamId()))
        .allMatch(asset -> asset.spec.deviceAssignable());
  }

  private void writeArtwork(JsonGenerator json, StoreItem item) {
    String base = world.baseUrl + Icon.PATH + item.adamId() + "/";
    if (world.choices.reading().artworkAsTemplate()) {
      json.writeObjectPropertyStart("artwork");
      picture(json, 1024, base + "{w}x{h}bb.{f}");
      json.writeEndObject();
      return;
    }
    json.writeArrayPropertyStart("artwork");
    for (int size : new int[] {60, 120, 512}) {
      json.writeStartObject();
      picture(json, size, base + size + "x" + size + "bb.png");
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void picture(JsonGenerator json, int size, String url) {
    json.writeNumberProperty("width", size);
    json.writeNumberProperty("height", size);
    json.writeStringProperty("url", url);
  }

  private static void writeOffer(JsonGenerator json, StoreItem item) {
    json.writeArrayPropertyStart("offers");
    json.writeStartObject();
    json.writeNumberProperty("price", item.price());
    json.writeStringProperty("priceFormatted", String.format(Locale.ROOT, "$%.2f", item.price()));
    if (!item.book()) {
      json.writeObjectPropertyStart("version");
      json.writeStringProperty("display", item.version());
      json.writeNumberProperty(
          "externalId", 800_000_000L + Math.abs(item.version().hashCode() % 9999));
      json.writeEndObject();
    }
    json.writeArrayPropertyStart("assets");
    json.writeStartObject();
    json.writeNumberProperty(
        "size", 5_000_000L + Math.abs((long) item.name().hashCode()) % 400_000_000L);
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }
}
