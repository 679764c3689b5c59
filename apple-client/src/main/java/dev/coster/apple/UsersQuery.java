package dev.coster.apple;

import org.jspecify.annotations.Nullable;

/**
 * Which <a href="https://developer.apple.com/documentation/devicemanagement/get-users-4mwln">users
 * </a> to list. What is null does not filter.
 *
 * @param pageIndex zero based
 * @param sinceVersionId only what changed since
 */
public record UsersQuery(
    int pageIndex,
    @Nullable String sinceVersionId,
    @Nullable String clientUserId,
    @Nullable Boolean activeOnly,
    @Nullable Boolean retiredOnly) {

  /** All users, retired ones too. */
  public static UsersQuery page(int pageIndex) {
    return new UsersQuery(pageIndex, null, null, null, null);
  }

  /** The same, only those that are active. */
  public UsersQuery active() {
    return new UsersQuery(pageIndex, sinceVersionId, clientUserId, true, retiredOnly);
  }

  /** The same, only what changed since a version. */
  public UsersQuery since(String versionId) {
    return new UsersQuery(pageIndex, versionId, clientUserId, activeOnly, retiredOnly);
  }

  /** The same, only the rows of one id: any number retired, at most one active. */
  public UsersQuery ofUser(String id) {
    return new UsersQuery(pageIndex, sinceVersionId, id, activeOnly, retiredOnly);
  }

  String text() {
    return new QueryText()
        .add("pageIndex", pageIndex)
        .add("sinceVersionId", sinceVersionId)
        .add("clientUserId", clientUserId)
        .add("activeOnly", activeOnly)
        .add("retiredOnly", retiredOnly)
        .toString();
  }
}
