package dev.coster.apple;

import java.util.Locale;

/** States of a registered user. */
public enum UserStatus {
  /** Created, not yet associated with an Apple Account. */
  REGISTERED,
  /** Associated with an Apple Account. */
  ASSOCIATED,
  /** Retired; its revocable assets are free again. */
  RETIRED,
  /** Replaced by another record; final. */
  DELETED,
  /** A state nobody here knows. */
  UNKNOWN;

  /** The state that Apple's word names. */
  public static UserStatus of(String status) {
    return switch (status.toLowerCase(Locale.ROOT)) {
      case "registered", "created" -> REGISTERED;
      case "associated" -> ASSOCIATED;
      case "retired" -> RETIRED;
      case "deleted" -> DELETED;
      default -> UNKNOWN;
    };
  }

  /** Whether the user may hold assets. */
  public boolean active() {
    return this == REGISTERED || this == ASSOCIATED;
  }
}
