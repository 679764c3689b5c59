package dev.coster.location;

import dev.coster.audit.Audit;
import dev.coster.location.Locations.ClaimLost;
import dev.coster.location.Locations.LocationUsable;
import dev.coster.platform.Actor;
import dev.coster.platform.Outbox;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the stored state of a location equal to what its tokens and its claim come to, and tells
 * others when it changes.
 */
final class Conditions {
  private final LocationStore locations;
  private final TokenStore tokens;
  private final ClaimStore claims;
  private final Audit audit;
  private final Outbox outbox;

  Conditions(
      LocationStore locations, TokenStore tokens, ClaimStore claims, Audit audit, Outbox outbox) {
    this.locations = locations;
    this.tokens = tokens;
    this.claims = claims;
    this.audit = audit;
    this.outbox = outbox;
  }

  /** Derives the state anew. The caller holds the location's lock. */
  LocationState refresh(int locationId, Instant at) {
    ClaimStore.Standing standing = claims.find(locationId).orElseThrow();
    Condition condition = Condition.of(tokens.facts(locationId), standing.foreign());
    if (condition.state() != standing.state()) {
      locations.condition(locationId, condition, at);
      changed(locationId, standing, condition);
    }
    return condition.state();
  }

  private void changed(int locationId, ClaimStore.Standing before, Condition now) {
    String summary =
        "The location's state was: %s. It is now: %s."
            .formatted(
                LocationWords.words(before.state(), null),
                LocationWords.words(now.state(), name(before)));
    Integer error = now.error();
    audit.record(
        Actor.SYSTEM,
        Audit.Entry.of("location.state", "location", locationId, summary)
            .at(locationId)
            .with(error == null ? Map.of() : Map.of("errorNumber", error)));
    if (now.state() == LocationState.CLAIMED_ELSEWHERE) {
      outbox.publish(new ClaimLost(locationId, name(before)));
    }
    if (better(before.state(), now.state())) {
      outbox.publish(new LocationUsable(locationId));
    }
  }

  private static boolean better(LocationState before, LocationState now) {
    return (now.readable() && !before.readable()) || (now.writable() && !before.writable());
  }

  private static @Nullable String name(ClaimStore.Standing standing) {
    return standing.seen() == null ? null : standing.seen().name();
  }
}
