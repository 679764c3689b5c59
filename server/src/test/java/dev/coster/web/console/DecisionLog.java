package dev.coster.web.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notes, by triggers in the test's own database, which transaction wrote which audit event, made
 * which job, and changed what an administrator decides on. What Coster does by itself afterwards
 * (states of jobs, of requests, of locations) is not noted.
 */
final class DecisionLog {

  /** What is decided on: the table, and what of it. */
  private static final Map<String, String> DECIDED =
      Map.ofEntries(
          Map.entry("person", "insert or update or delete"),
          Map.entry("device", "insert or update or delete"),
          Map.entry("site", "insert or update or delete"),
          Map.entry("administrator", "insert or update"),
          Map.entry("api_token", "insert or update of revoked_at"),
          Map.entry("token_candidate", "insert"),
          Map.entry("location", "insert or update of name, contact_email, take_over_asked_at"),
          Map.entry("registration", "update of invited_at"),
          Map.entry("plan", "update of job_id"),
          Map.entry("job_exclusion", "insert"),
          Map.entry("job_waiting", "insert"));

  private final JdbcClient jdbc;

  private DecisionLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was written.
   *
   * @param what event, job, or the table
   * @param name the event's action, the job's kind
   */
  record Note(String transaction, String what, String name) {}

  static DecisionLog install(JdbcClient jdbc) {
    jdbc.sql(
            """
            create table noted (n bigint generated always as identity, tx text, what text, name text);
            create function note() returns trigger language plpgsql as $$
            begin
              insert into noted (tx, what, name)
              values (pg_current_xact_id()::text, tg_argv[0],
                      coalesce(to_jsonb(new) ->> tg_argv[1], tg_op));
              return null;
            end $$;
            create trigger note after insert on audit_event
              for each row execute function note('event', 'action');
            create trigger note after insert on job
              for each row execute function note('job', 'kind');
            create trigger note_control after update of pause_requested, cancel_requested on job
              for each row when (new.pause_requested <> old.pause_requested
                or new.cancel_requested <> old.cancel_requested)
              execute function note('control', 'state');
            create trigger note after insert on request
              for each row when (new.operation <> 'CREATE') execute function note('request', 'state');
            """)
        .update();
    DECIDED.forEach((table, when) ->
        jdbc.sql(
                "create trigger note after %s on %s for each row execute function note('%s', '')"
                    .formatted(when, table, table))
            .update());
    return new DecisionLog(jdbc);
  }

  void clear() {
    jdbc.sql("delete from noted").update();
  }

  /** What was noted since, in order. */
  List<Note> read() {
    return jdbc.sql("select tx as transaction, what, name from noted order by n")
        .query(Note.class)
        .list();
  }

  static List<Note> of(List<Note> notes, String what, Set<String> names) {
    return notes.stream()
        .filter(note -> note.what().equals(what) && names.contains(note.name()))
        .toList();
  }
}
