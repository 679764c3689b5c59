package dev.coster.exchange;

import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How requests move on. Each statement names the state that it moves from, so that two movers
 * cannot both succeed; each returns the request as it is afterwards.
 */
final class SendingStore {
  private static final String RETURNING = " returning " + RequestRows.COLUMNS;

  /** A paused job's requests wait until they are let go. */
  private static final String HELD_OR =
      """
      (select 'infinity'::timestamptz from job j where j.job_id = r.job_id and j.pause_requested)
      """;

  private final JdbcClient jdbc;

  SendingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * RECORDED → SENT unless its job is stopped, under the fencing number of the lease that the
   * transaction holds.
   */
  Optional<Request> send(UUID id, Instant now) {
    return jdbc.sql(
            """
            update request r set state = 'SENT', sent_at = :now,
              fence = (select l.fence from location_lease l where l.location_id = r.location_id)
            where r.request_id = :id and r.state = 'RECORDED'
              and (r.not_before is null or r.not_before <= :now)
            """
                + DueStore.NOT_STOPPED
                + RETURNING)
        .param("id", id)
        .param("now", Instants.utc(now))
        .query(RequestRows::map)
        .optional();
  }

  /** SENT → ACCEPTED. */
  Optional<Request> accept(UUID id, String eventId, Instant now, Instant nextPoll) {
    return jdbc.sql(
            """
            update request r set state = 'ACCEPTED', event_id = :event, accepted_at = :now,
              next_poll_at = :nextPoll, not_before = null, error_number = null, error_message = null
            where r.request_id = :id and r.state = 'SENT'
            """
                + RETURNING)
        .param("id", id)
        .param("event", eventId)
        .param("now", Instants.utc(now))
        .param("nextPoll", Instants.utc(nextPoll))
        .query(RequestRows::map)
        .optional();
  }

  /** SENT → RECORDED, since Apple queued nothing; the reason is kept for those who look. */
  Optional<Request> giveBack(UUID id, Instant notBefore, int errorNumber, String errorMessage) {
    return jdbc.sql(
            """
            update request r set state = 'RECORDED', sent_at = null, fence = null,
              error_number = :number, error_message = :message,
              not_before = coalesce(
            """
                + HELD_OR
                + """
                , :notBefore)
                where r.request_id = :id and r.state = 'SENT'
                """
                + RETURNING)
        .param("id", id)
        .param("notBefore", Instants.utc(notBefore))
        .param("number", errorNumber)
        .param("message", errorMessage)
        .query(RequestRows::map)
        .optional();
  }

  /** Makes a recorded request smaller; false when it is not recorded any more. */
  boolean shrink(UUID id, Requests.Draft part) {
    return jdbc.sql(
                """
                update request set asset_ids = :assets, holder_ids = :holders,
                  users = cast(:users as jsonb)
                where request_id = :id and state = 'RECORDED'
                """)
            .param("id", id)
            .param("assets", SqlArrays.ints(part.assetIds()))
            .param("holders", SqlArrays.ints(part.holderIds()))
            .param("users", RequestRows.json(part.users()))
            .update()
        == 1;
  }

  /** The given state → LOST. */
  Optional<Request> lose(UUID id, RequestState from, Instant checkAfter) {
    return jdbc.sql(
            """
            update request r set state = 'LOST', next_poll_at = null, check_after = :checkAfter
            where r.request_id = :id and r.state = :from
            """
                + RETURNING)
        .param("id", id)
        .param("from", from.name())
        .param("checkAfter", Instants.utc(checkAfter))
        .query(RequestRows::map)
        .optional();
  }

  /** What an event's status said. */
  record EventResult(
      @Nullable Integer errorNumber,
      @Nullable String errorMessage,
      @Nullable Integer numRequested,
      @Nullable Integer numCompleted) {
    static final EventResult NONE = new EventResult(null, null, null, null);
  }

  /** ACCEPTED → CHECKING. */
  Optional<Request> check(UUID id, Instant checkAfter, EventResult result) {
    return told(
            result,
            """
            update request r set state = 'CHECKING', next_poll_at = null,
              check_after = :checkAfter, error_number = :number, error_message = :message,
              num_requested = :requested, num_completed = :completed
            where r.request_id = :id and r.state = 'ACCEPTED'
            """
                + RETURNING)
        .param("id", id)
        .param("checkAfter", Instants.utc(checkAfter))
        .query(RequestRows::map)
        .optional();
  }

  /** The given state → SETTLED. */
  Optional<Request> settle(
      UUID id, Collection<RequestState> from, Outcome outcome, EventResult result, Instant at) {
    return told(
            result,
            """
            update request r set state = 'SETTLED', outcome = :outcome, settled_at = :at,
              next_poll_at = null, not_before = null,
              error_number = coalesce(:number, r.error_number),
              error_message = coalesce(:message, r.error_message),
              num_requested = coalesce(:requested, r.num_requested),
              num_completed = coalesce(:completed, r.num_completed)
            where r.request_id = :id and r.state = any (:from)
            """
                + RETURNING)
        .param("id", id)
        .param("from", SqlArrays.texts(from.stream().map(Enum::name).toList()))
        .param("outcome", outcome.name())
        .param("at", Instants.utc(at))
        .query(RequestRows::map)
        .optional();
  }

  private JdbcClient.StatementSpec told(EventResult result, String sql) {
    return jdbc.sql(sql)
        .param("number", result.errorNumber())
        .param("message", result.errorMessage())
        .param("requested", result.numRequested())
        .param("completed", result.numCompleted());
  }

  void pollAt(UUID id, Instant nextPoll) {
    jdbc.sql(
            """
            update request set next_poll_at = :nextPoll
            where request_id = :id and state = 'ACCEPTED'
            """)
        .param("id", id)
        .param("nextPoll", Instants.utc(nextPoll))
        .update();
  }

  /** Brings a far first poll near; polls that are due anyway stay as they are. */
  void pollSoon(UUID id, Instant soon, Instant unlessBefore) {
    jdbc.sql(
            """
            update request set next_poll_at = :soon
            where request_id = :id and state = 'ACCEPTED' and next_poll_at > :unlessBefore
            """)
        .param("id", id)
        .param("soon", Instants.utc(soon))
        .param("unlessBefore", Instants.utc(unlessBefore))
        .update();
  }

  /** Takes back what is not sent of a job. */
  List<Request> withdraw(UUID jobId, Instant at) {
    return jdbc.sql(
            """
            update request r set state = 'SETTLED', outcome = 'WITHDRAWN', settled_at = :at,
              not_before = null
            where r.job_id = :job and r.state = 'RECORDED'
            """
                + RETURNING)
        .param("job", jobId)
        .param("at", Instants.utc(at))
        .query(RequestRows::map)
        .list();
  }

  /** Whether somebody asked to stop the job. */
  boolean canceled(@Nullable UUID jobId) {
    return jobId != null
        && jdbc.sql("select cancel_requested from job where job_id = :job")
            .param("job", jobId)
            .query(Boolean.class)
            .optional()
            .orElse(false);
  }

  /** Stops the sending of a job's recorded requests, or lets them go; which locations have some. */
  List<Integer> hold(UUID jobId, boolean held) {
    return jdbc
        .sql(
            """
            update request set not_before = case when :held then 'infinity'::timestamptz end
            where job_id = :job and state = 'RECORDED'
              and (:held or not_before = 'infinity')
            returning location_id
            """)
        .param("job", jobId)
        .param("held", held)
        .query((row, _) -> row.getInt("location_id"))
        .list()
        .stream()
        .distinct()
        .toList();
  }
}
