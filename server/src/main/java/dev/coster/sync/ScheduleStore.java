package dev.coster.sync;

import dev.coster.platform.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL on {@code sync_state}, and what else tells when a location is to be read. */
final class ScheduleStore {
  private final JdbcClient jdbc;

  ScheduleStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * When what is due.
   *
   * @param jobId the job that reads everything; null when none is open
   * @param held the job is paused or about to be canceled
   * @param countsAsked since when counts are asked for that no listing has told
   * @param usersAsked since when users are asked for that no listing has told
   * @param usersOnOnePage all users are on one page as far as known, which tells at once who is not
   *     there
   * @param usersChecked a request on users waits for a reading
   * @param singleUser the holder of the user who is to be read alone next
   * @param singleUserAsked since when
   */
  record Schedule(
      @Nullable String usersVersion,
      @Nullable String assignmentsVersion,
      Instant nextAssets,
      Instant nextUsers,
      Instant nextAssignments,
      Instant nextFull,
      @Nullable Instant fullAsked,
      @Nullable UUID jobId,
      boolean held,
      @Nullable Instant countsAsked,
      @Nullable Instant usersAsked,
      boolean usersChecked,
      boolean usersOnOnePage,
      @Nullable Integer singleUser,
      @Nullable Instant singleUserAsked) {}

  /** Makes the schedule of a location that has none: everything is due. */
  void ensure(int locationId, Instant now) {
    jdbc.sql(
            """
            insert into sync_state (location_id, next_assets_at, next_users_at,
              next_assignments_at, next_full_at)
            values (:location, :now, :now, :now, :now)
            on conflict do nothing
            """)
        .param("location", locationId)
        .param("now", Instants.utc(now))
        .update();
  }

  Optional<Schedule> find(int locationId, Instant now) {
    return jdbc.sql(
            """
            select s.*, coalesce(j.pause_requested or j.cancel_requested, false) as held,
              j.job_id is not null as job_open,
              (select coalesce(c.first_asked_at, c.asked_at) from count_reread c
                where c.location_id = s.location_id and not exists (
                  select from listing l
                  where l.location_id = s.location_id and l.kind = 'ASSETS' and l.state = 'DONE'
                    and l.ended_at > c.asked_at and l.began_at > c.asked_at)) as counts_asked,
              (select coalesce(u.first_asked_at, u.asked_at) from user_reread u
                where u.location_id = s.location_id and not exists (
                  select from listing l
                  where l.location_id = s.location_id and l.kind = 'USERS' and l.state = 'DONE'
                    and l.ended_at > u.asked_at and l.began_at > u.asked_at
                    and l.holder_id is null)) as users_asked,
              checking, single.holder_id as single_user, single.asked_at as single_user_asked,
              coalesce((
                select l.total_pages from listing l
                where l.location_id = s.location_id and l.kind = 'USERS' and l.state = 'DONE'
                  and l.since_version is null and l.holder_id is null
                order by l.ended_at desc limit 1), 1) <= 1 as users_on_one_page
            from sync_state s
            left join job j on j.job_id = s.full_job_id and j.finished_at is null
            left join lateral (
              select holder_id, asked_at from user_check u
              where u.location_id = s.location_id and u.asked_at < :now
                and (u.read_at is null or u.read_at <= u.asked_at)
                and (u.not_before is null or u.not_before <= :now)
              order by asked_at, holder_id limit 1) single on true
            cross join lateral (
              select exists (
                select from request r
                where r.location_id = s.location_id and r.settled_at is null
                  and r.state in ('LOST', 'CHECKING')
                  and r.operation in ('CREATE', 'UPDATE', 'RETIRE')) as checking) r
            where s.location_id = :location
            """)
        .param("location", locationId)
        .param("now", Instants.utc(now))
        .query(ScheduleStore::schedule)
        .optional();
  }

