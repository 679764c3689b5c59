package dev.coster.exchange;

import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL on {@code apple_silence}. */
final class SilenceStore {
  /** Stands for all of Apple's service. */
  static final int EVERYWHERE = 0;

  private final JdbcClient jdbc;

  SilenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The longer silence counts. */
  void put(@Nullable Integer locationId, Instant until) {
    jdbc.sql(
            """
            insert into apple_silence (location_id, until) values (:location, :until)
            on conflict (location_id) do update
            set until = greatest(apple_silence.until, excluded.until)
            """)
        .param("location", locationId)
        .param("until", Instants.utc(until))
        .update();
  }

  /** The silences that last, by location; all of Apple's service by {@link #EVERYWHERE}. */
  Map<Integer, Instant> lasting(Instant now) {
    Map<Integer, Instant> found = new HashMap<>();
    jdbc.sql("select coalesce(location_id, 0), until from apple_silence where until > :now")
        .param("now", Instants.utc(now))
        .query((RowCallbackHandler) row -> found.put(row.getInt(1), Instants.at(row, "until")));
    return found;
  }
}
