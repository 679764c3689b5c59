package dev.coster.audit;

import dev.coster.platform.Ids;
import dev.coster.platform.Transactions;
import dev.coster.platform.Wakeups;
import java.time.InstantSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the audit together. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  @Bean
  StoredAudit audit(JdbcClient jdbc, Ids ids, InstantSource clock) {
    return new StoredAudit(new AuditStore(jdbc), ids, clock);
  }

  @Bean
  AuditMonths auditMonths(
      Transactions transactions, JdbcClient jdbc, InstantSource clock, Wakeups wakeups) {
    return new AuditMonths(transactions, new AuditMonthStore(jdbc), clock, wakeups);
  }

  @Bean
  SmartInitializingSingleton auditMonthsAhead(AuditMonths months) {
    return () -> months.run("all");
  }
}
