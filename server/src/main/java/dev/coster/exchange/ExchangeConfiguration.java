package dev.coster.exchange;

import dev.coster.apple.Transport;
import dev.coster.location.Candidates;
import dev.coster.location.LocationAccess;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.Ids;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the exchange's beans. Wants a {@link Transport}; the sources and listeners of other
 * packages are found when the first location is worked.
 */
@Configuration(proxyBeanMethods = false)
class ExchangeConfiguration {

  @Bean
  ExchangeSettings exchangeSettings(CosterConfig config) {
    return ExchangeSettings.standard(config.appleUrl());
  }

  @Bean
  ExchangeAssembly exchangeAssembly(
      Transactions transactions,
      JdbcClient jdbc,
      InstantSource clock,
      Ids ids,
      ExchangeSettings settings,
      ObjectProvider<RequestListener> listeners) {
    return new ExchangeAssembly(
        transactions, jdbc, ids, clock, settings, () -> listeners.orderedStream().toList());
  }

  @Bean
  Requests requests(ExchangeAssembly assembly) {
    return assembly.requests();
  }

  @Bean
  Exchange exchange(ExchangeAssembly assembly) {
    return assembly.exchange();
  }

  @Bean
  Workers exchangeWorkers(
      ExchangeAssembly assembly,
      Transport transport,
      LocationAccess locations,
      Candidates candidates,
      Ids ids,
      ObjectProvider<TrafficSource> sources,
      Mishaps mishaps) {
    return assembly.workers(
        "node-" + ids.next(),
        transport,
        locations,
        candidates,
        () -> sources.orderedStream().toList(),
        mishaps);
  }

  @Bean
  SmartLifecycle exchangeLifecycle(Workers workers, ExchangeSettings settings) {
    return new WorkersLifecycle(workers, settings.runByItself());
  }
}
