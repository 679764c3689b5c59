package dev.coster.exchange;

import dev.coster.apple.ContentToken;
import dev.coster.location.Location;
import dev.coster.location.LocationAccess;
import dev.coster.location.LocationState;
import dev.coster.platform.Instants;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Locations in memory, shared by all nodes of a test. */
final class FakeLocations implements LocationAccess {
  static final String UID = "uid-";

  private final Map<Integer, Location> locations = new TreeMap<>();
  private final Map<Integer, UsableToken> tokens = new TreeMap<>();
  private final Map<Integer, ClaimDue> claimsDue = new TreeMap<>();

  /** Runs once, after the next look at a location. */
  Runnable afterFind = () -> {};

  /** How often a location was looked at. */
  long finds;

  /** What was told, in order, one word each. */
  final List<String> told = new ArrayList<>();

  /** A usable location with its row and a token. */
  synchronized int add(JdbcClient jdbc, Instant at) {
    UUID claimId = UUID.randomUUID();
    int id = locations.size() + 1;
    jdbc.sql(
            """
            insert into location (location_id, u_id, name, state, state_since, claim_id, created_at)
            overriding system value
            values (:id, :uid, 'Location', 'USABLE', :at, :claim, :at)
            """)
        .param("id", id)
        .param("uid", UID + id)
        .param("at", Instants.utc(at))
        .param("claim", claimId)
        .update();
    locations.put(
        id,
        new Location(
            id,
            UID + id,
            "Location",
            null,
            null,
            null,
            null,
            null,
            null,
            LocationState.USABLE,
            at,
            null,
            claimId,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            at));
    token(id, 1, "dG9rZW4x");
    return id;
  }

  synchronized void token(int locationId, int tokenId, String text) {
    tokens.put(locationId, new UsableToken(tokenId, ContentToken.of(text)));
  }

  synchronized void forgetTokens() {
    tokens.clear();
  }

  synchronized Location get(int id) {
    return java.util.Objects.requireNonNull(locations.get(id));
  }

  synchronized void state(int id, LocationState state, @Nullable Instant notificationsSince) {
    state(id, state, notificationsSince, false);
  }

  synchronized void state(
      int id, LocationState state, @Nullable Instant notificationsSince, boolean missing) {
    Location was = get(id);
    locations.put(
        id,
        new Location(
            id,
            was.uId(),
            was.name(),
            null,
            null,
            null,
            null,
            null,
            null,
            state,
            was.stateSince(),
            null,
            was.claimId(),
            null,
            null,
            null,
            null,
            notificationsSince,
            null,
            missing ? was.createdAt() : null,
            was.createdAt()));
  }

  synchronized void claimDue(int id, @Nullable ClaimDue due) {
    if (due == null) {
      claimsDue.remove(id);
    } else {
      claimsDue.put(id, due);
    }
  }

  @Override
  public synchronized List<Location> list(Visibility visibility) {
    return List.copyOf(locations.values());
  }

  @Override
  public synchronized Optional<Location> find(Visibility visibility, int locationId) {
    finds++;
    Optional<Location> found = Optional.ofNullable(locations.get(locationId));
    Runnable once = afterFind;
    afterFind = () -> {};
    once.run();
    return found;
  }

  @Override
  public synchronized Optional<UsableToken> tokenFor(int locationId) {
    return Optional.ofNullable(tokens.get(locationId));
  }

  @Override
  public synchronized void tokenRefused(int contentTokenId, int errorNumber, Instant at) {
    told.add("tokenRefused " + contentTokenId + " " + errorNumber);
    tokens.values().removeIf(token -> token.id() == contentTokenId);
    for (Location location : list(Visibility.ALL)) {
      if (!tokens.containsKey(location.id())) {
        state(location.id(), LocationState.TOKEN_INVALID, location.notificationsSince());
      }
    }
  }

  @Override
  public synchronized void claimSeen(int locationId, @Nullable Claim seen, Instant at) {
    told.add("claimSeen " + (seen == null ? "nobody" : seen.name()));
    if (seen != null && !seen.id().equals(get(locationId).claimId().toString())) {
      state(locationId, LocationState.CLAIMED_ELSEWHERE, get(locationId).notificationsSince());
    }
  }

  @Override
  public synchronized Optional<ClaimDue> claimDue(int locationId) {
    return Optional.ofNullable(claimsDue.get(locationId));
  }

  @Override
  public synchronized void claimed(int locationId, boolean withNotifications, Instant at) {
    told.add("claimed " + withNotifications);
    claimsDue.remove(locationId);
    state(locationId, LocationState.USABLE, withNotifications ? at : null);
  }

  @Override
  public synchronized void settledByPoll(int locationId, Instant acceptedAt) {
    if (get(locationId).notified()) {
      told.add("settledByPoll " + acceptedAt);
    }
  }

  @Override
  public synchronized void described(int locationId, Description description, Instant at) {
    told.add("described " + description.locationName());
  }
}
