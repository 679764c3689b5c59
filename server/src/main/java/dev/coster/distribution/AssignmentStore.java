package dev.coster.distribution;

import dev.coster.distribution.Observed.FinishedListing;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** SQL on {@code assignment}, {@code assignment_count} and {@code learned_pair}. */
final class AssignmentStore {
  private static final String RECTANGLE =
      "select distinct a as asset_id, h as holder_id from unnest(:assets) a cross join unnest(:holders) h";
  private static final String PAIRS =
      "select distinct a as asset_id, h as holder_id from unnest(:assets, :holders) as pair (a, h)";

  /** What was learned of a pair later than this is kept as it is. */
  private static final String TELL =
      """
      , told as (
        insert into learned_pair (location_id, asset_id, holder_id, present, learned_at)
        select :location, asset_id, holder_id, :present, :at
        from pair
        order by asset_id, holder_id
        on conflict (location_id, asset_id, holder_id) do update
        set present = excluded.present, learned_at = excluded.learned_at
        where learned_pair.learned_at <= excluded.learned_at
        returning asset_id, holder_id)
      """;

  private static final String AND_ADD =
      """
      insert into assignment (location_id, asset_id, holder_id, since)
      select :location, asset_id, holder_id, :at from told order by asset_id, holder_id
      on conflict do nothing
      """;

  private static final String AND_REMOVE =
      """
      delete from assignment a using told
      where a.location_id = :location and a.asset_id = told.asset_id and a.holder_id = told.holder_id
      """;

  private final JdbcClient jdbc;

  AssignmentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Nobody else changes the location's assignments until the transaction ends. */
  void lock(int locationId) {
    jdbc.sql(
            "insert into assignment_count (location_id, assignments) values (:location, 0)"
                + " on conflict do nothing")
        .param("location", locationId)
        .update();
    jdbc.sql("select assignments from assignment_count where location_id = :location for update")
        .param("location", locationId)
        .query(Long.class)
        .single();
  }

  void learned(int locationId, int[] assetIds, int[] holderIds, boolean present, Instant at) {
    tell(RECTANGLE, locationId, assetIds, holderIds, present, at);
  }

  void learnedPairs(int locationId, int[] assetIds, int[] holderIds, boolean present, Instant at) {
    tell(PAIRS, locationId, assetIds, holderIds, present, at);
  }

  private void tell(
      String pairs, int locationId, int[] assetIds, int[] holderIds, boolean present, Instant at) {
    int changed =
        jdbc.sql("with pair as (" + pairs + ")\n" + TELL + (present ? AND_ADD : AND_REMOVE))
            .param("location", locationId)
            .param("assets", SqlArrays.ints(assetIds))
            .param("holders", SqlArrays.ints(holderIds))
            .param("present", present)
            .param("at", Instants.utc(at))
            .update();
    count(locationId, present ? changed : -changed);
  }

  /**
   * Compares a whole location. Both sides are large and their statistics may be old, so that the
   * database must not believe that looking each row up would be cheap.
   */
  <T> T comparingAll(Supplier<T> work) {
    jdbc.sql("set local work_mem = '128MB'").update();
    jdbc.sql("set local enable_nestloop = off").update();
    T result = work.get();
    jdbc.sql("set local enable_nestloop to default").update();
    jdbc.sql("set local work_mem to default").update();
    return result;
  }

  /**
   * Adds what the listing shows and the picture lacks; returns how many. The lock keeps others from
   * adding the same, so that no conflict has to be provided for, which would cost a third.
   */
  long addMissing(FinishedListing listing) {
    int added =
        about(
                listing,
                """
                insert into assignment (location_id, asset_id, holder_id, since)
                select distinct :location, staged.asset_id, staged.holder_id, :began
                from listing_assignment staged
                where staged.listing_id = :listing
                  and not exists (
                    select from assignment a
                    where a.location_id = :location
                      and a.asset_id = staged.asset_id and a.holder_id = staged.holder_id)
                  and not exists (
                    select from learned_pair learned
                    where learned.location_id = :location and learned.learned_at >= :began
                      and not learned.present
                      and learned.asset_id = staged.asset_id
                      and learned.holder_id = staged.holder_id)
                order by staged.asset_id, staged.holder_id
                """)
            .update();
    count(listing.locationId(), added);
    return added;
  }

  /** Removes what the picture has and the listing does not show; returns how many. */
  long removeAbsent(FinishedListing listing) {
    int removed = about(listing, "delete from assignment a where " + absentFrom(listing)).update();
    count(listing.locationId(), -removed);
    return removed;
  }

  /** Which rows of {@code assignment a} the listing would have to show and does not. */
  static String absentFrom(FinishedListing listing) {
    return "a.location_id = :location"
        + (listing.assetId() == null ? "" : " and a.asset_id = :asset")
        + (listing.holderId() == null ? "" : " and a.holder_id = :holder")
        + """

          and not exists (
            select from listing_assignment staged
            where staged.listing_id = :listing
              and staged.asset_id = a.asset_id and staged.holder_id = a.holder_id)
          and not exists (
            select from learned_pair learned
            where learned.location_id = :location and learned.learned_at >= :began
              and learned.present
              and learned.asset_id = a.asset_id and learned.holder_id = a.holder_id)
        """;
  }

  /** Nothing that began before the instant will be applied any more. */
  void forgetLearnedBefore(int locationId, Instant began) {
    jdbc.sql("delete from learned_pair where location_id = :location and learned_at < :began")
        .param("location", locationId)
        .param("began", Instants.utc(began))
        .update();
  }

  private void count(int locationId, int change) {
    if (change != 0) {
      jdbc.sql(
              "update assignment_count set assignments = assignments + :change"
                  + " where location_id = :location")
          .param("location", locationId)
          .param("change", change)
          .update();
    }
  }

  private StatementSpec about(FinishedListing listing, String sql) {
    return about(jdbc, listing, sql);
  }

  static StatementSpec about(JdbcClient jdbc, FinishedListing listing, String sql) {
    return jdbc.sql(sql)
        .param("listing", listing.listingId())
        .param("location", listing.locationId())
        .param("asset", listing.assetId())
        .param("holder", listing.holderId())
        .param("began", Instants.utc(listing.beganAt()));
  }
}
