package dev.coster.exchange;

import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recording requests and reading them. How they move on is in {@link SendingStore}. */
final class RequestStore {
  private static final String SELECT = "select " + RequestRows.COLUMNS + " from request r ";

  /** So many repetitions are laid together at most. */
  private static final int MOST_TOGETHER = 200;

  private final JdbcClient jdbc;

  RequestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of what was sent only what says who these users are goes; the others in it stay. */
  void forgetUsers(int[] holderIds) {
    jdbc.sql(
            """
            update request r set users = (
              select jsonb_agg(
                       case when u.value ->> 'clientUserId' in (
                              select h.apple_id from holder h
                              where h.holder_id = any(:holders) and h.kind = 'U')
                            then u.value || '{"email": null, "managedAppleId": null}'::jsonb
                            else u.value end
                       order by u.position)
              from jsonb_array_elements(r.users) with ordinality as u (value, position))
            where r.request_id in (
              select q.request_id from unnest(:holders) as g (holder_id)
              join request q on q.settled_at is not null and q.users is not null
                            and q.holder_ids @> array[g.holder_id])
            """)
        .param("holders", SqlArrays.ints(holderIds))
        .update();
  }

  /** Locks the location's row; false when there is no such location. */
  boolean lock(int locationId) {
    return jdbc.sql(
            "select location_id from location where location_id = :location for no key update")
        .param("location", locationId)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** An open request that contains a pair of these, or a user of these. */
  Optional<UUID> overlapping(Requests.Draft draft) {
    String sameSort =
        draft.operation().onAssets()
            ? """
            and operation in ('ASSOCIATE', 'DISASSOCIATE', 'REVOKE')
            and (asset_ids && :assets or cardinality(asset_ids) = 0
                 or cardinality(cast(:assets as int[])) = 0)
            """
            : "and operation in ('CREATE', 'UPDATE', 'RETIRE')";
    return jdbc.sql(
            """
            select request_id from request
            where location_id = :location and settled_at is null and holder_ids && :holders
            """
                + sameSort
                + " limit 1")
        .param("location", draft.locationId())
        .param("holders", SqlArrays.ints(draft.holderIds()))
        .param("assets", SqlArrays.ints(draft.assetIds()))
        .query(UUID.class)
        .optional();
  }

  /**
   * Writes a request down; what belongs to a paused job is held at once.
   *
   * @param resendOf the request whose missing pairs this one asks for again
   */
  void insert(
      UUID id, Requests.Draft draft, int attempt, @Nullable UUID resendOf, Instant recordedAt) {
    jdbc.sql(
            """
            insert into request (request_id, location_id, job_id, resend_of, attempt, operation,
              lane, asset_ids, holder_ids, users, state, recorded_at, not_before)
            values (:id, :location, :job, :resendOf, :attempt, :operation, :lane, :assets, :holders,
              cast(:users as jsonb), 'RECORDED', :at,
              (select 'infinity'::timestamptz from job where job_id = :job and pause_requested))
            """)
        .param("id", id)
        .param("location", draft.locationId())
        .param("job", draft.jobId())
        .param("resendOf", resendOf)
        .param("attempt", attempt)
        .param("operation", draft.operation().name())
        .param("lane", draft.lane().name())
        .param("assets", SqlArrays.ints(draft.assetIds()))
        .param("holders", SqlArrays.ints(draft.holderIds()))
        .param("users", RequestRows.json(draft.users()))
        .param("at", Instants.utc(recordedAt))
        .update();
  }

  /**
   * Requests of the same job that are not sent yet and ask as often as a repetition of this one
   * would; none that Apple put off.
   */
  List<Request> unsentRepetitions(Request request) {
    if (request.jobId() == null) {
      return List.of();
    }
    return jdbc.sql(
            SELECT
                + """
                where r.job_id = :job and r.location_id = :location and r.settled_at is null
                  and r.state = 'RECORDED' and r.not_before is null
                  and r.operation = :operation and r.lane = :lane and r.attempt = :attempt
                order by r.recorded_at, r.request_id limit :most
                """)
        .param("job", request.jobId())
        .param("location", request.locationId())
        .param("operation", request.operation().name())
        .param("lane", request.lane().name())
        .param("attempt", request.attempt() + 1)
        .param("most", MOST_TOGETHER)
        .query(RequestRows::map)
        .list();
  }

  /**
   * Takes unsent requests away, since others ask for their pairs; false when one of them is on its
   * way by now, and nothing was done. The job is locked before its requests, as by whoever pauses
   * it.
   */
  boolean forgetUnsent(Request request, List<Request> unsent) {
    Optional<UUID> _ =
        jdbc.sql("select job_id from job where job_id = :job for no key update")
            .param("job", request.jobId())
            .query(UUID.class)
            .optional();
    Object ids = SqlArrays.uuids(unsent.stream().map(Request::id).toList());
    int locked =
        jdbc.sql(
                """
                select request_id from request
                where request_id = any (:ids) and state = 'RECORDED' and not_before is null
                order by request_id for update
                """)
            .param("ids", ids)
            .query(UUID.class)
            .list()
            .size();
    return locked == unsent.size()
        && jdbc.sql("delete from request where request_id = any (:ids)").param("ids", ids).update()
            == locked;
  }

  List<Request> open(int locationId) {
    return jdbc.sql(
            SELECT
                + """
                where r.location_id = :location and r.settled_at is null
                order by r.recorded_at, r.request_id
                """)
        .param("location", locationId)
        .query(RequestRows::map)
        .list();
  }

  List<Request> toCheck(int locationId) {
    return jdbc.sql(
            SELECT
                + """
                where r.location_id = :location and r.settled_at is null
                  and r.state in ('LOST', 'CHECKING')
                order by r.recorded_at, r.request_id
                """)
        .param("location", locationId)
        .query(RequestRows::map)
        .list();
  }

  List<Request> polledAfter(
      int locationId, @Nullable Integer assetId, @Nullable Integer holderId, Instant instant) {
    return jdbc.sql(
            SELECT
                + """
                where r.location_id = :location and r.settled_at is null and r.state = 'ACCEPTED'
                  and r.next_poll_at > :instant and cardinality(r.asset_ids) > 0
                  and (cast(:asset as int) is null or r.asset_ids @> array[cast(:asset as int)])
                  and (cast(:holder as int) is null
                       or r.holder_ids @> array[cast(:holder as int)])
                order by r.recorded_at, r.request_id
                """)
        .param("location", locationId)
        .param("asset", assetId)
        .param("holder", holderId)
        .param("instant", Instants.utc(instant))
        .query(RequestRows::map)
        .list();
  }

  Optional<Request> find(Visibility visibility, UUID requestId) {
    return jdbc.sql(
            SELECT
                + """
                where r.request_id = :id and (:all or r.location_id = any(:locations))
                """)
        .param("id", requestId)
        .params(visibility.params())
        .query(RequestRows::map)
        .optional();
  }

  List<Request> ofJob(Visibility visibility, UUID jobId, @Nullable UUID after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where r.job_id = :job and (:all or r.location_id = any(:locations))
                  and (cast(:after as uuid) is null or (r.recorded_at, r.request_id) >
                       (select recorded_at, request_id from request where request_id = :after))
                order by r.recorded_at, r.request_id
                limit :limit
                """)
        .param("job", jobId)
        .params(visibility.params())
        .param("after", after)
        .param("limit", limit)
        .query(RequestRows::map)
        .list();
  }

  int openOfJob(UUID jobId) {
    return jdbc.sql("select count(*) from request where job_id = :job and settled_at is null")
        .param("job", jobId)
        .query(Integer.class)
        .single();
  }

  Requests.Standing standing(UUID jobId) {
    return jdbc.sql(
            """
            select count(*) filter (where state = 'RECORDED') as recorded,
              count(*) filter (where state = 'SENT') as sent,
              count(*) filter (where state = 'ACCEPTED') as accepted,
              count(*) filter (where state in ('LOST', 'CHECKING')) as checked,
              min(next_poll_at) filter (where state = 'ACCEPTED') as asks_again_at,
              max(error_number) filter (where state = 'RECORDED' and error_number > 0) as put_off_by,
              min(not_before) filter (where state = 'RECORDED' and error_number > 0
                and not_before < 'infinity') as sent_again_at
            from request where job_id = :job and settled_at is null
            """)
        .param("job", jobId)
        .query((row, _) ->
            new Requests.Standing(
                row.getInt("recorded"),
                row.getInt("sent"),
                row.getInt("accepted"),
                row.getInt("checked"),
                Instants.orNull(row, "asks_again_at"),
                row.getObject("put_off_by", Integer.class),
                Instants.orNull(row, "sent_again_at")))
        .single();
  }

  int openAt(int locationId) {
    return jdbc.sql(
            """
            select count(*) from request where location_id = :location and settled_at is null
            """)
        .param("location", locationId)
        .query(Integer.class)
        .single();
  }

  /** Two halves, since open and settled requests have an index each. */
  List<Requests.Story> containing(Visibility visibility, int assetId, int holderId, int limit) {
    String half =
        """
        (select r.* from request r
         where r.holder_ids @> array[:holder] and (:all or r.location_id = any(:locations))
           and (:asset = 0 or r.asset_ids @> array[:asset] or r.operation = 'REVOKE')
           and r.settled_at is %s
         order by r.recorded_at desc, r.request_id desc limit :limit)
        """;
    return jdbc.sql(
            "select "
                + RequestRows.COLUMNS
                + ", p.result pair_result, p.error_number pair_number, p.error_message pair_message"
                + " from ("
                + half.formatted("null")
                + " union all "
                + half.formatted("not null")
                + """
                ) r left join request_pair p on p.request_id = r.request_id
                  and p.asset_id = :asset and p.holder_id = :holder
                order by r.recorded_at desc, r.request_id desc limit :limit
                """)
        .param("holder", holderId)
        .param("asset", assetId)
        .params(visibility.params())
        .param("limit", limit)
        .query((row, number) -> {
          String result = row.getString("pair_result");
          return new Requests.Story(
              RequestRows.map(row, number),
              result == null ? null : PairResult.valueOf(result),
              row.getObject("pair_number", Integer.class),
              row.getString("pair_message"));
        })
        .list();
  }

  Optional<Request> openByEvent(int locationId, String eventId) {
    return jdbc.sql(
            SELECT
                + """
                where r.event_id = :event and r.location_id = :location and r.settled_at is null
                """)
        .param("event", eventId)
        .param("location", locationId)
        .query(RequestRows::map)
        .optional();
  }

  boolean isOurs(int locationId, String eventId) {
    return jdbc.sql(
            """
            select exists (select from request
                           where event_id = :event and location_id = :location)
            """)
        .param("event", eventId)
        .param("location", locationId)
        .query(Boolean.class)
        .single();
  }

  /** Pairs per asset that open ASSOCIATE requests may still take from the free count. */
  Map<Integer, Long> reserved(int locationId) {
    Map<Integer, Long> result = new HashMap<>();
    jdbc.sql(
            """
            select a.asset_id, sum(cardinality(r.holder_ids)
                - (select count(*) from request_pair p
                   where p.request_id = r.request_id and p.asset_id = a.asset_id
                     and p.result = 'CONFIRMED')) pairs
            from request r cross join lateral unnest(r.asset_ids) a (asset_id)
            where r.location_id = :location and r.settled_at is null
              and r.operation = 'ASSOCIATE'
            group by a.asset_id
            """)
        .param("location", locationId)
        .query(
            (RowCallbackHandler) row -> result.put(row.getInt("asset_id"), row.getLong("pairs")));
    return result;
  }
}
