package dev.coster.organization;

import dev.coster.platform.Transactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the sites together. */
@Configuration(proxyBeanMethods = false)
class OrganizationConfiguration {

  @Bean
  Sites sites(Transactions transactions, JdbcClient jdbc, InstantSource clock) {
    return new StoredSites(transactions, new SiteStore(jdbc), clock);
  }
}
