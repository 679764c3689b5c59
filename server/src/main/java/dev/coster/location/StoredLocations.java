package dev.coster.location;

import dev.coster.apple.ContentToken;
import dev.coster.audit.Audit;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.SecretBox;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locations in the tables {@code location} and {@code content_token}. */
final class StoredLocations implements LocationAdministration, LocationAccess, LocationNotices {
  /** So many events in a row without a notification are no chance. */
  private static final int ENOUGH_MISSED = 3;

  private final Transactions transactions;
  private final Stores stores;
  private final Conditions conditions;
  private final Claims claims;
  private final HandedIn handedIn;
  private final Audit audit;
  private final SecretBox secrets;
  private final InstantSource clock;

  /** The tables. */
  record Stores(
      LocationStore locations, TokenStore tokens, ClaimStore claims, CandidateStore candidates) {}

  StoredLocations(
      Transactions transactions,
      Stores stores,
      Conditions conditions,
      Claims claims,
      HandedIn handedIn,
      Surroundings surroundings) {
    this.transactions = transactions;
    this.stores = stores;
    this.conditions = conditions;
    this.claims = claims;
    this.handedIn = handedIn;
    this.audit = surroundings.audit();
    this.secrets = surroundings.secrets();
    this.clock = surroundings.clock();
  }

  @Override
  public List<Location> list(Visibility visibility) {
    return stores.locations().list(visibility);
  }

  @Override
  public Optional<Location> find(Visibility visibility, int locationId) {
    return visibility.seesLocation(locationId)
        ? stores.locations().find(locationId)
        : Optional.empty();
  }

  @Override
  public OptionalInt idOf(String uId) {
    return optionalInt(stores.locations().idOf(uId));
  }

  @Override
  public OptionalInt withClaim(UUID claimId) {
    return optionalInt(stores.locations().withClaim(claimId));
  }

  private static OptionalInt optionalInt(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  @Override
  public UUID handIn(TokenFile file, OptionalInt renews, Actor actor) {
    return transactions.call(() -> handedIn.take(file, renews, actor));
  }

  @Override
  public List<Token> tokens(Visibility visibility, int locationId) {
    return visibility.seesLocation(locationId) ? stores.tokens().list(locationId) : List.of();
  }

  @Override
  public Optional<UsableToken> tokenFor(int locationId) {
    return stores.tokens().best(locationId).map(this::open);
  }

  private UsableToken open(TokenStore.Sealed sealed) {
    String fingerprint = HexFormat.of().formatHex(sealed.fingerprint());
    String text = secrets.open(HandedIn.purpose(fingerprint), sealed.secret());
    return new UsableToken(sealed.id(), ContentToken.of(text));
  }

  @Override
  public void tokenRefused(int contentTokenId, int errorNumber, Instant at) {
    if (TokenFault.isAboutTheToken(errorNumber)) {
      transactions.run(() -> refused(contentTokenId, errorNumber, at));
    }
  }

  private void refused(int tokenId, int number, Instant at) {
    TokenState state = TokenFault.of(number).map(TokenFault::state).orElse(TokenState.INVALID);
    stores
        .tokens()
        .locationOf(tokenId)
        .flatMap(stores.locations()::lock)
        .filter(_ -> stores.tokens().mark(tokenId, state, number, at))
        .ifPresent(location -> noteRefusal(location.id(), number));
  }

  private void noteRefusal(int locationId, int number) {
    String what =
        TokenFault.of(number)
            .map(fault -> fault.problem().what())
            .orElse("Apple refuses this token (%d).".formatted(number));
    audit.record(
        Actor.SYSTEM,
        Audit.Entry.of("location.token.refused", "location", locationId, what).at(locationId));
    conditions.refresh(locationId, clock.instant());
  }

  @Override
  public void claimSeen(int locationId, @Nullable Claim seen, Instant at) {
    if (claims.isNews(locationId, seen, at)) {
      transactions.run(() -> {
        lock(locationId);
        claims.seen(locationId, seen, at);
      });
    }
  }

  @Override
  public void takeOver(int locationId, Actor actor) {
    transactions.run(() -> {
      lock(locationId);
      claims.takeOver(locationId, actor);
      stores.tokens().forgive(locationId, Condition.MANAGED_BY_APPLE, clock.instant());
      conditions.refresh(locationId, clock.instant());
    });
  }

  @Override
  public Optional<ClaimDue> claimDue(int locationId) {
    return transactions.call(() -> claims.due(locationId));
  }

  @Override
  public void claimed(int locationId, boolean withNotifications, Instant at) {
    transactions.run(() -> {
      lock(locationId);
      claims.claimed(locationId, withNotifications, at);
    });
  }

  @Override
  public void described(int locationId, Description description, Instant at) {
    stores.locations().describe(locationId, description);
  }

  @Override
  public boolean notificationSecretMatches(int locationId, String bearer) {
    return claims.secretMatches(locationId, bearer);
  }

  @Override
  public void notified(int locationId, Instant at) {
    stores.locations().notified(locationId, at);
  }

  @Override
  public void settledByPoll(int locationId, Instant acceptedAt) {
    if (stores.locations().find(locationId).filter(Location::notified).isPresent()) {
      Instant now = clock.instant();
      transactions.run(() -> stores.locations().missed(locationId, acceptedAt, ENOUGH_MISSED, now));
    }
  }

  @Override
  public void rename(int locationId, String name, @Nullable String contactEmail, Actor actor) {
    String trimmed = name.strip();
    if (trimmed.isEmpty()) {
      throw Problem.invalid(
          "location.name.empty",
          "A location needs a name.",
          "Invited people read it in their mail: name your organization or school.");
    }
    transactions.run(() -> {
      Location before = lock(locationId);
      stores.locations().rename(locationId, trimmed, blankToNull(contactEmail));
      String summary =
          "The location \"%s\" is called \"%s\" now.".formatted(before.name(), trimmed);
      audit.record(
          actor, Audit.Entry.of("location.edit", "location", locationId, summary).at(locationId));
    });
  }

  private Location lock(int locationId) {
    return stores
        .locations()
        .lock(locationId)
        .orElseThrow(() -> Problem.notFound("location.not_found", "There is no such location."));
  }

  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
