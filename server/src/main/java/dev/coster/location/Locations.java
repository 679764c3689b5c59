package dev.coster.location;

import dev.coster.platform.OutboxType;
import dev.coster.platform.Visibility;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The locations, for everybody who looks. Who does more with them has an interface of his own:
 * administrators {@link LocationAdministration}, the exchange {@link LocationAccess}, Apple's
 * notifications {@link LocationNotices}. Methods that change join the caller's transaction. No
 * method calls Apple: what Apple says is told to this package by {@code exchange}. Thread-safe.
 */
public interface Locations {

  List<Location> list(Visibility visibility);

  Optional<Location> find(Visibility visibility, int locationId);

  /** A location can be worked with, at least for reading, or more than before: outbox event. */
  @OutboxType("location-usable")
  record LocationUsable(int locationId) {}

  /** Another server manages a location now: outbox event. */
  @OutboxType("location-claim-lost")
  record ClaimLost(int locationId, @Nullable String byName) {}
}
