package dev.coster.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who one is, and the tokens that programs sign in with. */
public interface AccountApi {

  /**
   * Signs in by mail address and password, and answers with an API token; it is shown this once.
   */
  @Route(verb = Route.Verb.POST, path = "/tokens")
  IssuedToken issue(Credentials credentials);

  @Route(path = "/tokens")
  PageOf<TokenInfo> tokens();

  @Route(verb = Route.Verb.DELETE, path = "/tokens/{id}")
  TokenInfo revoke(@InPath("id") UUID id);

  @Route(path = "/me")
  Me me();

  /** Mail address and password. */
  record Credentials(String email, String password, String tokenName) {
    @Override
    public String toString() {
      return "Credentials[" + email + ", password hidden]";
    }
  }

  /** A token, shown this once. */
  record IssuedToken(UUID id, String token, @Nullable Instant expiresAt) {
    @Override
    public String toString() {
      return "IssuedToken[" + id + ", token hidden]";
    }
  }

  /** A token without its text. */
  record TokenInfo(
      UUID id,
      String name,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  /** Who one is. */
  record Me(String name, String email, String role, List<String> permissions) {}
}
