package dev.coster.simulation;

import dev.coster.platform.TestDatabase;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A fresh database for each seed, made and dropped beside those that run. Thread-safe. */
final class Databases implements AutoCloseable {
  private static final int AHEAD = 2;

  private final BlockingQueue<TestDatabase> ready = new ArrayBlockingQueue<>(AHEAD);
  private final ExecutorService maker = Executors.newSingleThreadExecutor();
  private final ExecutorService cleaner = Executors.newSingleThreadExecutor();

  /** Makes so many in all. */
  Databases(int needed) {
    maker.execute(() -> {
      try {
        for (int i = 0; i < needed; i++) {
          ready.put(new TestDatabase().open());
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    });
  }

  TestDatabase next() {
    try {
      return ready.take();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  void over(TestDatabase database) {
    cleaner.execute(database::close);
  }

  @Override
  public void close() {
    maker.shutdownNow();
    cleaner.close();
    ready.forEach(TestDatabase::close);
    maker.close();
  }
}
