package dev.coster.web.apple;

import dev.coster.location.Locations;
import dev.coster.platform.Transactions;
import dev.coster.sync.Sync;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of Apple's way in. */
@Configuration(proxyBeanMethods = false)
class WebAppleConfiguration {

  @Bean
  NotificationEndpoint notificationEndpoint(
      Locations locations, Sync sync, Transactions transactions, InstantSource clock) {
    return new NotificationEndpoint(locations, sync, transactions, clock);
  }
}
