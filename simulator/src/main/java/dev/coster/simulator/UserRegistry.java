package dev.coster.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registered users of one library, or of a whole organization. */
final class UserRegistry {
  final VersionLine versions;
  final List<Location> locations = new ArrayList<>();
  private final boolean ignoreCase;
  private final List<RegisteredUser> records = new ArrayList<>();
  private final Map<String, List<RegisteredUser>> byClientUserId = new HashMap<>();
  private final Map<String, RegisteredUser> byInviteCode = new HashMap<>();
  private final Map<String, RegisteredUser> activeByAccount = new HashMap<>();

  UserRegistry(long salt, boolean ignoreCase) {
    versions = new VersionLine(salt);
    this.ignoreCase = ignoreCase;
  }

  /** What makes a {@code clientUserId} one and the same. */
  String key(String clientUserId) {
    return ignoreCase ? clientUserId.toLowerCase(Locale.ROOT) : clientUserId;
  }

  List<String> keys(List<String> clientUserIds) {
    return clientUserIds.stream().map(this::key).toList();
  }

  List<RegisteredUser> records() {
    return records;
  }

  RegisteredUser record(int number) {
    return records.get(number);
  }

  List<RegisteredUser> records(String clientUserId) {
    return byClientUserId.getOrDefault(key(clientUserId), List.of());
  }

  @Nullable RegisteredUser active(String clientUserId) {
    for (RegisteredUser record : records(clientUserId)) {
      if (record.status.active()) {
        return record;
      }
    }
    return null;
  }

  @Nullable RegisteredUser byInviteCode(String code) {
    return byInviteCode.get(code);
  }

  /** The active user with this Apple Account. */
  @Nullable RegisteredUser byAccount(String account) {
    return activeByAccount.get(account);
  }

  RegisteredUser add(
      String clientUserId, @Nullable String email, String inviteCode, Instant invitedAt) {
    RegisteredUser user =
        new RegisteredUser(records.size(), clientUserId, email, inviteCode, invitedAt);
    records.add(user);
    byClientUserId.computeIfAbsent(key(clientUserId), id -> new ArrayList<>(1)).add(user);
    byInviteCode.put(inviteCode, user);
    changed(user);
    return user;
  }

  void associate(RegisteredUser user, String account) {
    user.account = account;
    user.status = UserStatus.ASSOCIATED;
    activeByAccount.put(account, user);
    changed(user);
  }

  /** Ends a record: {@code RETIRED}, or {@code DELETED} for good. */
  void end(RegisteredUser user, UserStatus status) {
    user.status = status;
    if (user.account != null) {
      activeByAccount.remove(user.account, user);
    }
    changed(user);
  }

  void changed(RegisteredUser user) {
    user.version = versions.next();
  }

  /** The texts of a holder: a user record or a device. */
  boolean isActive(int holder) {
    return !Holder.isUser(holder) || record(Holder.number(holder)).status.active();
  }
}
