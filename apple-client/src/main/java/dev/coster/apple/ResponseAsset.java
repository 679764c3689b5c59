package dev.coster.apple;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An asset of a location with its counts: <a
 * href="https://developer.apple.com/documentation/devicemanagement/responseasset">ResponseAsset</a>
 * or UnlimitedResponseAsset. Counts that Apple does not give are null.
 *
 * @param productType {@code App}, {@code Book}, or whatever Apple comes up with
 * @param deviceAssignable false also when Apple does not say
 * @param revocable false also when Apple does not say
 * @param unlimited free, given without counting: Apple lists it apart, or with the largest total
 */
public record ResponseAsset(
    String adamId,
    String pricingParam,
    @Nullable String productType,
    @Nullable Integer assignedCount,
    @Nullable Integer availableCount,
    @Nullable Integer retiredCount,
    @Nullable Integer totalCount,
    boolean deviceAssignable,
    boolean revocable,
    boolean unlimited,
    List<String> supportedPlatforms) {

  /** The total that Apple gives for an asset without limit. */
  public static final int UNLIMITED_TOTAL = Integer.MAX_VALUE;

  /** Identity of the asset. */
  public AssetKey key() {
    return new AssetKey(adamId, pricingParam);
  }
}
