package dev.coster.apple;

import org.jspecify.annotations.Nullable;

/**
 * A registered user: <a
 * href="https://developer.apple.com/documentation/devicemanagement/responseuser">ResponseUser</a>.
 * Several rows may share a {@code clientUserId}: any number retired, at most one active.
 *
 * @param idHash of the Apple Account, once one is or was associated
 * @param inviteCode to invite with; means something only while the user is Registered
 * @param status as Apple writes it
 */
public record ResponseUser(
    String clientUserId,
    @Nullable String email,
    @Nullable String idHash,
    @Nullable String inviteCode,
    String status) {

  /** The status, as far as we know it. */
  public UserStatus userStatus() {
    return UserStatus.of(status);
  }

  /** All but the code, which lets whoever has it become this user. */
  @Override
  public String toString() {
    return "ResponseUser[clientUserId=" + clientUserId + ", status=" + status + "]";
  }
}
