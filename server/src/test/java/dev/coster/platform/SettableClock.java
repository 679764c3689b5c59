package dev.coster.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** Standing at an arbitrary, fixed moment. */
  public SettableClock() {
    this(Instant.parse("2026-03-02T08:00:00Z"));
  }

  /** Standing at the given moment. */
  public SettableClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves on. */
  public void advance(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }

  /** Moves to a moment, which may be in the past. */
  public void set(Instant instant) {
    now.set(instant);
  }
}
