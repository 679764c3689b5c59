package dev.coster.apple;

import org.jspecify.annotations.Nullable;

/**
 * Which <a href="https://developer.apple.com/documentation/devicemanagement/get-assignments-9wv1e">
 * assignments</a> to list. What is null does not filter.
 *
 * @param pageIndex zero based
 * @param sinceVersionId only what changed since; does not show what was removed
 * @param includeUserState whether rows of people carry {@code userStatus} and {@code idHash}
 * @param excludeInactiveUsers whether rows of retired people are left out
 */
public record AssignmentsQuery(
    int pageIndex,
    @Nullable String sinceVersionId,
    @Nullable String adamId,
    @Nullable String pricingParam,
    @Nullable String clientUserId,
    @Nullable String serialNumber,
    @Nullable Boolean includeUserState,
    @Nullable Boolean excludeInactiveUsers) {

  /** All assignments. */
  public static AssignmentsQuery page(int pageIndex) {
    return new AssignmentsQuery(pageIndex, null, null, null, null, null, null, null);
  }

  /** The same, only what changed since a version. */
  public AssignmentsQuery since(String versionId) {
    return new AssignmentsQuery(
        pageIndex,
        versionId,
        adamId,
        pricingParam,
        clientUserId,
        serialNumber,
        includeUserState,
        excludeInactiveUsers);
  }

  /** The same, of one asset. */
  public AssignmentsQuery ofAsset(AssetKey asset) {
    return new AssignmentsQuery(
        pageIndex,
        sinceVersionId,
        asset.adamId(),
        asset.pricingParam(),
        clientUserId,
        serialNumber,
        includeUserState,
        excludeInactiveUsers);
  }

  /** The same, of one person. */
  public AssignmentsQuery ofUser(String id) {
    return new AssignmentsQuery(
        pageIndex,
        sinceVersionId,
        adamId,
        pricingParam,
        id,
        serialNumber,
        includeUserState,
        excludeInactiveUsers);
  }

  /** The same, of one device. */
  public AssignmentsQuery ofDevice(String serial) {
    return new AssignmentsQuery(
        pageIndex,
        sinceVersionId,
        adamId,
        pricingParam,
        clientUserId,
        serial,
        includeUserState,
        excludeInactiveUsers);
  }

  String text() {
    return new QueryText()
        .add("pageIndex", pageIndex)
        .add("sinceVersionId", sinceVersionId)
        .add("adamId", adamId)
        .add("pricingParam", pricingParam)
        .add("clientUserId", clientUserId)
        .add("serialNumber", serialNumber)
        .add("includeUserState", includeUserState)
        .add("excludeInactiveUsers", excludeInactiveUsers)
        .toString();
  }
}
