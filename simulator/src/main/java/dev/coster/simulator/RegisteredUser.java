package dev.coster.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One record of a registered user; several may share a {@code clientUserId}, at most one of them
 * active.
 */
final class RegisteredUser {
  final int number;
  final String clientUserId;
  final String inviteCode;
  final Instant invitedAt;
  @Nullable String email;
  @Nullable String account;
  UserStatus status = UserStatus.REGISTERED;
  int version;

  RegisteredUser(
      int number,
      String clientUserId,
      @Nullable String email,
      String inviteCode,
      Instant invitedAt) {
    this.number = number;
    this.clientUserId = clientUserId;
    this.email = email;
    this.inviteCode = inviteCode;
    this.invitedAt = invitedAt;
  }

  int holder() {
    return Holder.user(number);
  }

  @Nullable String idHash() {
    return account == null ? null : hash(account);
  }

  private static String hash(String account) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest(account.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
