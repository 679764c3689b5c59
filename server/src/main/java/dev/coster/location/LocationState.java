package dev.coster.location;

/** Whether Coster can work at a location, and if not, why. */
public enum LocationState {
  /** Read and write. */
  USABLE,
  /** Another management server's mdmInfo is set: read-only until an administrator takes over. */
  CLAIMED_ELSEWHERE,
  /** The token may only read (9637). */
  READ_ONLY,
  /** Apple's own built-in device management manages it (9645): only reads. */
  MANAGED_BY_APPLE,
  /** Every token has expired (9621). */
  TOKEN_EXPIRED,
  /** Apple revoked the token (9625). */
  TOKEN_REVOKED,
  /** Apple does not know the token (9622), or wants a login (9601). */
  TOKEN_INVALID,
  /** A legacy token without a location (9647). */
  TOKEN_LEGACY;

  /** Whether Apple answers reads. */
  public boolean readable() {
    return switch (this) {
      case USABLE, CLAIMED_ELSEWHERE, READ_ONLY, MANAGED_BY_APPLE -> true;
      case TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_INVALID, TOKEN_LEGACY -> false;
    };
  }

  /** Whether Coster may change anything there. */
  public boolean writable() {
    return this == USABLE;
  }
}
