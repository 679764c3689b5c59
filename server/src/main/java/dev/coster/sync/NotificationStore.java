package dev.coster.sync;

import static dev.coster.sync.WalkStore.utc;

import dev.coster.platform.Visibility;
import dev.coster.sync.Sync.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL on {@code notification}. */
final class NotificationStore {
  private final JdbcClient jdbc;

  NotificationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A stored call of Apple's. */
  record Stored(long id, int locationId, Instant receivedAt, String body, int attempts) {}

  /**
   * Stores it, or finds it stored.
   *
   * @return its number
   */
  long store(int locationId, String appleId, String type, Instant at, byte[] body) {
    Optional<Long> stored =
        jdbc.sql(
                """
                insert into notification (location_id, apple_id, type, received_at, body)
                values (:location, :apple, :type, :at, :body::jsonb)
                on conflict (location_id, apple_id) do nothing
                returning notification_id
                """)
            .param("location", locationId)
            .param("apple", appleId)
            .param("type", type)
            .param("at", utc(at))
            .param("body", new String(body, StandardCharsets.UTF_8))
            .query(Long.class)
            .optional();
    return stored.orElseGet(() ->
        jdbc.sql(
                "select notification_id from notification"
                    + " where location_id = :location and apple_id = :apple")
            .param("location", locationId)
            .param("apple", appleId)
            .query(Long.class)
            .single());
  }

  /**
   * The oldest that is new. Whoever else asks waits until it is worked off, so that the order of
   * arrival is kept.
   */
  Optional<Stored> lockNext() {
    return jdbc.sql(
            """
            select notification_id, location_id, received_at, body::text as body, attempts
            from notification where state = 'NEW'
            order by notification_id limit 1 for update
            """)
        .query((row, _) ->
            new Stored(
                row.getLong("notification_id"),
                row.getInt("location_id"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("body"),
                row.getInt("attempts")))
        .optional();
  }

  void end(long id, String state, String note, Instant at) {
    jdbc.sql(
            """
            update notification set state = :state, note = nullif(:note, ''), processed_at = :at
            where notification_id = :id
            """)
        .param("state", state)
        .param("note", note)
        .param("at", utc(at))
        .param("id", id)
        .update();
  }

  void failedOnce(long id, String note) {
    jdbc.sql(
            "update notification set attempts = attempts + 1, note = :note"
                + " where notification_id = :id")
        .param("note", note)
        .param("id", id)
        .update();
  }

  List<Received> latest(Visibility visibility, int locationId, int limit) {
    return jdbc.sql(
            """
            select received_at, type, state, note from notification
            where location_id = :location and :visible
            order by notification_id desc limit :limit
            """)
        .param("location", locationId)
        .param("visible", visibility.seesLocation(locationId))
        .param("limit", limit)
        .query((row, _) ->
            new Received(
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("state"),
                row.getString("note")))
        .list();
  }

  /** Forgets what was worked off before; failed ones stay to be seen. */
  void forgetWorkedOffBefore(Instant before) {
    jdbc.sql(
            "delete from notification where state in ('DONE', 'IGNORED') and processed_at < :before")
        .param("before", utc(before))
        .update();
  }
}
