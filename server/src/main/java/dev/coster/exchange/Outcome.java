package dev.coster.exchange;

/** How a request ended. */
public enum Outcome {
  /** Apple's event is complete: every pair is confirmed. */
  COMPLETE,
  /** Some pairs fared differently; see their rows. */
  PARTLY,
  /** Apple refused it at once: nothing was queued. */
  REFUSED,
  /** Taken back before it was sent. */
  WITHDRAWN
}
