package dev.coster.exchange;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast requests of one location may follow each other: evenly spaced at Apple's published rate,
 * halved when Apple says that it is too much, restored slowly; silent while Apple wants silence, or
 * while nobody answers. Knows no clock: it is told the time. Thread-safe.
 */
final class Pacer {
  /** The rate when Apple publishes none. */
  static final double UNPUBLISHED = 10;

  private static final double SLOWEST = 1.0 / 30;
  private static final double RESTORE = 1.25;
  private static final Duration RESTORE_EVERY = Duration.ofSeconds(10);
  private static final Duration HALVE_AT_MOST_EVERY = Duration.ofSeconds(1);
  private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(1);

  /** Whatever a header says, or our clock makes of it: after this we ask again. */
  static final Duration LONGEST_SILENCE = Duration.ofHours(1);

  private static final Duration LONGEST_TROUBLE = Duration.ofSeconds(60);

  private double ceiling = UNPUBLISHED;
  private double rate;
  private Instant changed = Instant.MIN;
  private Instant halved = Instant.MIN;
  private Instant next = Instant.MIN;
  private @Nullable Instant silentUntil;
  private int troubles;

  /** Goes on with the pace that Apple last allowed; null = as published. */
  Pacer(@Nullable Double rate, @Nullable Instant silentUntil) {
    this.rate = rate == null ? UNPUBLISHED : rate;
    this.silentUntil = silentUntil;
  }

  /** Apple's published rate; null = none is published. */
  synchronized void published(@Nullable Double perSecond) {
    double before = ceiling;
    ceiling = perSecond == null || perSecond <= 0 ? UNPUBLISHED : perSecond;
    rate = rate >= before ? ceiling : Math.min(rate, ceiling);
  }

  /** When the next request may go; an instant that is over means at once. */
  synchronized Instant next() {
    return silentUntil != null && silentUntil.isAfter(next) ? silentUntil : next;
  }

  /** A request goes now; one that goes before its turn takes the turn of the next. */
  synchronized void went(Instant now) {
    if (rate < ceiling && !now.isBefore(later(changed, RESTORE_EVERY))) {
      rate = Math.min(ceiling, rate * RESTORE);
      changed = now;
    }
    next = (next.isAfter(now) ? next : now).plusNanos((long) (1e9 / rate));
  }

  /** Something answered that is Apple's service. */
  synchronized void answered() {
    troubles = 0;
  }

  /** Apple said: too many requests. */
  synchronized void tooMany(Instant now) {
    if (now.isBefore(later(halved, HALVE_AT_MOST_EVERY))) {
      return; // requests that were on their way already
    }
    rate = Math.max(SLOWEST, rate / 2);
    halved = now;
    changed = now;
    silence(now.plusNanos((long) (1e9 / rate)));
  }

  /** Nobody answered, or a broken server: waits longer each time, until one answers. */
  synchronized void trouble(Instant now) {
    troubles = Math.min(troubles + 1, 7);
    Duration wait = Duration.ofMillis(500L << troubles);
    silence(now.plus(wait.compareTo(LONGEST_TROUBLE) > 0 ? LONGEST_TROUBLE : wait));
  }

  /** Apple wants no request for so long (Retry-After). */
  synchronized void askedToWait(Instant now, Duration wait) {
    silence(now.plus(bounded(wait)));
  }

  /** A wait that Apple asks for, as we obey it. */
  static Duration bounded(Duration wait) {
    Duration atLeast = wait.compareTo(SHORTEST_SILENCE) < 0 ? SHORTEST_SILENCE : wait;
    return atLeast.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : atLeast;
  }

  /** No request goes before this instant. */
  synchronized void silence(Instant until) {
    if (silentUntil == null || until.isAfter(silentUntil)) {
      silentUntil = until;
    }
  }

  synchronized @Nullable Instant silentUntil() {
    return silentUntil;
  }

  synchronized double rate() {
    return rate;
  }

  /** The rate to remember; null when it is the published one. */
  synchronized @Nullable Double reducedRate() {
    return rate < ceiling ? Double.valueOf(rate) : null;
  }

  private static Instant later(Instant base, Duration by) {
    return base.equals(Instant.MIN) ? base : base.plus(by);
  }
}
