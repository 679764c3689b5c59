package dev.coster.distribution;

import dev.coster.audit.Audit;
import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Requests;
import dev.coster.job.Jobs;
import dev.coster.location.Locations;
import dev.coster.people.Registrations;
import dev.coster.platform.Ids;
import dev.coster.platform.Outbox;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes planning, giving and taking back. */
@Configuration(proxyBeanMethods = false)
class DistributionConfiguration {

  @Bean
  DistributionAssembly.Around distributionAround(
      Locations locations,
      Requests requests,
      Exchange exchange,
      Assets assets,
      Devices devices,
      Registrations registrations,
      Jobs jobs) {
    return new DistributionAssembly.Around(
        locations, requests, exchange, assets, devices, registrations, jobs);
  }

  @Bean
  DistributionAssembly.Ground distributionGround(
      Transactions transactions,
      JdbcClient jdbc,
      Ids ids,
      InstantSource clock,
      Outbox outbox,
      Audit audit) {
    return new DistributionAssembly.Ground(transactions, jdbc, ids, clock, outbox, audit);
  }

  @Bean
  DistributionAssembly distributionAssembly(
      DistributionAssembly.Ground ground, DistributionAssembly.Around around, Observed observed) {
    return new DistributionAssembly(ground, around, observed);
  }

  @Bean
  Distribution distribution(DistributionAssembly assembly) {
    return assembly.distribution();
  }

  @Bean
  Licenses licenses(DistributionAssembly assembly) {
    return assembly.licenses();
  }

  @Bean
  Verification verification(DistributionAssembly assembly) {
    return assembly.verification();
  }

  @Bean
  DistributionRunner giveRunner(DistributionAssembly assembly) {
    return assembly.runner(Distribution.Verb.GIVE);
  }

  @Bean
  DistributionRunner takeBackRunner(DistributionAssembly assembly) {
    return assembly.runner(Distribution.Verb.TAKE_BACK);
  }
}
