package dev.coster.simulator;

import java.util.List;

/**
 * An asset as it is put into a location.
 *
 * @param adamId the store's product id, digits
 * @param pricingParam {@code STDQ} or {@code PLUS}
 * @param productType {@code App} or {@code Book}
 * @param deviceAssignable whether devices can hold it
 * @param revocable whether it can be taken back
 * @param supportedPlatforms {@code iOS}, {@code macOS}, {@code tvOS}, {@code watchOS}, {@code
 *     visionOS}
 * @param licenses how many are bought; without meaning for an unlimited asset
 * @param unlimited whether it is free and never runs out
 */
public record AssetSpec(
    String adamId,
    String pricingParam,
    String productType,
    boolean deviceAssignable,
    boolean revocable,
    List<String> supportedPlatforms,
    int licenses,
    boolean unlimited) {

  /** Refuses what Apple could never show. */
  public AssetSpec {
    supportedPlatforms = List.copyOf(supportedPlatforms);
    if (adamId.isEmpty() || !adamId.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new PortalRefusal(400, "An adamId consists of digits: " + adamId);
    }
    if (licenses < 0) {
      throw new PortalRefusal(400, "A number of licenses is not negative: " + licenses);
    }
  }

  /** An app for devices and people that can be taken back. */
  public static AssetSpec app(String adamId, int licenses) {
    return new AssetSpec(
        adamId, AssetKey.STANDARD, "App", true, true, List.of("iOS", "macOS"), licenses, false);
  }

  /** An app for people only. */
  public static AssetSpec userOnlyApp(String adamId, int licenses) {
    return new AssetSpec(
        adamId, AssetKey.STANDARD, "App", false, true, List.of("iOS"), licenses, false);
  }

  /** A free app that never runs out. */
  public static AssetSpec freeApp(String adamId) {
    return new AssetSpec(adamId, AssetKey.STANDARD, "App", true, true, List.of("iOS"), 0, true);
  }

  /** A book: for people only, never taken back. */
  public static AssetSpec book(String adamId, String pricingParam, int licenses) {
    return new AssetSpec(
        adamId, pricingParam, "Book", false, false, List.of("iOS", "macOS"), licenses, false);
  }
}
