package dev.coster.location;

import dev.coster.audit.Audit;
import dev.coster.job.JobRunner;
import dev.coster.job.Jobs;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.Ids;
import dev.coster.platform.Outbox;
import dev.coster.platform.SecretBox;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the locations together. */
@Configuration(proxyBeanMethods = false)
class LocationConfiguration {

  @Bean
  LocationParts locationParts(
      Transactions transactions,
      JdbcClient jdbc,
      Surroundings locationSurroundings,
      Outbox outbox,
      CosterConfig config) {
    return LocationParts.of(
        transactions,
        stores(jdbc),
        locationSurroundings,
        outbox,
        config.notificationUrl().or(config::publicUrl));
  }

  static StoredLocations.Stores stores(JdbcClient jdbc) {
    return new StoredLocations.Stores(
        new LocationStore(jdbc),
        new TokenStore(jdbc),
        new ClaimStore(jdbc),
        new CandidateStore(jdbc));
  }

  @Bean
  Surroundings locationSurroundings(
      Audit audit, Jobs jobs, SecretBox secrets, Ids ids, InstantSource clock) {
    return new Surroundings(audit, jobs, secrets, ids, clock);
  }

  /** One bean of its own type, so that it serves for each of its interfaces. */
  @Bean
  StoredLocations locations(LocationParts parts) {
    return parts.locations();
  }

  @Bean
  Candidates candidates(LocationParts parts) {
    return parts.candidates();
  }

  @Bean
  JobRunner locationAddJob(LocationParts parts, Jobs jobs) {
    return new TokenJob(HandedIn.ADD, jobs, parts.candidates());
  }

  @Bean
  JobRunner locationRenewJob(LocationParts parts, Jobs jobs) {
    return new TokenJob(HandedIn.RENEW, jobs, parts.candidates());
  }
}
