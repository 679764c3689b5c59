package dev.coster.simulation;

import dev.coster.simulation.Mortality.Moment;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** Transactions of a node that may die right before or right after a commit. */
final class MortalTransactions extends JdbcTransactionManager {
  private static final long serialVersionUID = 1L;

  private final transient Mortality mortality;
  private final transient Runnable afterEach;

  MortalTransactions(DataSource dataSource, Mortality mortality, Runnable afterEach) {
    super(dataSource);
    this.mortality = mortality;
    this.afterEach = afterEach;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    mortality.requireAlive();
    super.doBegin(transaction, definition);
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    mortality.at(Moment.BEFORE_COMMIT);
    super.doCommit(status);
    mortality.at(Moment.AFTER_COMMIT);
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    super.doCleanupAfterCompletion(transaction);
    afterEach.run();
  }
}
