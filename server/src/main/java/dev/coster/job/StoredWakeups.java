package dev.coster.job;

import dev.coster.platform.Transactions;
import dev.coster.platform.Wakeups;
import java.time.Instant;
import java.util.Optional;

/**
 * Wakeups in db-scheduler's table. Setting one needs no running scheduler; {@link WakeupLoop} is
 * told after the commit, so that a wakeup of now does not wait for the next look at the table.
 */
final class StoredWakeups implements Wakeups {
  private final WakeupStore store;
  private final Transactions transactions;
  private volatile Runnable onSet = () -> {};

  StoredWakeups(WakeupStore store, Transactions transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  @Override
  public void wake(String task, String key, Instant at) {
    transactions.run(() -> {
      store.wake(task, key, at);
      Transactions.afterCommit(() -> onSet.run());
    });
  }

  void onSet(Runnable listener) {
    onSet = listener;
  }

  /** Ends a run: either the task is called again at the wished instant, or it is left alone. */
  void ended(String task, String key, Ending ending) {
    transactions.run(() -> {
      Optional<Instant> again = store.takeAgain(task, key);
      ending.with(again);
      again.ifPresent(_ -> Transactions.afterCommit(() -> onSet.run()));
    });
  }

  /** What is done with a wish that came while the task was running. */
  interface Ending {
    void with(Optional<Instant> again);
  }
}
