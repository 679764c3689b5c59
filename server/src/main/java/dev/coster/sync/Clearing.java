package dev.coster.sync;

import dev.coster.platform.Transactions;
import dev.coster.platform.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Forgets, once an hour, notifications that were worked off and readings that newer ones have
 * replaced, at locations that cannot be read any more, too.
 */
final class Clearing implements Wakeups.Task {
  static final String NAME = "sync.clear";
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration KEEP = Duration.ofDays(7);

  private final WalkStore walks;
  private final NotificationStore notifications;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Wakeups wakeups;

  Clearing(SyncParts parts, InstantSource clock, Wakeups wakeups) {
    this.walks = parts.walks();
    this.notifications = parts.notifications();
    this.transactions = parts.transactions();
    this.clock = clock;
    this.wakeups = wakeups;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Sees to it that it is called, from an hour from now on. */
  void begin() {
    wakeups.wake(NAME, "all", clock.instant().plus(PAUSE));
  }

  @Override
  public void run(String key) {
    Instant before = clock.instant().minus(KEEP);
    transactions.run(() -> notifications.forgetWorkedOffBefore(before));
    transactions.run(() -> walks.forgetReplacedBefore(before));
    begin();
  }
}
