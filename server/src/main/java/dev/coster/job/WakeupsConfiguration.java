package dev.coster.job;

import dev.coster.platform.Mishaps;
import dev.coster.platform.Transactions;
import dev.coster.platform.Wakeups;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wakes by db-scheduler, unless somebody else (a simulation) wakes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Wakeups.class)
class WakeupsConfiguration {

  @Bean
  StoredWakeups wakeups(JdbcClient jdbc, Transactions transactions) {
    return new StoredWakeups(new WakeupStore(jdbc), transactions);
  }

  @Bean
  WakeupLoop wakeupLoop(
      StoredWakeups wakeups,
      DataSource dataSource,
      InstantSource clock,
      ObjectProvider<Wakeups.Task> tasks,
      Mishaps mishaps) {
    return new WakeupLoop(wakeups, dataSource, clock, () -> tasks.stream().toList(), mishaps);
  }
}
