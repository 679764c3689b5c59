package dev.coster.people;

import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code user_check}: users who are read one by one. */
final class UserCheckStore {
  private final JdbcClient jdbc;

  UserCheckStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Asks for each of these to be read by himself; what begins after the instant tells. */
  void ask(int locationId, int[] holderIds, Instant at) {
    ask(locationId, holderIds, at, "u.asked_at < excluded.asked_at");
  }

  /** Leaves those in their place who wait to be read already. */
  void askUnlessAsked(int locationId, int[] holderIds, Instant at) {
    ask(locationId, holderIds, at, "u.asked_at < excluded.asked_at and u.read_at > u.asked_at");
  }

  /** A reading that failed stays put off, whoever asks for it. */
  private void ask(int locationId, int[] holderIds, Instant at, String condition) {
    jdbc.sql(
            """
            insert into user_check as u (location_id, holder_id, asked_at)
            select :location, holder_id, :at from unnest(:holders) holder_id order by holder_id
            on conflict (location_id, holder_id) do update set asked_at = excluded.asked_at
            where
            """
                + condition)
        .param("location", locationId)
        .param("holders", SqlArrays.ints(holderIds))
        .param("at", Instants.utc(at))
        .update();
  }

  /** Of these, who was read by himself in a reading that began after the instant. */
  Set<Integer> readAfter(int locationId, int[] holderIds, Instant after) {
    return new HashSet<>(
        jdbc.sql(
                """
                select holder_id from user_check
                where location_id = :location and holder_id = any(:holders) and read_at > :after
                """)
            .param("location", locationId)
            .param("holders", SqlArrays.ints(holderIds))
            .param("after", Instants.utc(after))
            .query(Integer.class)
            .list());
  }

  /** A reading of this user alone, or (0) a whole one of one state, told all there is to know. */
  void read(int locationId, int holderId, Instant beganAt) {
    jdbc.sql(
            """
            update user_check set read_at = greatest(read_at, :began)
            where location_id = :location and (:holder = 0 or holder_id = :holder)
            """)
        .param("location", locationId)
        .param("holder", holderId)
        .param("began", Instants.utc(beganAt))
        .update();
  }

  /** Nobody waits for these any more. */
  void drop(int locationId, int[] holderIds) {
    jdbc.sql("delete from user_check where location_id = :location and holder_id = any(:holders)")
        .param("location", locationId)
        .param("holders", SqlArrays.ints(holderIds))
        .update();
  }

  /** Forgets whom nobody waits for any more. */
  void forget(int locationId) {
    jdbc.sql(
            """
            delete from user_check u
            where u.location_id = :location and u.read_at > u.asked_at and not exists (
              select from request q
              where q.location_id = :location and q.settled_at is null
                and q.state in ('LOST', 'CHECKING')
                and q.operation in ('CREATE', 'UPDATE', 'RETIRE')
                and q.holder_ids @> array[u.holder_id])
            """)
        .param("location", locationId)
        .update();
  }

  /** The reading failed: it is not due again before the instant. */
  void later(int locationId, int holderId, Instant notBefore) {
    jdbc.sql(
            """
            update user_check set not_before = :until
            where location_id = :location and holder_id = :holder
            """)
        .param("location", locationId)
        .param("holder", holderId)
        .param("until", Instants.utc(notBefore))
        .update();
  }
}
