package dev.coster.web;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Licenses;
import dev.coster.holder.Holders;
import dev.coster.location.Locations;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.sync.Sync;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The beans that pages and the REST interface share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  Wishes wishes(
      Assets assets,
      Devices devices,
      People people,
      Locations locations,
      Holders holders,
      Licenses licenses) {
    return new Wishes(assets, devices, people, locations, holders, licenses);
  }

  @Bean
  Readings readings(Sync sync, Locations locations) {
    return new Readings(sync, locations);
  }

  @Bean
  FirstFilter firstFilter() {
    return new FirstFilter();
  }

  @Bean
  WebMvcConfigurer characterCheck() {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new CharacterCheck());
      }
    };
  }

  @Bean
  JobCounts jobCounts(Distribution distribution) {
    return new JobCounts(distribution);
  }

  @Bean
  JobPeople jobPeople(Registrations registrations, Distribution distribution) {
    return new JobPeople(registrations, distribution);
  }

  @Bean
  PlanRuns planRuns(Distribution distribution) {
    return new PlanRuns(distribution);
  }
}
