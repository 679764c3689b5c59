package dev.coster.sync;

import dev.coster.platform.Mishaps;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Works off the inbox while the server runs: at once when this node received something, else once
 * per second, for other nodes receive, too, and what failed is tried again. Stopping waits for the
 * round at hand, a thousand notifications at most.
 */
final class InboxLoop implements SmartLifecycle {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int AT_ONCE = 1_000;

  private final Inbox inbox;
  private final Mishaps mishaps;
  private final Semaphore wakeups = new Semaphore(0);
  private volatile @Nullable Thread thread;

  InboxLoop(Inbox inbox, Mishaps mishaps) {
    this.inbox = inbox;
    this.mishaps = mishaps;
    inbox.onReceived(wakeups::release);
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("inbox").start(this::work);
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  @Override
  public void stop() {
    Thread stopping = thread;
    thread = null;
    wakeups.release();
    if (stopping == null) {
      return;
    }
    try {
      stopping.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (isRunning()) {
      int _ = wakeups.drainPermits();
      try {
        int _ = inbox.work(AT_ONCE);
      } catch (RuntimeException failed) {
        mishaps.happened("Working off the inbox", failed);
      }
      await();
    }
  }

  private void await() {
    if (!isRunning()) {
      return;
    }
    try {
      boolean _ = wakeups.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      thread = null;
    }
  }
}
