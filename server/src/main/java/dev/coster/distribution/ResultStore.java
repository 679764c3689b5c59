package dev.coster.distribution;

import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.PairCursor;
import dev.coster.distribution.Distribution.PairRow;
import dev.coster.distribution.Distribution.PairState;
import dev.coster.platform.Page;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The result of a job per pair, from its requests' rectangles, the pairs that fared differently,
 * and what was left out. A page costs the rectangles of one asset, not of all.
 */
final class ResultStore {
  /** Why a pair was left out when somebody stopped the job. */
  static final String CANCELED = "CANCELED";

  private static final String WITHDRAWN = "WITHDRAWN";
  private static final String NOT_DONE = "NOT_DONE";
  private static final String WAITING = "WAITING";

  /** Those that stand out come first. */
  static final List<PairState> ORDER =
      List.of(
          PairState.REFUSED,
          PairState.BEING_CHECKED,
          PairState.NOT_ASKED,
          PairState.IN_WORK,
          PairState.CONFIRMED);

  /** The state of those pairs of a request {@code r} that have no row of their own. */
  private static final String STATE_OF_REQUEST =
      """
      case when r.settled_at is null and r.state in ('LOST', 'CHECKING') then 'BEING_CHECKED'
           when r.settled_at is null then 'IN_WORK'
           when r.outcome = 'REFUSED' then 'REFUSED'
           when r.outcome = 'WITHDRAWN' then 'NOT_ASKED'
           else 'CONFIRMED' end
      """;

  /** What Apple refuses while the request is open may be asked for again, or be so already. */
  private static final String STATE_OF_PAIR =
      """
      case when p.result = 'CONFIRMED' then 'CONFIRMED' when p.result = 'SENT_AGAIN' then null
           when r.settled_at is null then 'BEING_CHECKED' else 'REFUSED' end
      """;

  private static final String ON_ASSETS = " r.operation in ('ASSOCIATE', 'DISASSOCIATE') ";

  /** Requests, rows of pairs, and what is in no request; each in the order of asset and holder. */
  private static final String PAGE =
      """
      with mine as materialized (
        select r.request_id, r.asset_ids, r.holder_ids, r.error_number, r.error_message, r.outcome
        from request r
        where r.job_id = :job and %s and %s = :state
      ), outside as materialized (
        select asset_id, holder_ids as codes, reason, error_number from job_exclusion
        where job_id = :job and :state = 'NOT_ASKED'
        union all
        select asset_id, array(select -2 * p from unnest(person_ids) p), 'WAITING', 0
        from job_waiting where job_id = :job and :state = 'IN_WORK'
      ), assets as (
        select asset_id from (
          select unnest(asset_ids) from mine
          union
          select asset_id from outside
          union
          select p.asset_id from request_pair p join request r on r.request_id = p.request_id
          where r.job_id = :job and %s and %s = :state) every (asset_id)
        where asset_id >= :afterAsset
      ), page as (
        select assets.asset_id, pair.* from assets cross join lateral (
          (select h as code, mine.error_number, mine.error_message,
                  case mine.outcome when 'WITHDRAWN' then 'WITHDRAWN' end as reason
           from mine cross join lateral unnest(mine.holder_ids) h
           where mine.asset_ids @> array[assets.asset_id]
             and (assets.asset_id > :afterAsset or h > :afterHolder)
             and not exists (select from request_pair p where p.request_id = mine.request_id
                             and p.asset_id = assets.asset_id and p.holder_id = h)
           order by h limit :limit)
          union all
          (select p.holder_id, p.error_number, p.error_message,
                  case p.result when 'NOT_DONE' then 'NOT_DONE' end
           from request r join request_pair p on p.request_id = r.request_id
           where r.job_id = :job and %s and p.asset_id = assets.asset_id and %s = :state
             and (assets.asset_id > :afterAsset or p.holder_id > :afterHolder)
           order by p.holder_id limit :limit)
          union all
          (select c, o.error_number, null, o.reason
           from outside o cross join lateral unnest(o.codes) c
           where o.asset_id = assets.asset_id
             and (assets.asset_id > :afterAsset or c > :afterHolder)
           order by c limit :limit)
          order by 1 limit :limit) pair
        order by assets.asset_id, pair.code limit :limit)
      """
          .formatted(
              ON_ASSETS, STATE_OF_REQUEST, ON_ASSETS, STATE_OF_PAIR, ON_ASSETS, STATE_OF_PAIR);

  private static final String LABELED =
      "select page.*, "
          + Rows.ASSET_NAME
          + " as asset_name, coalesce("
          + Rows.LABEL
          + """
          , nullif(p2.name, ''), p2.email, nullif(d2.name, ''), '?') as label,
            coalesce(page.error_message, case when page.reason = 'NOT_REGISTERED' then
              (select coalesce(r.error_message, case when r.status in ('Retired', 'Deleted')
                 then 'The user was retired at Apple meanwhile.' end)
               from registration r join job j using (location_id)
               where j.job_id = :job and r.holder_id = page.code) end) as message
          from page
          join asset s on s.asset_id = page.asset_id
          left join holder h on h.holder_id = page.code
          """
          + Rows.JOIN_LABEL
          + """
           left join person p2 on page.code < 0 and page.code % 2 = 0
             and p2.person_id = -page.code / 2
           left join device d2 on page.code < 0 and page.code % 2 <> 0
             and d2.device_id = (-page.code - 1) / 2
          order by page.asset_id, page.code
          """;

