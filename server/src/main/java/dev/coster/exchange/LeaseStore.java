package dev.coster.exchange;

import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who holds the traffic of a location. A transaction of the holder locks the row {@code for key
 * share}: renewing does not wait for it, taking over does (it passes over such rows).
 */
final class LeaseStore {
  private final JdbcClient jdbc;

  LeaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A lease that was won: its fencing number, and the pace that Apple last allowed. */
  record Won(long fence, @Nullable Instant notBefore, @Nullable Double rate) {

    /** What was written under another clock, or another rule, silences nobody for longer. */
    Won silentUntilAtMost(Instant latest) {
      boolean longer = notBefore != null && notBefore.isAfter(latest);
      return longer ? new Won(fence, latest, rate) : this;
    }
  }

  /** Takes the lease if nobody holds it. To be called in a transaction. */
  Optional<Won> take(int locationId, String node, Instant now, Instant until) {
    jdbc.sql(
            """
            insert into location_lease (location_id, node, fence, expires_at)
            values (:location, :node, 0, :now) on conflict do nothing
            """)
        .param("location", locationId)
        .param("node", node)
        .param("now", Instants.utc(now))
        .update();
    return jdbc.sql(
            """
            update location_lease set node = :node, fence = fence + 1, expires_at = :until
            where location_id in (select location_id from location_lease
                                  where location_id = :location and expires_at <= :now
                                  for update skip locked)
            returning fence, not_before, rate
            """)
        .param("location", locationId)
        .param("node", node)
        .param("now", Instants.utc(now))
        .param("until", Instants.utc(until))
        .query((row, _) ->
            new Won(
                row.getLong("fence"),
                Instants.orNull(row, "not_before"),
                row.getObject("rate", Double.class)))
        .optional();
  }

  /** Prolongs the lease; false when another node has it. */
  boolean renew(Lease lease, Instant until) {
    return jdbc.sql(
                """
                update location_lease set expires_at = :until
                where location_id = :location and node = :node and fence = :fence
                """)
            .param("location", lease.locationId())
            .param("node", lease.node())
            .param("fence", lease.fence())
            .param("until", Instants.utc(until))
            .update()
        == 1;
  }

  /** Whether the lease is still held; if so, nobody can take it over before the commit. */
  boolean fence(Lease lease) {
    return jdbc.sql(
            """
            select location_id from location_lease
            where location_id = :location and node = :node and fence = :fence for key share
            """)
        .param("location", lease.locationId())
        .param("node", lease.node())
        .param("fence", lease.fence())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Keeps what Apple said about the pace, over a change of holder. */
  void savePace(Lease lease, @Nullable Instant notBefore, @Nullable Double rate) {
    jdbc.sql(
            """
            update location_lease set not_before = :notBefore, rate = :rate
            where location_id = :location and node = :node and fence = :fence
            """)
        .param("location", lease.locationId())
        .param("node", lease.node())
        .param("fence", lease.fence())
        .param("notBefore", Instants.utcOrNull(notBefore))
        .param("rate", rate)
        .update();
  }

  /** How the traffic of a location goes, whoever holds it. */
  Optional<Won> pace(int locationId) {
    return jdbc.sql(
            "select fence, not_before, rate from location_lease where location_id = :location")
        .param("location", locationId)
        .query((row, _) ->
            new Won(
                row.getLong("fence"),
                Instants.orNull(row, "not_before"),
                row.getObject("rate", Double.class)))
        .optional();
  }
}
