package dev.coster.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service config that all nodes share through the database, with a short memory of it.
 * Thread-safe.
 */
final class ServiceConfigs {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration REMEMBER = Duration.ofSeconds(5);

  private final ServiceConfigStore store;
  private final Time time;
  private volatile @Nullable Known known;
  private volatile Instant lookAt = Instant.MIN;

  ServiceConfigs(ServiceConfigStore store, Time time) {
    this.store = store;
    this.time = time;
  }

  /**
   * What Apple publishes.
   *
   * @param limits all of Apple's, by Apple's keys
   * @param urls addresses by Apple's keys
   * @param notificationTypes null as long as only an earlier version has written it down
   */
  record Published(
      Map<String, Integer> limits,
      Map<String, String> urls,
      @Nullable List<String> notificationTypes) {}

  /** What Apple published last, and when it was read. */
  record Known(Published published, Instant fetchedAt) {

    /** Apple's keys in our words; a key that Apple leaves out has the value of Apple's sample. */
    Limits limits() {
      return new Limits(
          limit("maxAssets", 25),
          limit("maxClientUserIds", 1000),
          limit("maxSerialNumbers", 1000),
          limit("maxRevokeClientUserIds", 100),
          limit("maxRevokeSerialNumbers", 100),
          limit("maxUsers", 100));
    }

    /** What Apple can notify of; empty when that is not known. */
    List<String> notificationTypes() {
      List<String> types = published().notificationTypes();
      return types == null ? List.of() : types;
    }

    /** Requests per second; null when Apple publishes none. */
    @Nullable Double perSecond() {
      Integer published = published().limits().get("maxRequestPerSecond");
      return published == null ? null : Double.valueOf(published);
    }

    private int limit(String key, int sample) {
      int value = published().limits().getOrDefault(key, sample);
      return value < 1 ? sample : value;
    }
  }

  /** As read last by any node; empty before the first time. */
  Optional<Known> known() {
    Instant now = time.now();
    if (known == null || !now.isBefore(lookAt)) {
      known =
          store
              .find(key())
              .map(found ->
                  new Known(JSON.readValue(found.body(), Published.class), found.fetchedAt()))
              .orElse(null);
      lookAt = now.plus(REMEMBER);
    }
    return Optional.ofNullable(known);
  }

  /** When it has to be read again. */
  Instant dueAt() {
    return known()
        .map(last -> last.fetchedAt().plus(time.settings().serviceConfigEvery()))
        .orElse(Instant.MIN);
  }

  /** Apple answered this. */
  Known save(Published published) {
    Instant now = time.now();
    store.save(key(), JSON.writeValueAsString(published), now);
    Known fresh = new Known(published, now);
    known = fresh;
    lookAt = now.plus(REMEMBER);
    return fresh;
  }

  private String key() {
    return time.settings().baseUrl().toString();
  }
}
