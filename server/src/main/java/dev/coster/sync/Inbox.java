package dev.coster.sync;

import dev.coster.apple.Notification;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.sync.NotificationStore.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apple's calls to us: stored before they are answered, worked off once each, in the order of their
 * arrival, in a transaction of its own. One that cannot be worked off is tried three times, with
 * all others waiting behind it, and is then put aside to be seen. Thread-safe.
 */
final class Inbox {
  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final int ATTEMPTS = 3;
  private static final Duration KEEP = Duration.ofDays(30);

  private final NotificationStore store;
  private final NotificationWork work;
  private final Locations locations;
  private final Transactions transactions;
  private final InstantSource clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  Inbox(
      NotificationStore store,
      NotificationWork work,
      Locations locations,
      Transactions transactions,
      InstantSource clock) {
    this.store = store;
    this.work = work;
    this.locations = locations;
    this.transactions = transactions;
    this.clock = clock;
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
    Instant now = clock.instant();
    locations.notified(locationId, now);
    Transactions.afterCommit(() -> listeners.forEach(Runnable::run));
    return store.store(
        locationId, notification.notificationId(), notification.notificationType(), now, body);
  }

  /** How one attempt went. */
  private enum Attempt {
    NOTHING_NEW,
    WORKED_OFF,
    FAILED
  }

  int work(int atMost) {
    int done = 0;
    while (done < atMost && transactions.call(this::workNext) == Attempt.WORKED_OFF) {
      done++;
    }
    if (done > 0) {
      transactions.run(() -> store.forgetWorkedOffBefore(clock.instant().minus(KEEP)));
    }
    return done;
  }

  private Attempt workNext() {
    Optional<Stored> next = store.lockNext();
    if (next.isEmpty()) {
      return Attempt.NOTHING_NEW;
    }
    Stored stored = next.get();
    try {
      transactions.runNested(() -> workOff(stored));
      return Attempt.WORKED_OFF;
    } catch (RuntimeException failed) {
      return failed(stored, failed);
    }
  }

  private void workOff(Stored stored) {
    Notification notification =
        Notification.parse(stored.body().getBytes(StandardCharsets.UTF_8))
            .orElseThrow(() -> new IllegalStateException("It was a notification when it came."));
    NotificationWork.Done done = work.work(stored.locationId(), notification, stored.receivedAt());
    store.end(stored.id(), done.state(), done.note(), clock.instant());
  }

  private Attempt failed(Stored stored, RuntimeException failed) {
    log.warn(
        "Notification {} could not be worked off, attempt {}",
        stored.id(),
        stored.attempts() + 1,
        failed);
    String note = "Could not be worked off: " + failed.getClass().getSimpleName() + ".";
    store.failedOnce(stored.id(), note);
    if (stored.attempts() + 1 < ATTEMPTS) {
      return Attempt.FAILED;
    }
    store.end(stored.id(), "FAILED", note, clock.instant());
    return Attempt.WORKED_OFF;
  }
}
