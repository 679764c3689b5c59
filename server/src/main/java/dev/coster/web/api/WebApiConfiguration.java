package dev.coster.web.api;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Licenses;
import dev.coster.job.Jobs;
import dev.coster.location.LocationAdministration;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.platform.Transactions;
import dev.coster.security.ApiTokens;
import dev.coster.security.SignIns;
import dev.coster.sync.Sync;
import dev.coster.web.JobCounts;
import dev.coster.web.JobPeople;
import dev.coster.web.PlanRuns;
import dev.coster.web.Readings;
import dev.coster.web.Wishes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The REST interface's beans. */
@Configuration(proxyBeanMethods = false)
class WebApiConfiguration {

  @Bean
  ProblemAnswers problemAnswers() {
    return new ProblemAnswers();
  }

  @Bean
  ApiEdge apiEdge(JsonMapper json) {
    return new ApiEdge(json);
  }

  @Bean
  WebMvcRegistrations routes() {
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new RouteMapping();
      }
    };
  }

  @Bean
  AccountController accountController(
      SignIns signIns, ApiTokens tokens, Transactions transactions, HttpServletRequest request) {
    return new AccountController(signIns, tokens, transactions, request);
  }

  @Bean
  JobsController jobsController(
      Jobs jobs,
      Distribution distribution,
      Assets assets,
      JobCounts counts,
      JobPeople people,
      Transactions transactions) {
    return new JobsController(jobs, distribution, assets, counts, people, transactions);
  }

  @Bean
  LocationsController locationsController(
      LocationAdministration locations,
      Sync sync,
      Jobs jobs,
      Transactions transactions,
      Licenses licenses) {
    return new LocationsController(locations, sync, jobs, transactions, licenses);
  }

  @Bean
  AssetsController assetsController(
      Assets assets, Licenses licenses, Readings readings, Devices devices) {
    return new AssetsController(assets, licenses, readings, new HolderIds(devices, licenses));
  }

  @Bean
  OverviewController overviewController(
      Assets assets, Devices devices, People people, Jobs jobs, Sync sync, Readings readings) {
    return new OverviewController(
        new OverviewController.Sources(assets, devices, people, jobs), sync, readings);
  }

  @Bean
  DevicesController devicesController(
      Devices devices, Licenses licenses, Transactions transactions, Readings readings) {
    return new DevicesController(devices, licenses, transactions, readings);
  }

  @Bean
  PeopleController peopleController(
      People people,
      Registrations registrations,
      Licenses licenses,
      Jobs jobs,
      Transactions transactions,
      Readings readings) {
    return new PeopleController(people, registrations, licenses, jobs, transactions, readings);
  }

  @Bean
  PlansController plansController(
      Distribution distribution, Wishes wishes, PlanRuns runs, Jobs jobs, Readings readings) {
    return new PlansController(distribution, wishes, runs, jobs, readings);
  }

  @Bean
  WebMvcConfigurer routeArguments(JsonMapper json) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new RouteArguments(json));
      }
    };
  }
}
