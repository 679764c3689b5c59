package dev.coster.apple;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** The store's answer about one id. */
final class MetadataShape implements BodyShape<Optional<ContentMetadata>> {

  private final String adamId;
  private @Nullable JsonNode results;

  MetadataShape(String adamId) {
    this.adamId = adamId;
  }

  @Override
  public void take(String name, JsonParser json) {
    if (name.equals("results")) {
      results = json.readValueAsTree();
    } else {
      json.skipChildren();
    }
  }

  @Override
  public Optional<ContentMetadata> finish(Envelope envelope) {
    if (results == null || !results.isObject()) {
      throw new ShapeException("results are missing");
    }
    JsonNode found = results.path(adamId);
    return found.isObject() ? Optional.of(read(found)) : Optional.empty();
  }

  private ContentMetadata read(JsonNode found) {
    JsonNode offer = found.path("offers").path(0);
    JsonNode licensing = found.path("isVppDeviceBasedLicensingEnabled");
    return new ContentMetadata(
        adamId,
        text(found.path("name")),
        text(found.path("artistName")),
        text(found.path("bundleId")),
        text(found.path("kind")),
        text(found.path("minimumOSVersion")),
        text(offer.path("version").path("display")),
        number(offer.path("version").path("externalId")),
        text(offer.path("priceFormatted")),
        artwork(found.path("artwork")),
        texts(found.path("deviceFamilies")),
        texts(found.path("genreNames")),
        licensing.isBoolean() ? Boolean.valueOf(licensing.booleanValue()) : null,
        found.path("isB2BCustomApp").asBoolean(false),
        found);
  }

  /**
   * Apple's samples hold one object in one place, and an array in another: the largest is taken.
   */
  private static ContentMetadata.@Nullable Artwork artwork(JsonNode node) {
    if (!node.isArray()) {
      return picture(node);
    }
    ContentMetadata.Artwork best = null;
    for (JsonNode element : node) {
      ContentMetadata.Artwork candidate = picture(element);
      if (candidate != null && (best == null || width(candidate) > width(best))) {
        best = candidate;
      }
    }
    return best;
  }

  private static ContentMetadata.@Nullable Artwork picture(JsonNode node) {
    String url = text(node.path("url"));
    return url == null
        ? null
        : new ContentMetadata.Artwork(url, small(node.path("width")), small(node.path("height")));
  }

  private static int width(ContentMetadata.Artwork artwork) {
    return artwork.width() == null ? 0 : artwork.width();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asString() : null;
  }

  private static @Nullable Long number(JsonNode node) {
    long read = node.asLong(Long.MIN_VALUE);
    return read == Long.MIN_VALUE ? null : Long.valueOf(read);
  }

  private static @Nullable Integer small(JsonNode node) {
    int read = node.asInt(Integer.MIN_VALUE);
    return read == Integer.MIN_VALUE ? null : Integer.valueOf(read);
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : node) {
      String text = text(element);
      if (text != null) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }
}
