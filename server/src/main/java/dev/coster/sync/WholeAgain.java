package dev.coster.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When all assignments are read again after a reading that changes at Apple disturbed.
 *
 * <p>What goes while a list is read lets the rest move up: a row may come to stand on a page that
 * was read already. No delta tells of that row, which has not changed; only the next whole reading.
 * While much is written each of them is disturbed, and may take long; so they become rarer, and
 * take a tenth of the time at most.
 */
final class WholeAgain {
  private static final int SHARE = 10;
  private static final int MOST = 8;

  private final WalkStore walks;
  private final SyncSettings settings;

  WholeAgain(WalkStore walks, SyncSettings settings) {
    this.walks = walks;
    this.settings = settings;
  }

  /** Whether the last whole reading was disturbed. */
  boolean wanted(int locationId, Instant now) {
    List<Walk> latest = latest(locationId, now);
    return !latest.isEmpty() && !latest.getFirst().ofOneState();
  }

  /** How long to wait: doubles with each disturbed whole reading in a row. */
  Duration after(int locationId, Instant now) {
    List<Walk> latest = latest(locationId, now);
    long disturbed = latest.stream().takeWhile(walk -> !walk.ofOneState()).count();
    Duration doubled = Agenda.PAUSE.multipliedBy(1L << Math.max(0, disturbed - 1));
    Duration share = latest.isEmpty() ? Duration.ZERO : lasted(latest.getFirst());
    return least(greatest(doubled, share.multipliedBy(SHARE)), settings.everythingEvery());
  }

  private List<Walk> latest(int locationId, Instant now) {
    return walks.latestWhole(locationId, now.minus(settings.everythingEvery()), MOST);
  }

  private static Duration lasted(Walk walk) {
    Instant ended = walk.readAt();
    return ended == null ? Duration.ZERO : Duration.between(walk.beganAt(), ended);
  }

  private static Duration greatest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
