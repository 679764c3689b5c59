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
   * @param assets that are still to be read
   * @param holders that are still to be read, each by itself
   * @param disturbed how many readings changed while they were made
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Check(
      UUID requestId,
      int locationId,
      Instant checkAfter,
      int[] assets,
      int[] holders,
      int disturbed,
      List<Failure> failures) {

    /** The same with other readings ahead. */
    Check waitingFor(int[] otherAssets, int[] otherHolders) {
      return new Check(
          requestId, locationId, checkAfter, otherAssets, otherHolders, disturbed, failures);
    }

    /** The same for readings that begin later. */
    Check after(Instant later) {
      return new Check(requestId, locationId, later, assets, holders, disturbed, failures);
    }

    Check disturbedOnceMore() {
      return new Check(requestId, locationId, checkAfter, assets, holders, disturbed + 1, failures);
    }

    /** Whether everything was read. */
    boolean over() {
      return assets.length == 0 && holders.length == 0;
    }
  }

  /** Writes a check down; an older one of the same request is replaced. */
  void put(Check check) {
    jdbc.sql(
            """
            insert into request_check (request_id, location_id, check_after, assets, holders,
              disturbed, failures)
            values (:id, :location, :after, :assets, :holders, :disturbed,
              cast(:failures as jsonb))
            on conflict (request_id) do update set check_after = excluded.check_after,
              assets = excluded.assets, holders = excluded.holders,
              disturbed = excluded.disturbed, failures = excluded.failures
            """)
        .param("id", check.requestId())
        .param("location", check.locationId())
        .param("after", Instants.utc(check.checkAfter()))
        .param("assets", SqlArrays.ints(check.assets()))
        .param("holders", SqlArrays.ints(check.holders()))
        .param("disturbed", check.disturbed())
        .param("failures", Rows.JSON.writeValueAsString(check.failures()))
        .update();
  }

  /**
   * The checks that wait for a reading of this asset (or holder), or, both null, for any reading;
   * and those for which everything was read, and that only look whether licenses are left. Locked,
   * in one order.
   */
  List<Check> waitingFor(int locationId, @Nullable Integer assetId, @Nullable Integer holderId) {
    return jdbc.sql(
            """
            select request_id, location_id, check_after, assets, holders, disturbed, failures
            from request_check
            where location_id = :location
              and (assets = '{}' and holders = '{}'
                   or cast(:asset as int) is null and cast(:holder as int) is null
                   or cast(:holder as int) is null and assets @> array[cast(:asset as int)]
                   or cast(:asset as int) is null and holders @> array[cast(:holder as int)])
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
                Ints.at(row, "assets"),
                Ints.at(row, "holders"),
                row.getInt("disturbed"),
                Rows.JSON.readValue(row.getString("failures"), FAILURES)))
        .list();
  }

  void remove(UUID requestId) {
    jdbc.sql("delete from request_check where request_id = :id").param("id", requestId).update();
  }
}
