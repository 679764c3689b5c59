package dev.coster.holder;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the beans of this package. */
@Configuration(proxyBeanMethods = false)
class HolderConfiguration {

  @Bean
  Holders holders(JdbcClient jdbc, InstantSource clock) {
    return new StoredHolders(new HolderStore(jdbc), clock);
  }
}
