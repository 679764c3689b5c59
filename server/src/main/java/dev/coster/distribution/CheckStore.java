package dev.coster.distribution;

import dev.coster.exchange.RequestListener.Failure;
import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import dev.coster.platform.SqlArrays;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** SQL on {@code request_check}: requests whose pairs wait for readings. */
final class CheckStore {
  private static final TypeReference<List<Failure>> FAILURES = new TypeReference<>() {};

  private final JdbcClient jdbc;

  CheckStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A request that is being checked.
   *
   * @param byHolder whether its holders are read one by one, else its assets
   * @param pending assets or holders that are still to be read
   * @param disturbed how many readings changed while they were made
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Check(
      UUID requestId,
      int locationId,
      Instant checkAfter,
      boolean byHolder,
      int[] pending,
      int disturbed,
      List<Failure> failures) {}

  /** Writes a check down; an older one of the same request is replaced. */
  void put(Check check) {
    jdbc.sql(
            """
            insert into request_check (request_id, location_id, check_after, by_holder, pending,
              disturbed, failures)
            values (:id, :location, :after, :byHolder, :pending, :disturbed,
              cast(:failures as jsonb))
            on conflict (request_id) do update set check_after = excluded.check_after,
              by_holder = excluded.by_holder, pending = excluded.pending,
              disturbed = excluded.disturbed, failures = excluded.failures
            """)
        .param("id", check.requestId())
        .param("location", check.locationId())
        .param("after", Instants.utc(check.checkAfter()))
        .param("byHolder", check.byHolder())
        .param("pending", SqlArrays.ints(check.pending()))
        .param("disturbed", check.disturbed())
        .param("failures", Rows.JSON.writeValueAsString(check.failures()))
        .update();
  }

  /**
   * The checks that wait for a reading of this asset (or holder), or, both null, for any reading;
   * locked, in one order.
   */
  List<Check> waitingFor(int locationId, @Nullable Integer assetId, @Nullable Integer holderId) {
    return jdbc.sql(
            """
            select request_id, location_id, check_after, by_holder, pending, disturbed, failures
            from request_check
            where location_id = :location
              and (cast(:asset as int) is null
                   or (not by_holder and pending @> array[cast(:asset as int)]))
              and (cast(:holder as int) is null
                   or (by_holder and pending @> array[cast(:holder as int)]))
            order by request_id for update
            """)
        .param("location", locationId)
        .param("asset", assetId)
        .param("holder", holderId)
        .query((row, _) ->
            new Check(
                row.getObject("request_id", UUID.class),
                row.getInt("location_id"),
                Instants.at(row, "check_after"),
                row.getBoolean("by_holder"),
                Ints.at(row, "pending"),
                row.getInt("disturbed"),
                Rows.JSON.readValue(row.getString("failures"), FAILURES)))
        .list();
  }

  void remove(UUID requestId) {
    jdbc.sql("delete from request_check where request_id = :id").param("id", requestId).update();
  }
}
