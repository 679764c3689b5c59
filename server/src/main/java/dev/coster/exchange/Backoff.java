package dev.coster.exchange;

import java.time.Duration;
import java.time.Instant;

/**
 * A wait that doubles with each failure in a row: 1 s, 2 s, … up to five minutes.
 *
 * @param failures in a row
 * @param until when the next try may be made
 */
record Backoff(int failures, Instant until) {
  static final Backoff NONE = new Backoff(0, Instant.MIN);

  private static final int MOST_DOUBLINGS = 9;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** After one more failure. */
  Backoff longer(Instant now) {
    Duration wait = Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
    return new Backoff(failures + 1, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
  }
}
