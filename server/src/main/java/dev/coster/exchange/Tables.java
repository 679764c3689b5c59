package dev.coster.exchange;

import dev.coster.platform.Transactions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The exchange's tables, and the transactions in which they are changed. */
record Tables(
    Transactions transactions,
    RequestStore requests,
    PairStore pairs,
    DueStore due,
    SendingStore sending,
    LeaseStore leases,
    SilenceStore silences,
    NameStore names,
    ServiceConfigStore serviceConfigs) {

  static Tables over(Transactions transactions, JdbcClient jdbc) {
    return new Tables(
        transactions,
        new RequestStore(jdbc),
        new PairStore(jdbc),
        new DueStore(jdbc),
        new SendingStore(jdbc),
        new LeaseStore(jdbc),
        new SilenceStore(jdbc),
        new NameStore(jdbc),
        new ServiceConfigStore(jdbc));
  }
}
