package dev.coster.security;

import dev.coster.platform.Instants;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code sign_in_failure}. */
final class SignInStore {
  private final JdbcClient jdbc;

  SignInStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Failures, and when the last one was. */
  record Row(int failures, Instant lastAt) {}

  /** The row, made if it is not there yet, and locked: nobody deletes it in between. */
  Row lock(String subject, Instant now) {
    return jdbc.sql(
            """
            insert into sign_in_failure as f (subject, failures, window_started_at)
            values (:subject, 0, :now)
            on conflict (subject) do update set failures = f.failures
            returning failures, window_started_at
            """)
        .param("subject", subject)
        .param("now", Instants.utc(now))
        .query((row, _) -> new Row(row.getInt("failures"), Instants.at(row, "window_started_at")))
        .single();
  }

  /** Rows that count no more; those that somebody has locked are left for the next time. */
  void forgetOlderThan(Instant before) {
    jdbc.sql(
            """
            delete from sign_in_failure where subject in (
              select subject from sign_in_failure where window_started_at < :before
              order by window_started_at limit 1000 for update skip locked)
            """)
        .param("before", Instants.utc(before))
        .update();
  }

  void set(String subject, int failures, Instant now) {
    jdbc.sql(
            """
            update sign_in_failure set failures = :failures, window_started_at = :now
            where subject = :subject
            """)
        .param("subject", subject)
        .param("failures", failures)
        .param("now", Instants.utc(now))
        .update();
  }

  void forget(String subject) {
    jdbc.sql("delete from sign_in_failure where subject = :subject")
        .param("subject", subject)
        .update();
  }

  void takeBack(String subject) {
    jdbc.sql("update sign_in_failure set failures = failures - 1 where subject = :subject")
        .param("subject", subject)
        .update();
  }
}
