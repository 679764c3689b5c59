package dev.coster.simulator.http;

import dev.coster.simulator.SimulatedApple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets things happen when their time has come: one thread that sleeps until the next of them. */
final class Clockwork implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Clockwork.class.getName());
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(10);

  private final SimulatedApple apple;
  private final InstantSource clock;
  private final Semaphore wakeups = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;

  private Clockwork(SimulatedApple apple, InstantSource clock) {
    this.apple = apple;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("simulator-clockwork").unstarted(this::run);
  }

  static Clockwork start(SimulatedApple apple, InstantSource clock) {
    Clockwork clockwork = new Clockwork(apple, clock);
    apple.onScheduled(clockwork::wake);
    clockwork.thread.start();
    return clockwork;
  }

  void wake() {
    wakeups.release();
  }

  @Override
  public void close() {
    stopped = true;
    wake();
  }

  private void run() {
    while (!stopped) {
      try {
        apple.runDue();
        sleep();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "Something planned went wrong", e);
      }
    }
  }

  private void sleep() throws InterruptedException {
    Duration wait =
        apple
            .nextDue()
            .map(due -> Duration.between(clock.instant(), due))
            .filter(until -> until.compareTo(LONGEST_SLEEP) < 0)
            .orElse(LONGEST_SLEEP);
    if (wait.isPositive() && wakeups.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      wakeups.drainPermits();
    }
  }
}
