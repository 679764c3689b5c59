package dev.coster.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A span of durations to pick from.
 *
 * @param least the shortest, included
 * @param most the longest, included; not shorter than {@code least}
 */
public record Range(Duration least, Duration most) {
  static final Range NONE = new Range(Duration.ZERO, Duration.ZERO);

  /** Refuses an empty or negative span. */
  public Range {
    if (least.isNegative() || most.compareTo(least) < 0) {
      throw new IllegalArgumentException("not a range: " + least + " to " + most);
    }
  }

  static Range millis(long least, long most) {
    return new Range(Duration.ofMillis(least), Duration.ofMillis(most));
  }

  static Range seconds(long least, long most) {
    return new Range(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }

  Duration pick(RandomGenerator random) {
    return least.plusMillis(random.nextLong(most.minus(least).toMillis() + 1));
  }

  /** The duration at this share (0 to 1) of the way from least to most. */
  Duration at(double share) {
    double bounded = Math.clamp(share, 0.0, 1.0);
    return least.plusMillis(Math.round(most.minus(least).toMillis() * bounded));
  }
}
