package dev.coster.apple;

import org.jspecify.annotations.Nullable;

/**
 * A user to create, update or retire: <a
 * href="https://developer.apple.com/documentation/devicemanagement/requestuser">RequestUser</a>.
 *
 * @param managedAppleId associates at once, when it belongs to the token's organization
 */
public record UserRequest(
    String clientUserId, @Nullable String email, @Nullable String managedAppleId) {

  public UserRequest {
    if (clientUserId.isBlank()) {
      throw new IllegalArgumentException("clientUserId must not be empty");
    }
  }

  /** A user by its id alone; all that retiring needs. */
  public static UserRequest of(String clientUserId) {
    return new UserRequest(clientUserId, null, null);
  }
}
