package dev.coster.exchange;

import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Apple publishes for everybody, as read last. */
final class ServiceConfigStore {
  private final JdbcClient jdbc;

  ServiceConfigStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A stored service config. */
  record Stored(String body, Instant fetchedAt) {}

  Optional<Stored> find(String baseUrl) {
    return jdbc.sql("select body, fetched_at from service_config where base_url = :base")
        .param("base", baseUrl)
        .query((row, _) -> new Stored(row.getString("body"), Instants.at(row, "fetched_at")))
        .optional();
  }

  void save(String baseUrl, String body, Instant fetchedAt) {
    jdbc.sql(
            """
            insert into service_config (base_url, body, fetched_at)
            values (:base, cast(:body as jsonb), :at)
            on conflict (base_url)
              do update set body = excluded.body, fetched_at = excluded.fetched_at
            """)
        .param("base", baseUrl)
        .param("body", body)
        .param("at", Instants.utc(fetchedAt))
        .update();
  }
}
