package dev.coster.simulator;

/** What a token may do. */
public enum TokenKind {
  /** Reads and writes. */
  FULL,
  /** Reads; writes are refused with 9637. */
  READ_ONLY,
  /** A user-based token of the time before locations; everything is refused with 9647. */
  LEGACY
}
