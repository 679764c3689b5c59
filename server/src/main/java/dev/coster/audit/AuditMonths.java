package dev.coster.audit;

import dev.coster.platform.Transactions;
import dev.coster.platform.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Makes the partitions of {@code audit_event} for this month and the next, once a day. An event
 * that came before its partition was made is moved out of the default one.
 */
final class AuditMonths implements Wakeups.Task {
  static final String NAME = "audit.months";
  private static final Duration PAUSE = Duration.ofDays(1);

  private final Transactions transactions;
  private final AuditMonthStore store;
  private final InstantSource clock;
  private final Wakeups wakeups;

  AuditMonths(
      Transactions transactions, AuditMonthStore store, InstantSource clock, Wakeups wakeups) {
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
    this.wakeups = wakeups;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(String key) {
    makeAhead();
    wakeups.wake(NAME, key, clock.instant().plus(PAUSE));
  }

  void makeAhead() {
    Instant now = clock.instant();
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    transactions.run(() -> store.make(month));
    transactions.run(() -> store.make(month.plusMonths(1)));
  }
}
