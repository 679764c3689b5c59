package dev.coster.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The rest after a reading that changes at Apple disturbed. While much is written each reading is;
 * beginning the next at once would only take the room from the writing, without end.
 */
final class Rest {
  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST = 6;

  private final WalkStore walks;

  Rest(WalkStore walks) {
    this.walks = walks;
  }

  /** Until when the kind rests; in the past when it does not. */
  Instant until(int locationId, ListingKind kind, Instant now) {
    List<Walk> latest = walks.latest(locationId, kind, now.minus(LONGEST.multipliedBy(MOST)), MOST);
    long disturbed = latest.stream().takeWhile(walk -> !walk.ofOneState()).count();
    Instant ended = latest.isEmpty() ? null : latest.getFirst().readAt();
    return disturbed == 0 || ended == null ? Instant.MIN : ended.plus(after(disturbed));
  }

  /** Doubles with each disturbed reading in a row. */
  private static Duration after(long disturbed) {
    Duration doubled = FIRST.multipliedBy(1L << (disturbed - 1));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
