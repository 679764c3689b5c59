package dev.coster.web.console;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution;
import dev.coster.distribution.Licenses;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Requests;
import dev.coster.job.Jobs;
import dev.coster.location.LocationAdministration;
import dev.coster.location.Locations;
import dev.coster.people.People;
import dev.coster.people.Registrations;
import dev.coster.platform.Ids;
import dev.coster.platform.Transactions;
import dev.coster.security.FirstAdministrator;
import dev.coster.sync.Sync;
import dev.coster.web.JobCounts;
import dev.coster.web.JobPeople;
import dev.coster.web.PlanRuns;
import dev.coster.web.Readings;
import dev.coster.web.Wishes;
import dev.coster.web.pages.StaticTemplates;
import dev.coster.web.pages.Templates;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The console's beans. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

  @Bean
  Templates pages() {
    return new StaticTemplates();
  }

  @Bean
  WebMvcConfigurer pageAnswers() {
    return new WebMvcConfigurer() {
      @Override
      public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(new PageAnswers());
      }
    };
  }

  @Bean
  Frames frames(Jobs jobs, Locations locations, InstantSource clock) {
    return new Frames(jobs, locations, clock);
  }

  @Bean
  Failures failures(Templates pages, Frames frames) {
    return new Failures(pages, frames);
  }

  @Bean
  ConsoleProblems consoleProblems(Failures failures) {
    return new ConsoleProblems(failures);
  }

  @Bean
  ErrorViews errorViews(Failures failures) {
    return new ErrorViews(failures);
  }

  @Bean
  Ages ages(Sync sync, Readings readings, InstantSource clock) {
    return new Ages(sync, readings, clock);
  }

  @Bean
  LiveStream liveStream(Jobs jobs, InstantSource clock) {
    return new LiveStream(jobs, clock);
  }

  @Bean
  SignInPages signInPages(Templates pages, FirstAdministrator first) {
    return new SignInPages(pages, first);
  }

  @Bean
  OverviewPages.Parts overviewPageParts(
      Licenses licenses,
      Jobs jobs,
      JobCounts counts,
      Sync sync,
      Readings readings,
      InstantSource clock) {
    return new OverviewPages.Parts(licenses, jobs, counts, sync, readings, clock);
  }

  @Bean
  OverviewPages overviewPages(
      Templates pages,
      Frames frames,
      Locations locations,
      Assets assets,
      Devices devices,
      People people,
      OverviewPages.Parts parts) {
    return new OverviewPages(
        pages, frames, new OverviewPages.Sources(locations, assets, devices, people, parts));
  }

  @Bean
  AppPages appPages(
      Templates pages,
      Frames frames,
      Assets assets,
      Licenses licenses,
      Locations locations,
      Ages ages) {
    return new AppPages(pages, frames, assets, licenses, locations, ages);
  }

  @Bean
  DevicePages devicePages(
      Templates pages,
      Frames frames,
      Devices devices,
      Licenses licenses,
      Ages ages,
      Transactions transactions) {
    return new DevicePages(pages, frames, devices, licenses, ages, transactions);
  }

  @Bean
  PeoplePages.Parts peoplePageParts(
      Devices devices,
      Licenses licenses,
      Locations locations,
      Ages ages,
      Transactions transactions) {
    return new PeoplePages.Parts(devices, licenses, locations, ages, transactions);
  }

  @Bean
  PeoplePages peoplePages(
      Templates pages,
      Frames frames,
      People people,
      Registrations registrations,
      PeoplePages.Parts parts) {
    return new PeoplePages(pages, frames, people, registrations, parts);
  }

  @Bean
  EditPages editPages(
      Templates pages, Frames frames, Devices devices, People people, Transactions transactions) {
    return new EditPages(pages, frames, devices, people, transactions);
  }

  @Bean
  RemovalPages removalPages(
      Templates pages, Frames frames, Devices devices, People people, Transactions transactions) {
    return new RemovalPages(pages, frames, devices, people, transactions);
  }

  @Bean
  ImportFiles importFiles(
      JdbcClient jdbc, Ids ids, InstantSource clock, Transactions transactions) {
    return new ImportFiles(new ImportFileStore(jdbc), ids, clock, transactions);
  }

  @Bean
  ImportPages importPages(
      Templates pages, Frames frames, Devices devices, People people, ImportFiles files) {
    return new ImportPages(pages, frames, devices, people, files);
  }

  @Bean
  ExportPages exportPages(Assets assets, Devices devices, People people, Readings readings) {
    return new ExportPages(assets, devices, people, readings);
  }

  @Bean
  JobExportPages jobExportPages(Jobs jobs, JobCounts counts, Distribution distribution) {
    return new JobExportPages(jobs, counts, distribution);
  }

  @Bean
  PlaceExportPages placeExportPages(
      Assets assets, Licenses licenses, Locations locations, Sync sync, Readings readings) {
    return new PlaceExportPages(assets, licenses, locations, sync, readings);
  }

  @Bean
  JobPages.Parts jobPageParts(
      Jobs jobs,
      Requests requests,
      JobCounts counts,
      JobPeople people,
      Transactions transactions,
      InstantSource clock) {
    return new JobPages.Parts(jobs, requests, counts, people, transactions, clock);
  }

  @Bean
  JobPages jobPages(
      Templates pages, Frames frames, Distribution distribution, JobPages.Parts parts) {
    return new JobPages(pages, frames, distribution, parts);
  }

  @Bean
  LicensePages licensePages(
      Templates pages, Frames frames, Licenses licenses, Assets assets, Locations locations) {
    return new LicensePages(pages, frames, licenses, assets, locations);
  }

  @Bean
  LocationPages.Parts locationPageParts(
      Exchange exchange, Transactions transactions, InstantSource clock) {
    return new LocationPages.Parts(exchange, transactions, clock);
  }

  @Bean
  LocationPages locationPages(
      Templates pages,
      Frames frames,
      LocationAdministration locations,
      Sync sync,
      LocationPages.Parts parts) {
    return new LocationPages(pages, frames, locations, sync, parts);
  }

  @Bean
  GiveForms giveForms(
      Assets assets,
      Devices devices,
      People people,
      Locations locations,
      Readings readings,
      Ages ages) {
    return new GiveForms(assets, devices, people, locations, readings, ages);
  }

  @Bean
  GivePages givePages(
      Templates pages, Frames frames, Distribution distribution, Wishes wishes, GiveForms forms) {
    return new GivePages(pages, frames, distribution, wishes, forms);
  }

  @Bean
  PlanPages.Parts planPageParts(
      PlanRuns runs, Locations locations, Readings readings, Ages ages, InstantSource clock) {
    return new PlanPages.Parts(runs, locations, readings, ages, clock);
  }

  @Bean
  PlanPages planPages(
      Templates pages, Frames frames, Distribution distribution, PlanPages.Parts parts) {
    return new PlanPages(pages, frames, distribution, parts);
  }
}
