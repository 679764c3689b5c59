package dev.coster.security;

import dev.coster.platform.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that programs sign in with. Only their hashes are stored. Methods that change join the
 * caller's transaction and are audited. Thread-safe.
 */
public interface ApiTokens {

  /**
   * Makes a token with all permissions of the administrator.
   *
   * @param validFor null = until it is revoked
   */
  Issued issue(UUID administratorId, String name, @Nullable Duration validFor, Actor actor);

  /** A new token; its text is known only here. */
  record Issued(UUID id, String token, @Nullable Instant expiresAt) {
    @Override
    public String toString() {
      return "Issued[" + id + ", token hidden]";
    }
  }

  /** Who calls with this token; empty when it is unknown, expired, revoked, or its owner is out. */
  Optional<SignedIn> find(String token);

  /** An administrator's tokens, newest first. */
  List<ApiToken> list(UUID administratorId);

  /**
   * Ends a token of this administrator.
   *
   * @throws dev.coster.platform.Problem when there is none
   */
  ApiToken revoke(UUID administratorId, UUID tokenId, Actor actor);

  /** A token without its text. */
  record ApiToken(
      UUID id,
      String name,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}
}
