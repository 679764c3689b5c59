package dev.coster.job;

import dev.coster.platform.Actor;
import dev.coster.platform.Instants;
import dev.coster.platform.Visibility;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code job}. */
final class JobStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SELECT =
      """
      select job_id, kind, title, state, location_id, actor_kind, actor_id, actor_name,
             created_at, started_at, finished_at, updated_at, total, succeeded, refused, note,
             error_code, error_detail, pause_requested, cancel_requested,
             wish::text as wish, result::text as result
      from job
      """;
  private static final String VISIBLE =
      "(:all or location_id is null or location_id = any(:locations))";

  private final JdbcClient jdbc;

  JobStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID id, Jobs.Draft draft, Actor actor, Instant at) {
    jdbc.sql(
            """
            insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id,
                             actor_name, created_at, updated_at, total, wish)
            values (:id, :kind, :title, 'WAITING', :locationId, :actorKind, :actorId,
                    :actorName, :at, :at, :total, :wish::jsonb)
            """)
        .param("id", id)
        .param("kind", draft.kind())
        .param("title", draft.title())
        .param("locationId", draft.locationId())
        .param("actorKind", actor.kind().name())
        .param("actorId", actor.id())
        .param("actorName", actor.name())
        .param("at", Instants.utc(at))
        .param("total", draft.total())
        .param("wish", JSON.writeValueAsString(draft.wish()))
        .update();
  }

  Optional<Job> find(Visibility visibility, UUID id) {
    return visible(SELECT + " where job_id = :id and " + VISIBLE, visibility)
        .param("id", id)
        .query(JobStore::job)
        .optional();
  }

  Optional<Job> lock(UUID id) {
    return jdbc.sql(SELECT + " where job_id = :id for no key update")
        .param("id", id)
        .query(JobStore::job)
        .optional();
  }

  List<Job> list(Visibility visibility, boolean openOnly, @Nullable UUID before, int limit) {
    return visible(
            SELECT
                + " where "
                + VISIBLE
                + (openOnly ? " and finished_at is null" : "")
                + (before == null
                    ? ""
                    : """
                     and (created_at, job_id) <
                         (select created_at, job_id from job where job_id = :before)
                    """)
                + " order by created_at desc, job_id desc limit :limit",
            visibility)
        .param("before", before)
        .param("limit", limit)
        .query(JobStore::job)
        .list();
  }

  long countOpen(Visibility visibility) {
    return visible("select count(*) from job where finished_at is null and " + VISIBLE, visibility)
        .query(Long.class)
        .single();
  }

  List<Job> changedSince(Visibility visibility, Instant since, int limit) {
    return visible(
            SELECT
                + " where updated_at >= :since and "
                + VISIBLE
                + " order by updated_at, job_id limit :limit",
            visibility)
        .param("since", Instants.utc(since))
        .param("limit", limit)
        .query(JobStore::job)
        .list();
  }

  void running(UUID id, @Nullable String note, Instant at) {
    jdbc.sql(
            """
            update job
            set state = case when pause_requested then 'PAUSED' else 'RUNNING' end,
                started_at = coalesce(started_at, :at), note = :note, updated_at = :at
            where job_id = :id and finished_at is null
            """)
        .param("id", id)
        .param("note", note)
        .param("at", Instants.utc(at))
        .update();
  }

  void note(UUID id, String note, Instant at) {
    jdbc.sql(
            """
            update job set note = :note, updated_at = :at
            where job_id = :id and finished_at is null
            """)
        .param("id", id)
        .param("note", note)
        .param("at", Instants.utc(at))
        .update();
  }

  void total(UUID id, long total, Instant at) {
    jdbc.sql("update job set total = :total, updated_at = :at where job_id = :id")
        .param("id", id)
        .param("total", total)
        .param("at", Instants.utc(at))
        .update();
  }

  void count(UUID id, long succeeded, long refused, Instant at) {
    jdbc.sql(
            """
            update job
            set succeeded = succeeded + :succeeded, refused = refused + :refused, updated_at = :at
            where job_id = :id
            """)
        .param("id", id)
        .param("succeeded", succeeded)
        .param("refused", refused)
        .param("at", Instants.utc(at))
        .update();
  }

  void finish(UUID id, JobState state, @Nullable String note, @Nullable Object result, Instant at) {
    jdbc.sql(
            """
            update job
            set state = :state, note = :note, result = coalesce(:result::jsonb, result),
                finished_at = :at, updated_at = :at
            where job_id = :id and finished_at is null
            """)
        .param("id", id)
        .param("state", state.name())
        .param("note", note)
        .param("result", result == null ? null : JSON.writeValueAsString(result))
        .param("at", Instants.utc(at))
        .update();
  }

  void fail(UUID id, String code, String detail, Object result, Instant at) {
    jdbc.sql(
            """
            update job
            set state = 'FAILED', error_code = :code, error_detail = :detail, note = null,
                result = result || :result::jsonb,
                finished_at = :at, updated_at = :at
            where job_id = :id and finished_at is null
            """)
        .param("id", id)
        .param("code", code)
        .param("detail", detail)
        .param("result", JSON.writeValueAsString(result))
        .param("at", Instants.utc(at))
        .update();
  }

  Job control(UUID id, Control control, Instant at) {
    String change =
        switch (control) {
          case PAUSE -> "pause_requested = true, state = 'PAUSED'";
          case RESUME ->
              """
              pause_requested = false,
              state = case when started_at is null then 'WAITING' else 'RUNNING' end
              """;
          case CANCEL -> "cancel_requested = true, pause_requested = false";
        };
    jdbc.sql("update job set " + change + ", updated_at = :at where job_id = :id")
        .param("id", id)
        .param("at", Instants.utc(at))
        .update();
    return lock(id).orElseThrow();
  }

  private JdbcClient.StatementSpec visible(String sql, Visibility visibility) {
    return jdbc.sql(sql).params(visibility.params());
  }

  private static Job job(ResultSet row, int number) throws SQLException {
    return new Job(
        row.getObject("job_id", UUID.class),
        row.getString("kind"),
        row.getString("title"),
        JobState.valueOf(row.getString("state")),
        row.getObject("location_id", Integer.class),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor_kind")),
            row.getString("actor_id"),
            row.getString("actor_name")),
        Instants.at(row, "created_at"),
        Instants.orNull(row, "started_at"),
        Instants.orNull(row, "finished_at"),
        Instants.at(row, "updated_at"),
        row.getLong("total"),
        row.getLong("succeeded"),
        row.getLong("refused"),
        row.getString("note"),
        row.getString("error_code"),
        row.getString("error_detail"),
        row.getBoolean("pause_requested"),
        row.getBoolean("cancel_requested"),
        JSON.readTree(row.getString("wish")),
        JSON.readTree(row.getString("result")));
  }
}
