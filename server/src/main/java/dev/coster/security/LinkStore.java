package dev.coster.security;

import dev.coster.platform.Instants;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code one_time_link}, for the purpose of the first administrator. */
final class LinkStore {
  private final JdbcClient jdbc;

  LinkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Puts a new link in the place of all before. */
  void replace(byte[] hash, Instant now, Instant expiresAt) {
    jdbc.sql("delete from one_time_link where purpose = 'first-administrator'").update();
    jdbc.sql(
            """
            insert into one_time_link (token_hash, purpose, created_at, expires_at)
            values (:hash, 'first-administrator', :now, :expiresAt)
            """)
        .param("hash", hash)
        .param("now", Instants.utc(now))
        .param("expiresAt", Instants.utc(expiresAt))
        .update();
  }

  boolean isValid(byte[] hash, Instant now) {
    return jdbc.sql(
            """
            select exists (
              select 1 from one_time_link
              where token_hash = :hash and purpose = 'first-administrator'
                and used_at is null and expires_at > :now)
            """)
        .param("hash", hash)
        .param("now", Instants.utc(now))
        .query(Boolean.class)
        .single();
  }

  /** Uses the link up; whether it was good. */
  boolean use(byte[] hash, Instant now) {
    return jdbc.sql(
                """
                update one_time_link set used_at = :now
                where token_hash = :hash and purpose = 'first-administrator'
                  and used_at is null and expires_at > :now
                """)
            .param("hash", hash)
            .param("now", Instants.utc(now))
            .update()
        == 1;
  }
}
