package dev.coster.job;

import dev.coster.audit.Audit;
import dev.coster.platform.Ids;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Transactions;
import dev.coster.platform.Wakeups;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the jobs together. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

  @Bean
  JobKinds jobKinds(ObjectProvider<JobRunner> runners) {
    return new JobKinds(() -> runners.stream().toList());
  }

  @Bean
  Jobs jobs(
      Transactions transactions,
      JdbcClient jdbc,
      Ids ids,
      InstantSource clock,
      Wakeups wakeups,
      Audit audit,
      JobKinds kinds) {
    return new StoredJobs(transactions, new JobStore(jdbc), ids, clock, wakeups, audit, kinds);
  }

  @Bean
  JobSteps jobSteps(
      Jobs jobs, JobKinds kinds, Transactions transactions, InstantSource clock, Mishaps mishaps) {
    return new JobSteps(jobs, kinds, transactions, clock, mishaps);
  }
}
