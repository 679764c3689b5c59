package dev.coster.sync;

import dev.coster.audit.Audit;
import dev.coster.catalog.Assets;
import dev.coster.distribution.Observed;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Requests;
import dev.coster.holder.Holders;
import dev.coster.job.Jobs;
import dev.coster.location.LocationNotices;
import dev.coster.location.Locations;
import dev.coster.people.Registrations;
import dev.coster.platform.BulkCopy;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Outbox;
import dev.coster.platform.Transactions;
import dev.coster.platform.Wakeups;
import java.time.InstantSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what pulls Apple's state in. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

  @Bean
  SyncParts.Told syncTold(
      Assets assets, Holders holders, Registrations registrations, Observed observed, Jobs jobs) {
    return new SyncParts.Told(assets, holders, registrations, observed, jobs);
  }

  @Bean
  SyncParts syncParts(
      JdbcClient jdbc, BulkCopy copy, Transactions transactions, SyncParts.Told told) {
    return new SyncParts(
        transactions,
        new WalkStore(jdbc),
        new ScheduleStore(jdbc),
        new StagingStore(jdbc, copy),
        new NotificationStore(jdbc),
        told,
        SyncSettings.DEFAULT);
  }

  @Bean
  FullSync fullSync(SyncParts parts, Locations locations, Audit audit, InstantSource clock) {
    return new FullSync(parts, locations, audit, clock);
  }

  @Bean
  ListingTraffic listingTraffic(SyncParts parts, FullSync fullSync, Mishaps mishaps) {
    return ListingTraffic.of(parts, fullSync, mishaps);
  }

  @Bean
  Inbox inbox(
      SyncParts parts,
      NotificationWork work,
      LocationNotices locations,
      InstantSource clock,
      Mishaps mishaps) {
    return new Inbox(parts.notifications(), work, locations, parts.transactions(), clock, mishaps);
  }

  @Bean
  NotificationWork notificationWork(SyncParts.Told told, Requests requests, Exchange exchange) {
    return new NotificationWork(told, requests, exchange);
  }

  @Bean
  StoredSync sync(
      JdbcClient jdbc,
      SyncParts parts,
      FullSync fullSync,
      Inbox inbox,
      Exchange exchange,
      Outbox outbox,
      InstantSource clock) {
    StoredSync sync =
        new StoredSync(
            parts,
            fullSync,
            new FreshnessStore(jdbc, parts.walks()),
            parts.notifications(),
            inbox,
            exchange,
            clock);
    outbox.subscribe(
        "sync", Locations.LocationUsable.class, event -> sync.usable(event.locationId()));
    return sync;
  }

  @Bean
  Clearing syncClearing(SyncParts parts, InstantSource clock, Wakeups wakeups) {
    return new Clearing(parts, clock, wakeups);
  }

  @Bean
  SmartInitializingSingleton syncClearingAhead(Clearing clearing) {
    return clearing::begin;
  }

  @Bean
  InboxLoop inboxLoop(Inbox inbox, Mishaps mishaps) {
    return new InboxLoop(inbox, mishaps);
  }
}
