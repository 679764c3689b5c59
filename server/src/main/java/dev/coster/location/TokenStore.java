package dev.coster.location;

import dev.coster.location.Condition.TokenFact;
import dev.coster.location.LocationAdministration.Token;
import dev.coster.location.LocationAdministration.TokenState;
import dev.coster.platform.Instants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code content_token}. */
final class TokenStore {
  private final JdbcClient jdbc;

  TokenStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A token with its sealed secret. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sealed(int id, byte[] secret, byte[] fingerprint) {}

  /** Where a token with this fingerprint is, and how it fares. */
  record Found(int locationId, String locationName, TokenState state) {}

  /** What is known of a new token beside its secret. */
  record New(
      int locationId,
      @Nullable String organizationName,
      @Nullable Instant expiresAt,
      @Nullable String fileName,
      String addedBy) {}

  void insert(New token, byte[] secret, byte[] fingerprint, Instant at) {
    jdbc.sql(
            """
            insert into content_token (location_id, secret, fingerprint, organization_name,
                                       expires_at, state, state_since, file_name, added_by, added_at)
            values (:locationId, :secret, :fingerprint, :organizationName,
                    :expiresAt, 'USABLE', :at, :fileName, :addedBy, :at)
            """)
        .param("locationId", token.locationId())
        .param("secret", secret)
        .param("fingerprint", fingerprint)
        .param("organizationName", token.organizationName())
        .param("expiresAt", Instants.utcOrNull(token.expiresAt()))
        .param("at", Instants.utc(at))
        .param("fileName", token.fileName())
        .param("addedBy", token.addedBy())
        .update();
  }

  /** Puts every token aside that does not fully work, now that a fresh one is coming. */
  void replaceFaulty(int locationId, Instant at) {
    jdbc.sql(
            """
            update content_token set state = 'REPLACED', state_since = :at, replaced_at = :at
            where location_id = :locationId and state not in ('USABLE', 'REPLACED')
            """)
        .param("locationId", locationId)
        .param("at", Instants.utc(at))
        .update();
  }

  /** Gives tokens another chance that Apple limited with this number. */
  void forgive(int locationId, int errorNumber, Instant at) {
    jdbc.sql(
            """
            update content_token set state = 'USABLE', state_error = null, state_since = :at
            where location_id = :locationId and state = 'READ_ONLY' and state_error = :error
            """)
        .param("locationId", locationId)
        .param("error", errorNumber)
        .param("at", Instants.utc(at))
        .update();
  }

  /** Marks a token that worked so far, or worked better; whether it did. */
  boolean mark(int tokenId, TokenState state, int errorNumber, Instant at) {
    return jdbc.sql(
                """
                update content_token set state = :state, state_error = :error, state_since = :at
                where content_token_id = :id
                  and (state = 'USABLE' or state = 'READ_ONLY' and :state <> 'READ_ONLY')
                """)
            .param("id", tokenId)
            .param("state", state.name())
            .param("error", errorNumber)
            .param("at", Instants.utc(at))
            .update()
        == 1;
  }

  Optional<Integer> locationOf(int tokenId) {
    return jdbc.sql("select location_id from content_token where content_token_id = :id")
        .param("id", tokenId)
        .query(Integer.class)
        .optional();
  }

  Optional<Found> find(byte[] fingerprint) {
    return jdbc.sql(
            """
            select l.location_id, l.name, t.state
            from content_token t join location l using (location_id)
            where t.fingerprint = :fingerprint
            """)
        .param("fingerprint", fingerprint)
        .query((row, _) ->
            new Found(
                row.getInt("location_id"),
                row.getString("name"),
                TokenState.valueOf(row.getString("state"))))
        .optional();
  }

  Optional<Sealed> best(int locationId) {
    return jdbc.sql(
            """
            select content_token_id, secret, fingerprint from content_token
            where location_id = :locationId and state in ('USABLE', 'READ_ONLY')
            order by state = 'USABLE' desc, expires_at desc nulls last, content_token_id desc
            limit 1
            """)
        .param("locationId", locationId)
        .query((row, _) ->
            new Sealed(
                row.getInt("content_token_id"),
                row.getBytes("secret"),
                row.getBytes("fingerprint")))
        .optional();
  }

  List<TokenFact> facts(int locationId) {
    return jdbc.sql(
            """
            select state, state_error, state_since from content_token
            where location_id = :locationId order by content_token_id desc
            """)
        .param("locationId", locationId)
        .query((row, _) ->
            new TokenFact(
                TokenState.valueOf(row.getString("state")),
                row.getObject("state_error", Integer.class),
                Instants.at(row, "state_since")))
        .list();
  }

  List<Token> list(int locationId) {
    return jdbc.sql(
            """
            select content_token_id, state, state_error, expires_at, organization_name, file_name,
                   added_by, added_at, replaced_at
            from content_token where location_id = :locationId
            order by added_at desc, content_token_id desc
            """)
        .param("locationId", locationId)
        .query(TokenStore::token)
        .list();
  }

  private static Token token(ResultSet row, int number) throws SQLException {
    return new Token(
        row.getInt("content_token_id"),
        TokenState.valueOf(row.getString("state")),
        row.getObject("state_error", Integer.class),
        Instants.orNull(row, "expires_at"),
        row.getString("organization_name"),
        row.getString("file_name"),
        row.getString("added_by"),
        Instants.at(row, "added_at"),
        Instants.orNull(row, "replaced_at"));
  }
}
