package dev.coster.distribution;

import dev.coster.distribution.Distribution.Wish;
import dev.coster.distribution.Licenses.Belongings;
import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL on {@code plan}, and what planning reads beyond the interfaces of other packages. */
final class PlanStore {
  private static final int FETCH = 10_000;

  private final JdbcClient jdbc;

  PlanStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes pairs as they come; there may be millions. */
  interface PairSink {
    void pair(int assetId, int holderId);
  }

  /** All that those who are meant have there. */
  Belongings belongings(Wish wish) {
    return new BelongingsStore(jdbc)
        .of(wish.locationId(), wish.deviceIds(), wish.personIds(), wish.holderIds());
  }

  /** The assigned pairs among these. */
  void held(int locationId, int[] assetIds, int[] holderIds, PairSink sink) {
    if (assetIds.length == 0 || holderIds.length == 0) {
      return;
    }
    jdbc.sql(
            """
            select asset_id, holder_id from assignment
            where location_id = :location and asset_id = any (:assets)
              and holder_id = any (:holders)
            """)
        .withFetchSize(FETCH)
        .param("location", locationId)
        .param("assets", SqlArrays.ints(assetIds))
        .param("holders", SqlArrays.ints(holderIds))
        .query((ResultSet row) -> {
          sink.pair(row.getInt(1), row.getInt(2));
        });
  }

  /** Those of them that were learned before the instant. */
  void heldBefore(int locationId, int[] assetIds, int[] holderIds, Instant before, PairSink sink) {
    jdbc.sql(
            """
            select asset_id, holder_id from assignment
            where location_id = :location and asset_id = any (:assets)
              and holder_id = any (:holders) and since < :before
            """)
        .withFetchSize(FETCH)
        .param("location", locationId)
        .param("assets", SqlArrays.ints(assetIds))
        .param("holders", SqlArrays.ints(holderIds))
        .param("before", Instants.utc(before))
        .query((ResultSet row) -> {
          sink.pair(row.getInt(1), row.getInt(2));
        });
  }

  /**
   * About how many pages these assets are on, each on one at least; more than so many in all are
   * not told apart, nor are their rows read.
   */
  int pages(int locationId, int[] assetIds, int rowsOfAPage, int most) {
    return jdbc.sql(
            """
            with held as (
              select x.asset_id
              from unnest(:assets) as x (asset_id) cross join lateral (
                select from assignment a
                where a.location_id = :location and a.asset_id = x.asset_id limit :limit) one
              limit :limit)
            select least(:most, coalesce(sum(greatest(1, (n.rows + :page - 1) / :page)), 0))
            from (
              select x.asset_id, count(held.asset_id) as rows
              from unnest(:assets) as x (asset_id) left join held on held.asset_id = x.asset_id
              group by x.asset_id) n
            """)
        .param("page", rowsOfAPage)
        .param("assets", SqlArrays.ints(assetIds))
        .param("location", locationId)
        .param("most", most)
        .param("limit", rowsOfAPage * most)
        .query(Integer.class)
        .single();
  }

  /** Apple's identities of holders, with their kind in front. */
  Map<Integer, String> identities(int[] holderIds) {
    Map<Integer, String> identities = new HashMap<>();
    if (holderIds.length > 0) {
      jdbc.sql(
              """
              select holder_id, kind || ':' || apple_id as identity from holder
              where holder_id = any (:ids)
              """)
          .withFetchSize(FETCH)
          .param("ids", SqlArrays.ints(holderIds))
          .query((ResultSet row) -> {
            identities.put(row.getInt(1), row.getString(2));
          });
    }
    return identities;
  }

  /** What to call these targets, by code; see {@link Targets}. */
  Map<Integer, String> labels(int[] codes) {
    Map<Integer, String> labels = new HashMap<>();
    jdbc.sql(
            "select c.code, coalesce("
                + Rows.LABEL
                + ", nullif(p2.name, ''), p2.email, nullif(d2.name, ''), '?') as label"
                + " from unnest(:codes) c (code) left join holder h on h.holder_id = c.code "
                + Rows.JOIN_LABEL
                + """
                 left join person p2 on c.code < 0 and c.code % 2 = 0
                   and p2.person_id = -c.code / 2
                 left join device d2 on c.code < 0 and c.code % 2 <> 0
                   and d2.device_id = (-c.code - 1) / 2
                """)
        .param("codes", SqlArrays.ints(codes))
        .query((ResultSet row) -> {
          labels.put(row.getInt(1), row.getString(2));
        });
    return labels;
  }

  /** What to call these assets. */
  Map<Integer, String> assetNames(int[] assetIds) {
    Map<Integer, String> names = new HashMap<>();
    jdbc.sql(
            "select s.asset_id, "
                + Rows.ASSET_NAME
                + " as name from asset s where s.asset_id = any (:ids)")
        .param("ids", SqlArrays.ints(assetIds))
        .query((ResultSet row) -> {
          names.put(row.getInt(1), row.getString(2));
        });
    return names;
  }

  /** A plan as kept. */
  record Kept(
      UUID id,
      String hash,
      int locationId,
      Wish wish,
      Summary summary,
      Instant expiresAt,
      @Nullable UUID jobId) {}

  void insert(Kept plan, String createdBy, Instant createdAt) {
    jdbc.sql(
            """
            insert into plan (plan_id, hash, location_id, wish, summary, created_by, created_at,
              expires_at)
            values (:id, :hash, :location, cast(:wish as jsonb), cast(:summary as jsonb), :by, :at,
              :expires)
            """)
        .param("id", plan.id())
        .param("hash", plan.hash())
        .param("location", plan.locationId())
        .param("wish", Rows.JSON.writeValueAsString(plan.wish()))
        .param("summary", Rows.JSON.writeValueAsString(plan.summary()))
        .param("by", createdBy)
        .param("at", Instants.utc(createdAt))
        .param("expires", Instants.utc(plan.expiresAt()))
        .update();
  }

  /** A plan, locked until the transaction ends. */
  Optional<Kept> lock(UUID planId) {
    return plan(planId, " for update");
  }

  Optional<Kept> find(UUID planId) {
    return plan(planId, "");
  }

  private Optional<Kept> plan(UUID planId, String lock) {
    return jdbc.sql(
            """
            select plan_id, hash, location_id, wish, summary, expires_at, job_id
            from plan where plan_id = :id
            """
                + lock)
        .param("id", planId)
        .query((row, _) ->
            new Kept(
                row.getObject("plan_id", UUID.class),
                row.getString("hash"),
                row.getInt("location_id"),
                Rows.JSON.readValue(row.getString("wish"), Wish.class),
                Rows.JSON.readValue(row.getString("summary"), Summary.class),
                Instants.at(row, "expires_at"),
                row.getObject("job_id", UUID.class)))
        .optional();
  }

  void ranAs(UUID planId, UUID jobId) {
    jdbc.sql("update plan set job_id = :job where plan_id = :id")
        .param("job", jobId)
        .param("id", planId)
        .update();
  }

  /** Forgets plans that expired before that without being run. */
  void forgetExpired(Instant now) {
    jdbc.sql("delete from plan where job_id is null and expires_at < :now")
        .param("now", Instants.utc(now))
        .update();
  }
}
