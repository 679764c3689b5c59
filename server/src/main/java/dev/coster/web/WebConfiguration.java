package dev.coster.web;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.location.Locations;
import dev.coster.people.People;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that pages and the REST interface share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  Wishes wishes(Assets assets, Devices devices, People people, Locations locations) {
    return new Wishes(assets, devices, people, locations);
  }

  @Bean
  PlanRuns planRuns(Distribution distribution) {
    return new PlanRuns(distribution);
  }
}
