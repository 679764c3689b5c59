package dev.coster.apple;

import org.jspecify.annotations.Nullable;

/**
 * An asset in somebody's hands: <a
 * href="https://developer.apple.com/documentation/devicemanagement/assignment">Assignment</a>. A
 * holder is either a person or a device.
 *
 * @param clientUserId the person; null when a device holds it
 * @param serialNumber the device; null when a person holds it
 * @param idHash of the person's Apple Account, when asked for
 * @param userStatus the person's status as Apple writes it, when asked for
 */
public record Assignment(
    String adamId,
    String pricingParam,
    @Nullable String clientUserId,
    @Nullable String serialNumber,
    @Nullable String idHash,
    @Nullable String userStatus) {

  /** Identity of the asset. */
  public AssetKey key() {
    return new AssetKey(adamId, pricingParam);
  }
}
