package dev.coster.distribution;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the picture of assignments. */
@Configuration(proxyBeanMethods = false)
class ObservedConfiguration {

  @Bean
  Observed observed(
      JdbcClient jdbc, InstantSource clock, ObjectProvider<ReadingListener> listeners) {
    return new StoredObserved(
        new AssignmentStore(jdbc),
        new RereadStore(jdbc),
        clock,
        () -> listeners.orderedStream().toList());
  }
}
