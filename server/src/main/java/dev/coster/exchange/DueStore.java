package dev.coster.exchange;

import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which requests the exchange has to see to, and when. How they move on then is in {@link
 * SendingStore}.
 */
final class DueStore {
  /** Nothing goes out for a job that is paused or canceled, whatever its requests say. */
  static final String NOT_STOPPED =
      """
       and not exists (select from job j where j.job_id = r.job_id
                       and (j.pause_requested or j.cancel_requested))
      """;

  private final JdbcClient jdbc;

  DueStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The oldest request of the lane that may be sent now. */
  Optional<Request> nextDue(int locationId, Lane lane, Instant now, Collection<UUID> taken) {
    return jdbc.sql(
            "select "
                + RequestRows.COLUMNS
                + """
                 from request r
                where r.location_id = :location and r.settled_at is null
                  and r.state = 'RECORDED' and r.lane = :lane
                  and (r.not_before is null or r.not_before <= :now)
                  and r.request_id <> all (:taken)
                """
                + NOT_STOPPED
                + "order by r.recorded_at, r.request_id limit 1")
        .param("location", locationId)
        .param("lane", lane.name())
        .param("now", Instants.utc(now))
        .param("taken", SqlArrays.uuids(taken))
        .query(RequestRows::map)
        .optional();
  }

  Optional<Request> nextPoll(int locationId, Instant now, Collection<UUID> taken) {
    return jdbc.sql(
            "select "
                + RequestRows.COLUMNS
                + """
                 from request r
                where r.location_id = :location and r.settled_at is null
                  and r.state = 'ACCEPTED' and r.next_poll_at <= :now
                  and r.request_id <> all (:taken)
                order by r.next_poll_at, r.request_id limit 1
                """)
        .param("location", locationId)
        .param("now", Instants.utc(now))
        .param("taken", SqlArrays.uuids(taken))
        .query(RequestRows::map)
        .optional();
  }

  /**
   * Of these locations, those with open requests that wait for the exchange, and since or from when
   * on the first of them does.
   */
  Map<Integer, Instant> due(Collection<Integer> locationIds) {
    Map<Integer, Instant> result = new HashMap<>();
    jdbc.sql(
            """
            select location_id, min(case state when 'SENT' then sent_at
                                               when 'ACCEPTED' then next_poll_at
                                               else coalesce(not_before, recorded_at) end) due_at
            from request
            where location_id = any (:locations) and settled_at is null
              and state in ('RECORDED', 'SENT', 'ACCEPTED')
              and not_before is distinct from 'infinity'
            group by location_id
            """)
        .param("locations", SqlArrays.ints(locationIds))
        .query(
            (RowCallbackHandler)
                row -> {
                  Instant dueAt = Instants.orNull(row, "due_at");
                  result.put(row.getInt("location_id"), dueAt == null ? Instant.MIN : dueAt);
                });
    return result;
  }

  /** What Apple has, or may have, in work: requests, and how many pairs or users they cover. */
  record InWork(int requests, long pairs) {}

  InWork inWork(int locationId) {
    return jdbc.sql(
            """
            select count(*) as requests,
              coalesce(sum(greatest(1, cardinality(asset_ids)) * cardinality(holder_ids)), 0) as pairs
            from request
            where location_id = :location and settled_at is null and state in ('SENT', 'ACCEPTED')
            """)
        .param("location", locationId)
        .query((row, _) -> new InWork(row.getInt("requests"), row.getLong("pairs")))
        .single();
  }

  /**
   * A request that somebody has to see to unless he is at it already: marked as being sent, or
   * recorded for a job that is canceled.
   */
  record Stray(UUID id, RequestState state) {}

  List<Stray> strays(int locationId) {
    return jdbc.sql(
            """
            select r.request_id, r.state from request r
            where r.location_id = :location and r.settled_at is null
              and (r.state = 'SENT'
                   or (r.state = 'RECORDED'
                       and exists (select from job j
                                   where j.job_id = r.job_id and j.cancel_requested)))
            order by r.recorded_at, r.request_id
            """)
        .param("location", locationId)
        .query((row, _) ->
            new Stray(
                row.getObject("request_id", UUID.class),
                RequestState.valueOf(row.getString("state"))))
        .list();
  }
}
