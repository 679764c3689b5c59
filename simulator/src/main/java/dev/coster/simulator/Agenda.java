package dev.coster.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Everything that will happen later, in order of time; of two at one time the earlier planned comes
 * first.
 */
final class Agenda {
  private record Entry(Instant due, long order, Runnable happening) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
  private long planned;

  void at(Instant due, Runnable happening) {
    entries.add(new Entry(due, planned++, happening));
  }

  Optional<Instant> nextDue() {
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  /** Takes out the next happening that is due at {@code now}; null when none is. */
  @Nullable Runnable takeDue(Instant now) {
    Entry first = entries.peek();
    if (first == null || first.due.isAfter(now)) {
      return null;
    }
    entries.remove();
    return first.happening;
  }

  void clear() {
    entries.clear();
  }
}
