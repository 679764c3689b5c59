package dev.coster.simulator.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs like another one but can be moved forward. Safe for use by many threads. */
final class MovableClock implements InstantSource {
  private final InstantSource base;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  /** A clock that begins in step with {@code base}. */
  MovableClock(InstantSource base) {
    this.base = base;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }

  /** What the clock that this one runs like shows at an instant of this one. */
  Instant atBase(Instant instant) {
    return instant.minus(ahead.get());
  }

  /** Moves on; time never goes back. */
  void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("Time does not go back: " + step);
    }
    ahead.updateAndGet(old -> old.plus(step));
  }
}
