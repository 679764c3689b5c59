package dev.coster.apple;

import org.jspecify.annotations.Nullable;

/**
 * Which <a
 * href="https://developer.apple.com/documentation/devicemanagement/get-assets-4ski1">assets</a> to
 * list. What is null does not filter.
 *
 * @param pageIndex zero based
 * @param unlimited true: unlimited assets come apart; false: they are left out; null: they come
 *     with the largest total
 */
public record AssetsQuery(
    int pageIndex,
    @Nullable String adamId,
    @Nullable String pricingParam,
    @Nullable String productType,
    @Nullable Boolean revocable,
    @Nullable Boolean deviceAssignable,
    @Nullable Boolean unlimited) {

  /** All assets. */
  public static AssetsQuery page(int pageIndex) {
    return new AssetsQuery(pageIndex, null, null, null, null, null, null);
  }

  /** The same, of one store id; both kinds of price. */
  public AssetsQuery ofAdamId(String wanted) {
    return new AssetsQuery(
        pageIndex, wanted, pricingParam, productType, revocable, deviceAssignable, unlimited);
  }

  /** The same, with unlimited assets apart (true), or without them (false). */
  public AssetsQuery withUnlimited(boolean apart) {
    return new AssetsQuery(
        pageIndex, adamId, pricingParam, productType, revocable, deviceAssignable, apart);
  }

  String text() {
    return new QueryText()
        .add("pageIndex", pageIndex)
        .add("adamId", adamId)
        .add("pricingParam", pricingParam)
        .add("productType", productType)
        .add("revocable", revocable)
        .add("deviceAssignable", deviceAssignable)
        .add("unlimited", unlimited)
        .toString();
  }
}
