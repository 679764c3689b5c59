package dev.coster.web.console;

import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code import_file}: files between their preview and their import. */
final class ImportFileStore {

  private final JdbcClient jdbc;

  ImportFileStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID id, String kind, UUID owner, String hash, byte[] content, Instant at) {
    jdbc.sql(
            """
            insert into import_file (import_file_id, kind, owner, hash, content, created_at)
            values (:id, :kind, :owner, :hash, :content, :at)
            """)
        .param("id", id)
        .param("kind", kind)
        .param("owner", owner)
        .param("hash", hash)
        .param("content", content)
        .param("at", Instants.utc(at))
        .update();
  }

  /** The very file that was looked at, by whoever looked at it. */
  Optional<byte[]> find(UUID id, String kind, UUID owner, String hash) {
    return jdbc.sql(
            """
            select content from import_file
            where import_file_id = :id and kind = :kind and owner = :owner and hash = :hash
            """)
        .param("id", id)
        .param("kind", kind)
        .param("owner", owner)
        .param("hash", hash)
        .query((row, _) -> row.getBytes(1))
        .optional();
  }

  void delete(UUID id) {
    jdbc.sql("delete from import_file where import_file_id = :id").param("id", id).update();
  }

  void forget(Instant before) {
    jdbc.sql("delete from import_file where created_at < :before")
        .param("before", Instants.utc(before))
        .update();
  }
}
