package dev.coster.security;

import dev.coster.audit.Audit;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API tokens in the table {@code api_token}. */
final class StoredApiTokens implements ApiTokens {
  /** Lets secret scanners and people recognize a token of ours. */
  private static final String PREFIX = "coster_";

  // Often enough to see which tokens nobody needs, without a write per request.
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final ApiTokenStore tokens;
  private final AdministratorStore administrators;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  StoredApiTokens(
      Transactions transactions,
      ApiTokenStore tokens,
      AdministratorStore administrators,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.administrators = administrators;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Issued issue(UUID administratorId, String name, @Nullable Duration validFor, Actor actor) {
    String text = PREFIX + Tokens.next();
    Instant now = clock.instant();
    Instant expires = validFor == null ? null : now.plus(validFor);
    String label = name.isBlank() ? "unnamed" : name.strip();
    ApiToken token = new ApiToken(ids.next(), label, now, expires, null, null);
    transactions.run(() -> {
      tokens.insert(administratorId, token, Tokens.hash(text));
      record(actor, "api_token.issue", token, "The API token \"%s\" was issued.");
    });
    return new Issued(token.id(), text, expires);
  }

  @Override
  public Optional<SignedIn> find(String token) {
    Instant now = clock.instant();
    return tokens.working(Tokens.hash(token), now).flatMap(working -> caller(working, now));
  }

  private Optional<SignedIn> caller(ApiTokenStore.Working token, Instant now) {
    Optional<SignedIn> owner = administrators.signedIn(token.administratorId());
    Instant last = token.lastUsedAt();
    if (owner.isPresent() && (last == null || last.plus(USE_NOTED_EVERY).isBefore(now))) {
      tokens.used(token.id(), now);
    }
    return owner.map(who ->
        new SignedIn(
            who.administratorId(),
            new Actor(
                Actor.Kind.API_TOKEN,
                token.id().toString(),
                "%s (token %s)".formatted(who.actor().name(), token.name())),
            who.email(),
            who.role(),
            who.visibility()));
  }

  @Override
  public List<ApiToken> list(UUID administratorId) {
    return tokens.list(administratorId);
  }

  @Override
  public ApiToken revoke(UUID administratorId, UUID tokenId, Actor actor) {
    return transactions.call(() -> {
      ApiToken revoked =
          tokens
              .revoke(administratorId, tokenId, clock.instant())
              .orElseThrow(
                  () -> Problem.notFound("api_token.not_found", "There is no such token."));
      record(actor, "api_token.revoke", revoked, "The API token \"%s\" was revoked.");
      return revoked;
    });
  }

  private void record(Actor actor, String action, ApiToken token, String summary) {
    audit.record(
        actor, Audit.Entry.of(action, "api_token", token.id(), summary.formatted(token.name())));
  }
}