  private static Schedule schedule(ResultSet row, int number) throws SQLException {
    boolean open = row.getBoolean("job_open");
    return new Schedule(
        row.getString("users_version"),
        row.getString("assignments_version"),
        Instants.at(row, "next_assets_at"),
        Instants.at(row, "next_users_at"),
        Instants.at(row, "next_assignments_at"),
        Instants.at(row, "next_full_at"),
        Instants.orNull(row, "full_asked_at"),
        open ? row.getObject("full_job_id", UUID.class) : null,
        row.getBoolean("held"),
        Instants.orNull(row, "counts_asked"),
        Instants.orNull(row, "users_asked"),
        row.getBoolean("checking"),
        row.getBoolean("users_on_one_page"),
        row.getObject("single_user", Integer.class),
        Instants.orNull(row, "single_user_asked"));
  }

  /** The job that reads everything, if one is open; locks the schedule. */
  Optional<UUID> lockOpenJob(int locationId) {
    jdbc.sql("select location_id from sync_state where location_id = :location for update")
        .param("location", locationId)
        .query(Integer.class)
        .single();
    return jdbc.sql(
            """
            select job_id from sync_state join job on job_id = full_job_id
            where sync_state.location_id = :location and finished_at is null
            """)
        .param("location", locationId)
        .query(UUID.class)
        .optional();
  }

  void fullAsked(int locationId, UUID jobId, Instant at) {
    jdbc.sql(
            "update sync_state set full_asked_at = :at, full_job_id = :job"
                + " where location_id = :location")
        .param("at", Instants.utc(at))
        .param("job", jobId)
        .param("location", locationId)
        .update();
  }

  /** The job is over; the next one is due later, unless it is to be tried again by then. */
  void fullOver(UUID jobId, Instant next) {
    jdbc.sql(
            """
            update sync_state set full_asked_at = null, full_job_id = null, next_full_at = :next
            where full_job_id = :job
            """)
        .param("next", Instants.utc(next))
        .param("job", jobId)
        .update();
  }

  /** Everything is read again by then. */
  void fullBy(int locationId, Instant at) {
    jdbc.sql(
            """
            update sync_state set next_full_at = least(next_full_at, :at)
            where location_id = :location
            """)
        .param("at", Instants.utc(at))
        .param("location", locationId)
        .update();
  }

  /** The kinds that the job has read. */
  Set<ListingKind> readBy(UUID jobId) {
    List<ListingKind> kinds =
        jdbc.sql("select kind from listing where job_id = :job and state = 'DONE'")
            .param("job", jobId)
            .query((row, _) -> ListingKind.valueOf(row.getString("kind")))
            .list();
    return kinds.isEmpty() ? EnumSet.noneOf(ListingKind.class) : EnumSet.copyOf(kinds);
  }

  /**
   * A whole reading or one of what changed is over.
   *
   * @param version where the next delta continues; null = as before
   */
  void read(int locationId, ListingKind kind, @Nullable String version, Instant next) {
    String columns =
        switch (kind) {
          case ASSETS -> "next_assets_at = :next";
          case USERS -> "next_users_at = :next, users_version = coalesce(:version, users_version)";
          case ASSIGNMENTS ->
              "next_assignments_at = :next,"
                  + " assignments_version = coalesce(:version, assignments_version)";
        };
    jdbc.sql("update sync_state set " + columns + " where location_id = :location")
        .param("version", version)
        .param("next", Instants.utc(next))
        .param("location", locationId)
        .update();
  }

  /** No delta can continue any more: the next reading is a whole one. */
  void forgetVersion(int locationId, ListingKind kind) {
    String column =
        switch (kind) {
          case USERS -> "users_version";
          case ASSIGNMENTS -> "assignments_version";
          case ASSETS -> throw new IllegalArgumentException("Assets have no delta.");
        };
    jdbc.sql("update sync_state set " + column + " = null where location_id = :location")
        .param("location", locationId)
        .update();
  }

  /** Everything that is read regularly is due now; all of it where it was never read whole. */
  void dueNow(int locationId, Instant now) {
    jdbc.sql(
            """
            update sync_state set next_assets_at = least(next_assets_at, :now),
              next_users_at = least(next_users_at, :now),
              next_assignments_at = least(next_assignments_at, :now)
            where location_id = :location
            """)
        .param("location", locationId)
        .param("now", Instants.utc(now))
        .update();
  }
}
