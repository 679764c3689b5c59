package dev.coster.location;

import dev.coster.platform.Instants;
import dev.coster.platform.SqlArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code token_candidate}. */
final class CandidateStore {
  private final JdbcClient jdbc;

  CandidateStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A token that was handed in.
   *
   * @param renews the location that it is meant for; null = a new one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(
      UUID jobId,
      @Nullable Integer renews,
      byte[] secret,
      byte[] fingerprint,
      @Nullable String fileName,
      @Nullable Instant expiresAt,
      @Nullable String organizationName,
      @Nullable String name,
      @Nullable String contactEmail,
      Instant createdAt,
      int attempts) {}

  /**
   * Writes a candidate; false when the same token is here for the same purpose, which is waited for
   * where it comes at this very moment.
   */
  boolean insert(Row row) {
    return jdbc.sql(
                """
                insert into token_candidate (job_id, renews, secret, fingerprint, file_name, expires_at,
                                             organization_name, name, contact_email, created_at, ask_at)
                values (:jobId, :renews, :secret, :fingerprint, :fileName, :expiresAt,
                        :organizationName, :name, :contactEmail, :createdAt, :createdAt)
                on conflict (fingerprint, renews) do nothing
                """)
            .param("jobId", row.jobId())
            .param("renews", row.renews())
            .param("secret", row.secret())
            .param("fingerprint", row.fingerprint())
            .param("fileName", row.fileName())
            .param("expiresAt", Instants.utcOrNull(row.expiresAt()))
            .param("organizationName", row.organizationName())
            .param("name", row.name())
            .param("contactEmail", row.contactEmail())
            .param("createdAt", Instants.utc(row.createdAt()))
            .update()
        == 1;
  }

  /** Gives a candidate, written under an id of its own, to its job. */
  void hand(UUID id, UUID jobId) {
    jdbc.sql("update token_candidate set job_id = :jobId where job_id = :id")
        .param("id", id)
        .param("jobId", jobId)
        .update();
  }

  /** The job that already asks about the same token for the same purpose. */
  Optional<UUID> jobOf(byte[] fingerprint, @Nullable Integer renews) {
    return jdbc.sql(
            """
            select job_id from token_candidate
            where fingerprint = :fingerprint and renews is not distinct from :renews::int
            """)
        .param("fingerprint", fingerprint)
        .param("renews", renews)
        .query(UUID.class)
        .optional();
  }

  /**
   * Takes the candidate that is due longest, of those for a new location or for one of these, and
   * keeps it from others until the given instant.
   */
  Optional<Row> take(Set<Integer> locationIds, Instant now, Instant until) {
    return jdbc.sql(
            """
            update token_candidate set ask_at = :until
            where job_id = (
              select job_id from token_candidate
              where ask_at <= :now and (renews is null or renews = any(:locations))
              order by ask_at, job_id limit 1 for update skip locked)
            returning *
            """)
        .param(
            "locations", SqlArrays.ints(locationIds.stream().mapToInt(Integer::intValue).toArray()))
        .param("now", Instants.utc(now))
        .param("until", Instants.utc(until))
        .query(CandidateStore::row)
        .optional();
  }

  Optional<Row> lock(UUID jobId) {
    return jdbc.sql("select * from token_candidate where job_id = :jobId for update")
        .param("jobId", jobId)
        .query(CandidateStore::row)
        .optional();
  }

  /** Apple wanted silence, so that it does not count as an attempt. */
  void wait(UUID jobId, Instant askAt) {
    jdbc.sql("update token_candidate set ask_at = :askAt where job_id = :jobId")
        .param("jobId", jobId)
        .param("askAt", Instants.utc(askAt))
        .update();
  }

  void postpone(UUID jobId, Instant askAt) {
    jdbc.sql(
            """
            update token_candidate set ask_at = :askAt, attempts = attempts + 1
            where job_id = :jobId
            """)
        .param("jobId", jobId)
        .param("askAt", Instants.utc(askAt))
        .update();
  }

  void delete(UUID jobId) {
    jdbc.sql("delete from token_candidate where job_id = :jobId").param("jobId", jobId).update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("job_id", UUID.class),
        row.getObject("renews", Integer.class),
        row.getBytes("secret"),
        row.getBytes("fingerprint"),
        row.getString("file_name"),
        Instants.orNull(row, "expires_at"),
        row.getString("organization_name"),
        row.getString("name"),
        row.getString("contact_email"),
        Instants.at(row, "created_at"),
        row.getInt("attempts"));
  }
}
