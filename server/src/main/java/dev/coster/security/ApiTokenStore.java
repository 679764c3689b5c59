package dev.coster.security;

import dev.coster.platform.Instants;
import dev.coster.security.ApiTokens.ApiToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code api_token}. */
final class ApiTokenStore {
  private final JdbcClient jdbc;

  ApiTokenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A token that works. */
  record Working(UUID id, UUID administratorId, String name, @Nullable Instant lastUsedAt) {}

  void insert(UUID administratorId, ApiToken token, byte[] hash) {
    jdbc.sql(
            """
            insert into api_token (api_token_id, administrator_id, name, token_hash, created_at,
                                   expires_at)
            values (:id, :administratorId, :name, :hash, :createdAt, :expiresAt)
            """)
        .param("id", token.id())
        .param("administratorId", administratorId)
        .param("name", token.name())
        .param("hash", hash)
        .param("createdAt", Instants.utc(token.createdAt()))
        .param("expiresAt", Instants.utcOrNull(token.expiresAt()))
        .update();
  }

  Optional<Working> working(byte[] hash, Instant now) {
    return jdbc.sql(
            """
            select api_token_id, administrator_id, name, last_used_at from api_token
            where token_hash = :hash and revoked_at is null
              and (expires_at is null or expires_at > :now)
            """)
        .param("hash", hash)
        .param("now", Instants.utc(now))
        .query((row, _) ->
            new Working(
                row.getObject("api_token_id", UUID.class),
                row.getObject("administrator_id", UUID.class),
                row.getString("name"),
                Instants.orNull(row, "last_used_at")))
        .optional();
  }

  void used(UUID id, Instant now) {
    jdbc.sql("update api_token set last_used_at = :now where api_token_id = :id")
        .param("id", id)
        .param("now", Instants.utc(now))
        .update();
  }

  List<ApiToken> list(UUID administratorId) {
    return jdbc.sql(
            """
            select * from api_token where administrator_id = :administratorId
            order by created_at desc, api_token_id desc
            """)
        .param("administratorId", administratorId)
        .query(ApiTokenStore::token)
        .list();
  }

  Optional<ApiToken> revoke(UUID administratorId, UUID id, Instant now) {
    return jdbc.sql(
            """
            update api_token set revoked_at = coalesce(revoked_at, :now)
            where api_token_id = :id and administrator_id = :administratorId
            returning *
            """)
        .param("id", id)
        .param("administratorId", administratorId)
        .param("now", Instants.utc(now))
        .query(ApiTokenStore::token)
        .optional();
  }

  private static ApiToken token(ResultSet row, int number) throws SQLException {
    return new ApiToken(
        row.getObject("api_token_id", UUID.class),
        row.getString("name"),
        Instants.at(row, "created_at"),
        Instants.orNull(row, "expires_at"),
        Instants.orNull(row, "last_used_at"),
        Instants.orNull(row, "revoked_at"));
  }
}
