package dev.coster.distribution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/**
 * What was computed for the first page of a plan's pairs, for the pages that follow: a few plans,
 * for some seconds each. So a long list is one plan, and not computed page by page. Thread-safe.
 */
final class RecentOutlooks {
  private static final int MOST = 4;
  private static final Duration KEPT_FOR = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Deque<Kept> kept = new ArrayDeque<>();

  RecentOutlooks(InstantSource clock) {
    this.clock = clock;
  }

  /** A plan as it was computed. */
  record Computed(Outlook outlook, Distribution.Preview preview) {}

  private record Kept(UUID planId, Computed computed, Instant until) {}

  /** What was kept; asking for it keeps it longer. */
  synchronized Optional<Computed> find(UUID planId) {
    forgetOld();
    Optional<Computed> found =
        kept.stream().filter(each -> each.planId().equals(planId)).map(Kept::computed).findFirst();
    found.ifPresent(computed -> keep(planId, computed));
    return found;
  }

  /** Keeps it in place of what was kept of this plan, and of what is oldest. */
  synchronized void keep(UUID planId, Computed computed) {
    forgetOld();
    kept.removeIf(each -> each.planId().equals(planId));
    kept.addFirst(new Kept(planId, computed, clock.instant().plus(KEPT_FOR)));
    while (kept.size() > MOST) {
      kept.removeLast();
    }
  }

  private void forgetOld() {
    Instant now = clock.instant();
    kept.removeIf(each -> !each.until().isAfter(now));
  }
}
