package dev.coster.exchange;

import java.time.Instant;
import java.util.Optional;

/** What the database knows of the exchange, whichever node does the work. */
final class StoredExchange implements Exchange {
  private final Tables tables;
  private final Time time;
  private final ServiceConfigs configs;
  private final Silences silences;
  private final Nudges nudges;

  StoredExchange(
      Tables tables, Time time, ServiceConfigs configs, Silences silences, Nudges nudges) {
    this.tables = tables;
    this.time = time;
    this.configs = configs;
    this.silences = silences;
    this.nudges = nudges;
  }

  @Override
  public Optional<Limits> limits() {
    return configs.known().map(ServiceConfigs.Known::limits);
  }

  @Override
  public Optional<String> url(String key) {
    return configs.known().map(known -> known.published().urls().get(key));
  }

  @Override
  public void nudge(int locationId) {
    nudges.nudge(locationId);
  }

  @Override
  public Traffic traffic(int locationId) {
    Optional<LeaseStore.Won> pace = tables.leases().pace(locationId);
    Instant told = silences.until(locationId);
    Double reduced = pace.map(LeaseStore.Won::rate).orElse(null);
    Double published = configs.known().map(ServiceConfigs.Known::perSecond).orElse(null);
    double full = published == null ? Pacer.UNPUBLISHED : published;
    return new Traffic(
        reduced == null ? full : Math.min(full, reduced),
        told.isAfter(time.now()) ? told : null,
        tables.requests().openAt(locationId));
  }
}
