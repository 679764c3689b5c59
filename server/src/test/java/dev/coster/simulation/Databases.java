package dev.coster.simulation;

import dev.coster.platform.TestDatabase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A fresh database for each seed, made and dropped beside those that run. Thread-safe. */
final class Databases implements AutoCloseable {
  private static final int AHEAD = 2;

  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final Deque<CompletableFuture<TestDatabase>> ready = new ArrayDeque<>();

  Databases() {
    for (int i = 0; i < AHEAD; i++) {
      ready.add(make());
    }
  }

  private CompletableFuture<TestDatabase> make() {
    return CompletableFuture.supplyAsync(() -> new TestDatabase().open(), worker);
  }

  /** One that nobody has used; fails as its making did. */
  TestDatabase next() {
    CompletableFuture<TestDatabase> next;
    synchronized (ready) {
      next = ready.remove();
      ready.add(make());
    }
    return next.join();
  }

  void over(TestDatabase database) {
    worker.execute(database::close);
  }

  @Override
  public void close() {
    synchronized (ready) {
      ready.forEach(one -> one.thenAccept(TestDatabase::close).exceptionally(_ -> null).join());
    }
    worker.close();
  }
}
