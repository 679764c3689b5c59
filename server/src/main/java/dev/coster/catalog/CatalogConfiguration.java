package dev.coster.catalog;

import dev.coster.apple.AppleAddresses;
import dev.coster.apple.Transport;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.ExchangeSettings;
import dev.coster.exchange.TrafficSource;
import dev.coster.platform.Outbox;
import dev.coster.platform.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the beans of this package. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

  @Bean
  Assets assets(JdbcClient jdbc, Transactions transactions, Outbox outbox) {
    return new StoredAssets(
        new AssetStore(jdbc), new CountsStore(jdbc), new MetadataStore(jdbc), transactions, outbox);
  }

  /** After every other reader of its lane. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  TrafficSource metadataTraffic(
      JdbcClient jdbc, Transport transport, Exchange exchange, ExchangeSettings settings) {
    return new MetadataTraffic(
        new MetadataStore(jdbc),
        new IconFetch(transport, settings.baseUrl()),
        exchange,
        new AppleAddresses(settings.baseUrl()));
  }
}