  private final JdbcClient jdbc;

  ResultStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<PairRow> page(
      Visibility visibility,
      UUID jobId,
      @Nullable PairState state,
      @Nullable PairCursor after,
      int limit) {
    List<PairRow> rows = new ArrayList<>();
    if (!visible(visibility, jobId)) {
      return rows;
    }
    int size = Page.rows(limit);
    List<PairState> states = state == null ? ORDER : List.of(state);
    PairState begin = state != null || after == null ? states.get(0) : after.state();
    for (int i = states.indexOf(begin); i < states.size() && rows.size() < size; i++) {
      PairCursor from = states.get(i) == begin ? after : null;
      rows.addAll(page(jobId, states.get(i), from, size - rows.size()));
    }
    return rows;
  }

  private List<PairRow> page(UUID jobId, PairState state, @Nullable PairCursor after, int limit) {
    return jdbc.sql(PAGE + LABELED)
        .param("job", jobId)
        .param("state", state.name())
        .param("afterAsset", after == null ? 0 : after.assetId())
        .param("afterHolder", after == null ? Integer.MIN_VALUE : after.holderId())
        .param("limit", limit)
        .query((row, _) -> {
          Integer number = row.getObject("error_number", Integer.class);
          return new PairRow(
              row.getInt("asset_id"),
              row.getString("asset_name"),
              row.getInt("code"),
              row.getString("label"),
              state,
              number == null || number == 0 ? null : number,
              words(state, row.getString("reason"), number, row.getString("message")));
        })
        .list();
  }

  private static @Nullable String words(
      PairState state,
      @Nullable String reason,
      @Nullable Integer number,
      @Nullable String message) {
    return switch (state) {
      case CONFIRMED -> null;
      case IN_WORK -> WAITING.equals(reason) ? "waits until Apple has registered the person" : null;
      case BEING_CHECKED ->
          (number == null || number == 0 ? "" : Refusals.words(number, message) + " ")
              + "Coster reads at Apple what became of it";
      case REFUSED ->
          NOT_DONE.equals(reason) && number == null && message == null
              ? "Apple did not do it in several attempts, and gave no reason."
              : Refusals.words(number, message);
      case NOT_ASKED -> leftOut(reason == null ? CANCELED : reason, number, message);
    };
  }

  private static String leftOut(String reason, @Nullable Integer number, @Nullable String message) {
    if (reason.equals(CANCELED) || reason.equals(WITHDRAWN)) {
      return "the job was canceled before";
    }
    String words = Exclusion.valueOf(reason).words();
    boolean more = (number != null && number != 0) || message != null;
    return more ? words + ". " + Refusals.words(number, message) : words;
  }

  Map<PairState, Long> counts(Visibility visibility, UUID jobId) {
    Map<PairState, Long> counts = new EnumMap<>(PairState.class);
    if (!visible(visibility, jobId)) {
      return counts;
    }
    jdbc.sql(
            """
            select state, sum(pairs) as pairs from (
              select %s as state, cardinality(r.asset_ids)::bigint * cardinality(r.holder_ids)
                  - (select count(*) from request_pair p where p.request_id = r.request_id)
              from request r where r.job_id = :job and %s
              union all
              select %s, 1 from request r join request_pair p on p.request_id = r.request_id
              where r.job_id = :job and %s
              union all
              select 'NOT_ASKED', cardinality(holder_ids) from job_exclusion where job_id = :job
              union all
              select 'IN_WORK', cardinality(person_ids) from job_waiting where job_id = :job
            ) part (state, pairs)
            where state is not null group by state having sum(pairs) > 0
            """
                .formatted(STATE_OF_REQUEST, ON_ASSETS, STATE_OF_PAIR, ON_ASSETS))
        .param("job", jobId)
        .query((ResultSet row) -> {
          counts.put(PairState.valueOf(row.getString("state")), row.getLong("pairs"));
        });
    return counts;
  }

  /**
   * How many pairs of jobs are confirmed: those of settled requests were counted at the job, those
   * of open ones have rows. What was refused is certain with its request's end.
   */
  Map<UUID, Long> confirmed(Visibility visibility, List<UUID> jobIds) {
    Map<UUID, Long> confirmed = new HashMap<>();
    if (jobIds.isEmpty()) {
      return confirmed;
    }
    jdbc.sql(
            """
            select j.job_id, j.succeeded + coalesce((
                select sum((select count(*) from request_pair p
                            where p.request_id = r.request_id and p.result = 'CONFIRMED'))
                from request r
                where r.job_id = j.job_id and r.settled_at is null and %s), 0) as confirmed
            from job j
            where j.job_id = any (:jobs) and (:all or location_id = any (:locations))
            """
                .formatted(ON_ASSETS))
        .param("jobs", SqlArrays.uuids(jobIds))
        .params(visibility.params())
        .query((ResultSet row) -> {
          confirmed.put(row.getObject("job_id", UUID.class), row.getLong("confirmed"));
        });
    return confirmed;
  }

  private boolean visible(Visibility visibility, UUID jobId) {
    return Boolean.TRUE.equals(
        jdbc.sql(
                """
                select exists (select from job where job_id = :job
                  and (:all or location_id = any (:locations)))
                """)
            .param("job", jobId)
            .params(visibility.params())
            .query(Boolean.class)
            .single());
  }
}
