package dev.coster.apple;

import java.util.Locale;

/**
 * Which asset to look up in the store.
 *
 * @param platform {@code enterprisestore} or {@code volumestore} (a location's {@code
 *     defaultPlatform}); {@code macappstore} for what is special to the Mac
 * @param country the storefront: a location's {@code countryISO2ACode}
 * @param language such as {@code en}
 */
public record ContentMetadataQuery(
    String adamId, String platform, String country, String language) {

  String text() {
    return new QueryText()
        .add("version", 2)
        .add("id", adamId)
        .add("p", "mdm-lockup")
        .add("caller", "MDM")
        .add("platform", platform)
        .add("cc", country.toLowerCase(Locale.ROOT))
        .add("l", language)
        .toString();
  }
}
