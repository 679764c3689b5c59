package dev.coster.sync;

import dev.coster.apple.Notification;
import dev.coster.location.Location;
import dev.coster.location.LocationNotices;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.sync.NotificationStore.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.dao.TransientDataAccessException;

/**
 * Apple's calls to us: stored before they are answered, worked off once each, per location in the
 * order of their arrival, in a transaction of its own. One that cannot be worked off is tried three
 * times after growing pauses, with those of its location waiting behind it, and is then put aside
 * to be seen; what it may have told is read. Thread-safe.
 */
final class Inbox {
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final NotificationStore store;
  private final NotificationWork work;
  private final LocationNotices locations;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Mishaps mishaps;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  Inbox(
      NotificationStore store,
      NotificationWork work,
      LocationNotices locations,
      Transactions transactions,
      InstantSource clock,
      Mishaps mishaps) {
    this.store = store;
    this.work = work;
    this.locations = locations;
    this.transactions = transactions;
    this.clock = clock;
    this.mishaps = mishaps;
  }

  /** Has the listener called after each commit of a notification. */
  void onReceived(Runnable listener) {
    listeners.add(listener);
  }

  OptionalLong receive(int locationId, byte[] body) {
    Optional<Notification> notification = Notification.parse(body);
    Optional<Location> location = locations.find(Visibility.ALL, locationId);
    if (notification.isEmpty()
        || location.isEmpty()
        || !location.get().uId().equals(notification.get().uId())) {
      return OptionalLong.empty();
    }
    long id = transactions.call(() -> store(locationId, notification.get(), body));
    return OptionalLong.of(id);
  }

  private long store(int locationId, Notification notification, byte[] body) {
    Transactions.afterCommit(() -> listeners.forEach(Runnable::run));
    return store.store(
        locationId,
        notification.notificationId(),
        notification.notificationType(),
        clock.instant(),
        body);
  }

  /**
   * How one attempt went.
   *
   * @param ended it is over, one way or another
   */
  private record Attempt(Stored stored, boolean ended) {}

  int work(int atMost) {
    int done = 0;
    Map<Integer, Instant> told = new TreeMap<>();
    Optional<Attempt> next = Optional.empty();
    do {
      next = transactions.call(this::workNext);
      done += next.filter(Attempt::ended).isPresent() ? 1 : 0;
      next.map(Attempt::stored).ifPresent(one -> told.put(one.locationId(), one.receivedAt()));
    } while (next.isPresent() && done < atMost);
    // Apart from the work: it passes over locations that somebody is planning for.
    told.forEach((location, at) -> transactions.run(() -> locations.notified(location, at)));
    return done;
  }

  private Optional<Attempt> workNext() {
    return store.lockNext(clock.instant()).map(this::attempt);
  }

  private Attempt attempt(Stored stored) {
    try {
      transactions.runNested(() -> workOff(stored));
      return new Attempt(stored, true);
    } catch (TransientDataAccessException passing) {
      mishaps.happened("Notification " + stored.id(), passing);
      store.later(stored.locationId(), clock.instant().plus(PAUSE));
      return new Attempt(stored, false);
    } catch (RuntimeException failed) {
      mishaps.happened("Notification " + stored.id(), failed);
      return new Attempt(stored, failed(stored, failed));
    }
  }

  private void workOff(Stored stored) {
    NotificationWork.Done done =
        work.work(stored.locationId(), parsed(stored), stored.receivedAt());
    store.end(stored.id(), done.state(), done.note(), clock.instant());
  }

  private static Notification parsed(Stored stored) {
    return Notification.parse(stored.body().getBytes(StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalStateException("It was a notification when it came."));
  }

  /** Whether that was the last attempt. */
  private boolean failed(Stored stored, RuntimeException failed) {
    String note = "Could not be worked off: " + failed.getClass().getSimpleName() + ".";
    store.failedOnce(stored.id(), note);
    if (stored.attempts() + 1 < ATTEMPTS) {
      Duration pause = PAUSE.multipliedBy(1L << stored.attempts());
      store.later(stored.locationId(), clock.instant().plus(pause));
      return false;
    }
    store.end(stored.id(), "FAILED", note, clock.instant());
    readInstead(stored);
    return true;
  }

  private void readInstead(Stored stored) {
    work.readEverything(stored.locationId(), stored.receivedAt());
    try {
      transactions.runNested(
          () -> work.readNamed(stored.locationId(), parsed(stored), stored.receivedAt()));
    } catch (RuntimeException notEvenThat) {
      mishaps.happened("Reading what notification " + stored.id() + " names", notEvenThat);
    }
  }
}
