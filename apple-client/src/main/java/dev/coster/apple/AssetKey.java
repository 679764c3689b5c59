package dev.coster.apple;

import java.util.Comparator;
import java.util.Objects;

/** Identity of an asset: store id and kind of price. */
public record AssetKey(String adamId, String pricingParam) implements Comparable<AssetKey> {

  /** Standard quality; what Apple means when it says nothing. */
  public static final String STDQ = "STDQ";

  /** High quality; matters for books. */
  public static final String PLUS = "PLUS";

  private static final Comparator<AssetKey> ORDER =
      Comparator.comparing(AssetKey::adamId).thenComparing(AssetKey::pricingParam);

  public AssetKey {
    Objects.requireNonNull(adamId, "adamId");
    Objects.requireNonNull(pricingParam, "pricingParam");
  }

  @Override
  public int compareTo(AssetKey other) {
    return ORDER.compare(this, other);
  }
}
