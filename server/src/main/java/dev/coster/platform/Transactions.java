package dev.coster.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Database transactions, opened by hand where the work is, so that it can be read off the code what
 * commits together and that no network call happens inside.
 *
 * <p>An exception out of the work rolls everything back and reaches the caller unchanged. A call
 * inside an open transaction joins it. Thread-safe; transactions belong to the thread that opened
 * them.
 */
public final class Transactions {
  private final TransactionTemplate writing;
  private final TransactionTemplate reading;
  private final TransactionTemplate nested;

  /** Over the given manager. */
  public Transactions(PlatformTransactionManager manager) {
    this.writing = new TransactionTemplate(manager);
    this.reading = new TransactionTemplate(manager);
    this.reading.setReadOnly(true);
    this.nested = new TransactionTemplate(manager);
    this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Does the work in a transaction. */
  public void run(Runnable work) {
    writing.executeWithoutResult(_ -> work.run());
  }

  /** Does the work in a transaction and returns its result. */
  public <T extends @Nullable Object> T call(Supplier<T> work) {
    return writing.execute(_ -> work.get());
  }

  /** Like {@link #run}, and PostgreSQL refuses writes. */
  public void runReadOnly(Runnable work) {
    reading.executeWithoutResult(_ -> work.run());
  }

  /** Like {@link #call}, and PostgreSQL refuses writes. */
  public <T extends @Nullable Object> T callReadOnly(Supplier<T> work) {
    return reading.execute(_ -> work.get());
  }

  /**
   * Does the work so that its failure takes back the work alone, and the transaction around it may
   * go on.
   */
  public void runNested(Runnable work) {
    nested.executeWithoutResult(_ -> work.run());
  }

  /**
   * Calls back once the open transaction has committed; not at all if it is rolled back. Of work
   * that was taken back alone ({@link #runNested}) the callback still comes: it must be a hint.
   */
  public static void afterCommit(Runnable callback) {
    require();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            callback.run();
          }
        });
  }

  /**
   * Refuses to go on outside a transaction.
   *
   * @throws IllegalStateException if none is open on this thread
   */
  public static void require() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "This must happen inside the caller's transaction, and none is open.");
    }
  }

  /**
   * Refuses to go on inside a transaction. To be called before any call over the network: locks
   * must not be held while a stranger takes his time.
   *
   * @throws IllegalStateException if one is open on this thread
   */
  public static void requireNone() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "No network call may happen while a database transaction is open.");
    }
  }
}
