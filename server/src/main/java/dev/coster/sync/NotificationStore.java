package dev.coster.sync;

import dev.coster.platform.Instants;
import dev.coster.platform.Visibility;
import dev.coster.sync.Sync.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL on {@code notification} and {@code inbox}. */
final class NotificationStore {
  /**
   * The escape of NUL, which stands in JSON and not in {@code jsonb}; an even number of backslashes
   * before it are characters of their own.
   */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

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
    makeInbox(locationId);
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
            .param("at", Instants.utc(at))
            .param("body", storable(new String(body, StandardCharsets.UTF_8)))
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

  private static String storable(String body) {
    return NUL.matcher(body).replaceAll("$1\\\\ufffd");
  }

  private void makeInbox(int locationId) {
    jdbc.sql("insert into inbox (location_id) values (:location) on conflict do nothing")
        .param("location", locationId)
        .update();
  }

  /** Keeps the location's notifications from being worked off until the transaction ends. */
  void lock(int locationId) {
    makeInbox(locationId);
    jdbc.sql("select location_id from inbox where location_id = :location for update")
        .param("location", locationId)
        .query(Integer.class)
        .single();
  }

  /**
   * The oldest new one of the location whose oldest has waited longest. A location that somebody
   * else is at is passed over, so that the order of arrival is kept at each.
   */
  Optional<Stored> lockNext(Instant now) {
    return jdbc.sql(
            """
            select i.location_id
            from inbox i
            cross join lateral (
              select min(n.notification_id) as oldest from notification n
              where n.location_id = i.location_id and n.state = 'NEW') n
            where n.oldest is not null and (i.not_before is null or i.not_before <= :now)
            order by n.oldest limit 1
            for update of i skip locked
            """)
        .param("now", Instants.utc(now))
        .query(Integer.class)
        .optional()
        .flatMap(this::oldest);
  }

  /** Asked for only under the lock: before it, somebody may have worked it off. */
  private Optional<Stored> oldest(int locationId) {
    return jdbc.sql(
            """
            select notification_id, location_id, received_at, body::text as body, attempts
            from notification where state = 'NEW' and location_id = :location
            order by notification_id limit 1
            """)
        .param("location", locationId)
        .query((row, _) ->
            new Stored(
                row.getLong("notification_id"),
                row.getInt("location_id"),
                Instants.at(row, "received_at"),
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
        .param("at", Instants.utc(at))
        .param("id", id)
        .update();
  }

  /** Those of the location wait. */
  void later(int locationId, Instant notBefore) {
    jdbc.sql("update inbox set not_before = :at where location_id = :location")
        .param("at", Instants.utc(notBefore))
        .param("location", locationId)
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

  List<Received> latest(Visibility visibility, int locationId, long before, int limit) {
    return jdbc.sql(
            """
            select notification_id, received_at, type, state, note from notification
            where location_id = :location and notification_id < :before and :visible
            order by notification_id desc limit :limit
            """)
        .param("location", locationId)
        .param("before", before)
        .param("visible", visibility.seesLocation(locationId))
        .param("limit", limit)
        .query((row, _) ->
            new Received(
                row.getLong("notification_id"),
                Instants.at(row, "received_at"),
                row.getString("type"),
                row.getString("state"),
                row.getString("note")))
        .list();
  }

  /** Forgets what was worked off before; failed ones stay to be seen. */
  void forgetWorkedOffBefore(Instant before) {
    jdbc.sql(
            "delete from notification where state in ('DONE', 'IGNORED') and processed_at < :before")
        .param("before", Instants.utc(before))
        .update();
  }
}
