package dev.coster.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Asks the database once for all locations that a node serves when each has something to send or to
 * follow, so that idle locations need not be asked about one by one. Thread-safe.
 */
final class Lookout {
  /** It sees whatever is due; should it overlook something, that is found so much later. */
  static final Duration OVERLOOKED = Duration.ofMinutes(1);

  private final DueStore store;
  private final Time time;
  private final Set<Integer> served;
  private Map<Integer, Instant> due = Map.of();
  private Instant again = Instant.MIN;

  /**
   * For a node.
   *
   * @param served the locations that it serves, as they are at any moment
   */
  Lookout(DueStore store, Time time, Set<Integer> served) {
    this.store = store;
    this.time = time;
    this.served = served;
  }

  /** When there is something to do at the latest, as known half a look ago; MAX = nothing. */
  synchronized Instant dueAt(int locationId, Instant now) {
    if (!now.isBefore(again)) {
      due = store.due(served);
      again = now.plus(time.settings().lookEvery().dividedBy(2));
    }
    return due.getOrDefault(locationId, Instant.MAX);
  }
}
