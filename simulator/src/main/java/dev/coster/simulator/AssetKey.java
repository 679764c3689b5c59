package dev.coster.simulator;

/**
 * An asset's identity: Apple's product id together with the pricing parameter.
 *
 * @param adamId the store's product id, digits
 * @param pricingParam {@code STDQ} or {@code PLUS}
 */
public record AssetKey(String adamId, String pricingParam) {
  static final String STANDARD = "STDQ";
}
