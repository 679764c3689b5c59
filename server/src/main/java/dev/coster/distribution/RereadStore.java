package dev.coster.distribution;

import dev.coster.distribution.Observed.FinishedListing;
import dev.coster.distribution.Observed.Reread;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL on {@code assignment_reread}; asset 0 or holder 0 means all of them. */
final class RereadStore {
  /** Marks the rows of the common table expression {@code odd}, few of an asset pair by pair. */
  private static final String ASK_FOR_ODD =
      """
      , per_asset as (select asset_id, count(*) as pairs from odd group by asset_id)
      , asked as (
        insert into assignment_reread (location_id, asset_id, holder_id, asked_at, reason)
        select distinct :location, asset_id,
          case when pairs <= :few then holder_id else 0 end as holder, :now, :reason
        from odd join per_asset using (asset_id)
        order by asset_id, holder
        on conflict (location_id, asset_id, holder_id) do update
        set asked_at = excluded.asked_at, reason = excluded.reason)
      select count(*) from odd
      """;

  private final JdbcClient jdbc;

  RereadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Asks for readings of each of the assets at each of the holders that begin after an instant. Of
   * two wishes for the same, the newer one is kept; but one that is due never waits for one that is
   * not due yet: who made that one sees that the reading was too early for it, and asks again. A
   * wish that is there as it would be afterwards is not written.
   */
  void ask(
      int locationId, int[] assetIds, int[] holderIds, String reason, Instant at, Instant now) {
    jdbc.sql(
            """
            insert into assignment_reread (location_id, asset_id, holder_id, asked_at, reason)
            select :location, asset_id, holder_id, :at, :reason
            from unnest(:assets) asset_id, unnest(:holders) holder_id
            order by asset_id, holder_id
            on conflict (location_id, asset_id, holder_id) do update
            set asked_at = case
                when greatest(assignment_reread.asked_at, excluded.asked_at) <= :now
                  then greatest(assignment_reread.asked_at, excluded.asked_at)
                else least(assignment_reread.asked_at, excluded.asked_at) end,
              not_before = case when excluded.asked_at <= :now then null
                else assignment_reread.not_before end,
              reason = excluded.reason
            where assignment_reread.asked_at is distinct from case
                when greatest(assignment_reread.asked_at, excluded.asked_at) <= :now
                  then greatest(assignment_reread.asked_at, excluded.asked_at)
                else least(assignment_reread.asked_at, excluded.asked_at) end
              or excluded.asked_at <= :now and assignment_reread.not_before is not null
            """)
        .param("location", locationId)
        .param("assets", SqlArrays.ints(assetIds))
        .param("holders", SqlArrays.ints(holderIds))
        .param("reason", reason)
        .param("at", Instants.utc(at))
        .param("now", Instants.utc(now))
        .update();
  }

  /** Marks what a listing misses whose absences cannot be believed; returns how many pairs. */
  long askForAbsent(FinishedListing listing, int few, Instant now) {
    return AssignmentStore.about(
            jdbc,
            listing,
            "with odd as materialized (select a.asset_id, a.holder_id from assignment a where "
                + AssignmentStore.absentFrom(listing)
                + ")"
                + ASK_FOR_ODD)
        .param("few", few)
        .param("now", Instants.utc(now))
        .param("reason", "missing in a listing that changed while it was read")
        .query(Long.class)
        .single();
  }

  /** Marks the pairs of a delta that contradict the picture; returns how many. */
  long askForContradictions(FinishedListing listing, Instant baseBeganAt, int few, Instant now) {
    return AssignmentStore.about(
            jdbc,
            listing,
            """
            with odd as materialized (
              select distinct staged.asset_id, staged.holder_id
              from listing_assignment staged
              left join assignment a on a.location_id = :location
                and a.asset_id = staged.asset_id and a.holder_id = staged.holder_id
              where staged.listing_id = :listing
                and (a.since is null or a.since <= :base)
                and not exists (
                  select from learned_pair learned
                  where learned.location_id = :location and learned.learned_at >= :began
                    and learned.asset_id = staged.asset_id
                    and learned.holder_id = staged.holder_id))
            """
                + ASK_FOR_ODD)
        .param("base", Instants.utc(baseBeganAt))
        .param("few", few)
        .param("now", Instants.utc(now))
        .param("reason", "modified at Apple")
        .query(Long.class)
        .single();
  }

  /**
   * Whoever has waited longest first; who was put off waits from then on, so that what cannot be
   * met does not keep the rest waiting. A wish of this very instant is not due yet: a listing that
   * begins now would not fulfill it.
   */
  List<Reread> due(int locationId, Instant now, int limit) {
    return jdbc.sql(
            """
            select asset_id, holder_id, greatest(asked_at, not_before) as since
            from assignment_reread
            where location_id = :location and asked_at < :now
              and (not_before is null or not_before <= :now)
            order by since, asset_id, holder_id
            limit :limit
            """)
        .param("location", locationId)
        .param("now", Instants.utc(now))
        .param("limit", limit)
        .query((row, _) ->
            new Reread(row.getInt("asset_id"), row.getInt("holder_id"), Instants.at(row, "since")))
        .list();
  }

  void later(int locationId, int assetId, int holderId, Instant notBefore) {
    jdbc.sql(
            """
            update assignment_reread set not_before = :until
            where location_id = :location and asset_id = :asset and holder_id = :holder
            """)
        .param("until", Instants.utc(notBefore))
        .param("location", locationId)
        .param("asset", assetId)
        .param("holder", holderId)
        .update();
  }

  /**
   * Takes away the wishes that the listing covers and that are older than it; in the order in which
   * they are made, so that nobody waits in a circle.
   */
  void fulfilled(FinishedListing listing) {
    AssignmentStore.about(
            jdbc,
            listing,
            """
            with fulfilled as materialized (
              select asset_id, holder_id from assignment_reread
              where location_id = :location and asked_at < :began
                and (:asset::int is null or asset_id = :asset)
                and (:holder::int is null or holder_id = :holder)
              order by asset_id, holder_id for update)
            delete from assignment_reread r using fulfilled f
            where r.location_id = :location and r.asset_id = f.asset_id
              and r.holder_id = f.holder_id
            """)
        .update();
  }
}
