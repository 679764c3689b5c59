package dev.coster.simulator;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Hands notifications to the carrier outside the lock, and tries again: three times within five
 * minutes.
 */
final class PostOffice {
  private static final int ATTEMPTS = 3;
  private static final Range FIRST_PAUSE = Range.seconds(30, 120);
  private static final Range SECOND_PAUSE = Range.seconds(60, 150);

  private final World world;
  private final Lock lock;
  private final NotificationCarrier carrier;
  private final Executor executor;
  private final Runnable scheduled;

  PostOffice(
      World world, Lock lock, NotificationCarrier carrier, Executor executor, Runnable scheduled) {
    this.world = world;
    this.lock = lock;
    this.carrier = carrier;
    this.executor = executor;
    this.scheduled = scheduled;
  }

  /** Outside the lock: lets everything go that is ready. */
  void collect() {
    for (OutgoingNotification next = takeReady(); next != null; next = takeReady()) {
      OutgoingNotification notification = next;
      executor.execute(() -> deliver(notification));
    }
  }

  private @Nullable OutgoingNotification takeReady() {
    lock.lock();
    try {
      return world.outbox.poll();
    } finally {
      lock.unlock();
    }
  }

  private void deliver(OutgoingNotification notification) {
    boolean delivered = carrier.deliver(notification);
    if (delivered || notification.attempt() >= ATTEMPTS) {
      return;
    }
    lock.lock();
    try {
      Range pause = notification.attempt() == 1 ? FIRST_PAUSE : SECOND_PAUSE;
      Duration wait = pause.pick(world.luck);
      world.agenda.at(world.now().plus(wait), () -> world.outbox.add(notification.again()));
    } finally {
      lock.unlock();
    }
    scheduled.run();
  }
}
