package dev.coster.simulator;

/**
 * A location as it is created.
 *
 * @param locationName the name that people see; need not be unique
 * @param countryISO2ACode two capital letters
 * @param defaultPlatform {@code volumestore} (education) or {@code enterprisestore}
 * @param managedByApple whether Apple's own device management has it, so that nobody else may write
 */
public record LocationSpec(
    String locationName, String countryISO2ACode, String defaultPlatform, boolean managedByApple) {

  /** A school's location. */
  public static LocationSpec school(String locationName, String country) {
    return new LocationSpec(locationName, country, "volumestore", false);
  }

  String websiteUrl() {
    return defaultPlatform.equals("volumestore")
        ? "https://school.apple.com"
        : "https://business.apple.com";
  }
}
