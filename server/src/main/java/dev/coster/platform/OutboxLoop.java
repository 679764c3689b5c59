package dev.coster.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A thread that works off the outbox: at once when this node publishes, else once per second, for
 * other nodes publish too. {@link #close()} waits until what is due was worked off.
 */
public final class OutboxLoop implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Outbox outbox;
  private final Mishaps mishaps;
  private final Semaphore wakeups = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  private OutboxLoop(Outbox outbox, Mishaps mishaps) {
    this.outbox = outbox;
    this.mishaps = mishaps;
    this.thread = Thread.ofVirtual().name("outbox").unstarted(this::work);
  }

  /** Starts the thread. */
  public static OutboxLoop start(Outbox outbox, Mishaps mishaps) {
    OutboxLoop loop = new OutboxLoop(outbox, mishaps);
    outbox.onPublished(loop.wakeups::release);
    loop.thread.start();
    return loop;
  }

  private void work() {
    while (!closed) {
      try {
        wakeups.drainPermits();
        outbox.drain();
        await();
      } catch (RuntimeException failed) {
        mishaps.happened("Working off the outbox", failed);
        await();
      }
    }
  }

  private void await() {
    try {
      boolean _ = wakeups.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    wakeups.release();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
