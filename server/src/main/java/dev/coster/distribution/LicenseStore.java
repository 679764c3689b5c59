package dev.coster.distribution;

import dev.coster.distribution.Licenses.HeldCursor;
import dev.coster.distribution.Licenses.HeldRow;
import dev.coster.distribution.Licenses.HolderView;
import dev.coster.holder.HolderKind;
import dev.coster.platform.Instants;
import dev.coster.platform.Ints;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads who holds what. */
final class LicenseStore {
  private static final String HELD =
      "select a.location_id, l.name as location_name, a.asset_id, a.holder_id, "
          + Rows.ASSET_NAME
          + """
           as name, coalesce(la.product_type, '') as product_type,
            coalesce(la.revocable, false) as revocable, a.since
          from holder h
          join assignment a on a.holder_id = h.holder_id
          join location l on l.location_id = a.location_id
          join asset s on s.asset_id = a.asset_id
          left join location_asset la on la.location_id = a.location_id
            and la.asset_id = a.asset_id
          where (:all or a.location_id = any (:locations)) and
          """;

  private static final String HELD_PAGE =
      """
       where :begin or (name, asset_id, location_id, holder_id)
         > (:afterName, :afterAsset, :afterLocation, :afterHolder)
       order by name, asset_id, location_id, holder_id limit :limit
      """;

  private final JdbcClient jdbc;

  LicenseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<HeldRow> heldByDevice(
      Visibility visibility, int deviceId, @Nullable HeldCursor after, int limit) {
    return held(visibility, " h.device_id = :who ", deviceId, after, limit);
  }

  List<HeldRow> heldByPerson(
      Visibility visibility, int personId, @Nullable HeldCursor after, int limit) {
    return held(visibility, " h.person_id = :who ", personId, after, limit);
  }

  private List<HeldRow> held(
      Visibility visibility, String whose, int who, @Nullable HeldCursor after, int limit) {
    return jdbc.sql("select * from (" + HELD + whose + ") held" + HELD_PAGE)
        .param("who", who)
        .param("begin", after == null)
        .param("afterName", after == null ? "" : after.name())
        .param("afterAsset", after == null ? 0 : after.assetId())
        .param("afterLocation", after == null ? 0 : after.locationId())
        .param("afterHolder", after == null ? 0 : after.holderId())
        .params(visibility.params())
        .param("limit", limit)
        .query((row, _) ->
            new HeldRow(
                row.getInt("location_id"),
                row.getString("location_name"),
                row.getInt("asset_id"),
                row.getInt("holder_id"),
                row.getString("name"),
                row.getString("product_type"),
                row.getBoolean("revocable"),
                Instants.at(row, "since")))
        .list();
  }

  Map<Integer, Long> totals(Visibility visibility) {
    Map<Integer, Long> totals = new HashMap<>();
    jdbc.sql(
            """
            select location_id, assignments from assignment_count
            where :all or location_id = any (:locations)
            """)
        .params(visibility.params())
        .query((ResultSet row) -> {
          totals.put(row.getInt(1), row.getLong(2));
        });
    return totals;
  }

  Optional<HolderView> holder(int holderId) {
    return jdbc.sql(
            "select h.holder_id, h.kind, h.apple_id, h.device_id, h.person_id, "
                + Rows.LABEL
                + " as label from holder h "
                + Rows.JOIN_LABEL
                + " where h.holder_id = :holder")
        .param("holder", holderId)
        .query((row, _) ->
            new HolderView(
                row.getInt("holder_id"),
                HolderKind.ofCode(row.getString("kind")),
                row.getString("apple_id"),
                row.getObject("device_id", Integer.class),
                row.getObject("person_id", Integer.class),
                row.getString("label")))
        .optional();
  }

  /** Of a device or a person: first who has the asset, then who is registered there now. */
  int[] holdersOf(
      int locationId, int assetId, @Nullable Integer deviceId, @Nullable Integer personId) {
    return Ints.of(
        jdbc.sql(
                """
                select h.holder_id
                from (select holder_id from holder where device_id = :device
                      union
                      select holder_id from holder where person_id = :person) h
                left join assignment a on a.location_id = :location and a.asset_id = :asset
                  and a.holder_id = h.holder_id
                left join registration r on r.location_id = :location
                  and r.holder_id = h.holder_id
                order by a.holder_id is null,
                  coalesce(r.status in ('Registered', 'Associated'), false) desc,
                  r.holder_id is null, h.holder_id desc
                """)
            .param("location", locationId)
            .param("asset", assetId)
            .param("device", deviceId, Types.INTEGER)
            .param("person", personId, Types.INTEGER)
            .query((row, _) -> row.getInt(1))
            .list());
  }

  /**
   * What is known of a pair besides its requests.
   *
   * @param since when we first learned that it is assigned: the end of the reading that showed it,
   *     or when Apple confirmed it; null = it is not
   * @param userStatus Apple's word for the user at this location
   * @param waitingSince when a job asked for it that waits for the person's registration
   * @param waitingJob that job
   * @param readAt the end of the last reading that showed it as it is now
   */
  record PairFacts(
      @Nullable Instant since,
      @Nullable String userStatus,
      @Nullable Instant invitedAt,
      @Nullable Instant waitingSince,
      @Nullable UUID waitingJob,
      @Nullable Instant readAt) {}

  PairFacts facts(int locationId, int assetId, int holderId) {
    return jdbc.sql(
            """
            select coalesce(l.first_at, a.since) as since, r.status, r.invited_at,
              w.created_at as waiting_since, w.job_id as waiting_job, l.last_at as read_at
            from holder h
            left join assignment a on a.location_id = :location and a.asset_id = :asset
              and a.holder_id = h.holder_id
            cross join lateral (
              select min(ended_at) filter (where began_at = a.since) as first_at,
                max(ended_at) filter (where a.since is null or began_at = a.since
                  or began_at > a.since and (next_page <= 1 or first_version = last_version))
                as last_at
              from listing where location_id = :location
                and kind = 'ASSIGNMENTS' and state = 'DONE' and since_version is null
                and (asset_id is null or asset_id = :asset)
                and (holder_id is null or holder_id = :holder)
                and (a.since is not null or next_page <= 1 or first_version = last_version)) l
            left join registration r on r.location_id = :location and r.holder_id = h.holder_id
            left join lateral (
              select j.created_at, j.job_id from job_waiting w join job j on j.job_id = w.job_id
              where w.asset_id = :asset and j.location_id = :location and j.finished_at is null
                and h.person_id = any (w.person_ids)
              order by j.created_at, j.job_id limit 1) w on true
            where h.holder_id = :holder
            """)
        .param("location", locationId)
        .param("asset", assetId)
        .param("holder", holderId)
        .query((row, _) -> pairFacts(row))
        .optional()
        .orElse(new PairFacts(null, null, null, null, null, null));
  }

  private static PairFacts pairFacts(ResultSet row) throws SQLException {
    return new PairFacts(
        Instants.orNull(row, "since"),
        row.getString("status"),
        Instants.orNull(row, "invited_at"),
        Instants.orNull(row, "waiting_since"),
        row.getObject("waiting_job", UUID.class),
        Instants.orNull(row, "read_at"));
  }
}
