package dev.coster.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition of another process, never just for time to pass. */
final class Await {
  private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();

  private Await() {}

  /** Waits until it is true; the failure tells what was waited for. */
  static void until(String what, Duration atMost, BooleanSupplier condition) {
    value(what, atMost, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** Waits until there is a value. */
  static <T> T value(String what, Duration atMost, Supplier<Optional<T>> source) {
    long begin = System.nanoTime();
    while (true) {
      Optional<T> value = source.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() - begin > atMost.toNanos()) {
        throw new AssertionError("Waited " + atMost + " in vain for " + what);
      }
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }
}
