package dev.coster.people;

import dev.coster.apple.AppleAddresses;
import dev.coster.audit.Audit;
import dev.coster.csv.CsvImport;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.ExchangeSettings;
import dev.coster.exchange.RequestListener;
import dev.coster.exchange.Requests;
import dev.coster.holder.Holders;
import dev.coster.job.JobRunner;
import dev.coster.job.Jobs;
import dev.coster.location.Locations;
import dev.coster.organization.Sites;
import dev.coster.platform.Outbox;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the beans of this package. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

  @Bean
  People people(
      JdbcClient jdbc,
      Sites sites,
      Requests requests,
      Audit audit,
      Transactions transactions,
      InstantSource clock) {
    PersonImport kind = new PersonImport(new PersonImportStore(jdbc));
    CsvImport<PersonCsv.Line> imports = new CsvImport<>(kind, sites, audit, transactions, clock);
    return new StoredPeople(
        new StoredPeople.Stores(new PersonStore(jdbc), new PersonEditStore(jdbc)),
        imports,
        sites,
        requests,
        audit,
        transactions,
        clock);
  }

  @Bean
  ClientUserIds clientUserIds() {
    return UUID::randomUUID;
  }

  @Bean
  StoredRegistrations.AppleSide registrationAppleSide(
      Exchange exchange,
      Requests requests,
      ExchangeSettings settings,
      ClientUserIds clientUserIds) {
    return new StoredRegistrations.AppleSide(
        exchange, requests, new AppleAddresses(settings.baseUrl()), clientUserIds);
  }

  @Bean
  StoredRegistrations.Neighbors registrationNeighbors(
      Holders holders,
      Locations locations,
      StoredRegistrations.AppleSide apple,
      Jobs jobs,
      Audit audit,
      Outbox outbox) {
    return new StoredRegistrations.Neighbors(holders, locations, apple, jobs, audit, outbox);
  }

  @Bean
  Registrations registrations(
      JdbcClient jdbc,
      StoredRegistrations.Neighbors neighbors,
      Transactions transactions,
      InstantSource clock) {
    return new StoredRegistrations(
        StoredRegistrations.Stores.over(jdbc), neighbors, transactions, clock);
  }

  @Bean
  RequestListener userListener(JdbcClient jdbc, Requests requests, Jobs jobs, InstantSource clock) {
    return new UserListener(
        new RegistrationStore(jdbc), new UserCheckStore(jdbc), requests, jobs, clock);
  }

  @Bean
  JobRunner registerRunner(
      JdbcClient jdbc,
      StoredRegistrations.Neighbors neighbors,
      Transactions transactions,
      InstantSource clock) {
    RegisteringStore store = new RegisteringStore(jdbc);
    Registering registering = new Registering(store, new RegistrationStore(jdbc), neighbors, clock);
    return new RegisterRunner(registering, store, neighbors, transactions, clock);
  }
}
