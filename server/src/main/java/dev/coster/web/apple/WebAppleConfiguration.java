package dev.coster.web.apple;

import dev.coster.location.LocationNotices;
import dev.coster.sync.Sync;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of Apple's way in. */
@Configuration(proxyBeanMethods = false)
class WebAppleConfiguration {

  @Bean
  NotificationEndpoint notificationEndpoint(LocationNotices locations, Sync sync) {
    return new NotificationEndpoint(locations, sync);
  }
}
