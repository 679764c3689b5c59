package dev.coster.apple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the store tells of an app or book: <a
 * href="https://developer.apple.com/documentation/devicemanagement/getting-app-and-book-information-legacy">
 * content metadata</a>. Everything but the id may be missing.
 *
 * @param kind such as {@code iosSoftware}
 * @param version as people read it
 * @param externalVersionId compared with what devices report, to find updates
 * @param price as people read it
 * @param raw all that the store told
 */
public record ContentMetadata(
    String adamId,
    @Nullable String name,
    @Nullable String artistName,
    @Nullable String bundleId,
    @Nullable String kind,
    @Nullable String minimumOSVersion,
    @Nullable String version,
    @Nullable Long externalVersionId,
    @Nullable String price,
    @Nullable Artwork artwork,
    List<String> deviceFamilies,
    List<String> genreNames,
    @Nullable Boolean deviceLicensing,
    boolean customApp,
    JsonNode raw) {

  /**
   * A picture.
   *
   * @param url may be a template with {@code {w}}, {@code {h}} and {@code {f}}
   */
  public record Artwork(String url, @Nullable Integer width, @Nullable Integer height) {

    /** The address for a size in pixels. */
    public String url(int pixels, String format) {
      return url.replace("{w}", Integer.toString(pixels))
          .replace("{h}", Integer.toString(pixels))
          .replace("{c}", "bb")
          .replace("{f}", format);
    }
  }
}
