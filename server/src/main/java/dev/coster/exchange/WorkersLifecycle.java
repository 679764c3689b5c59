package dev.coster.exchange;

import org.springframework.context.SmartLifecycle;

/** Starts the workers when everything else is there, and stops them before anything else goes. */
final class WorkersLifecycle implements SmartLifecycle {
  private final Workers workers;
  private final boolean runByItself;
  private volatile boolean running;

  WorkersLifecycle(Workers workers, boolean runByItself) {
    this.workers = workers;
    this.runByItself = runByItself;
  }

  @Override
  public boolean isAutoStartup() {
    return runByItself;
  }

  @Override
  public void start() {
    running = true;
    workers.start();
  }

  @Override
  public void stop() {
    running = false;
    workers.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
