package dev.coster.location;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;

/** What is needed to take Apple's notifications about a location in. */
public interface LocationNotices extends Locations {

  /** The location that we claim with this id, which stands in its address for notifications. */
  OptionalInt withClaim(UUID claimId);

  /**
   * Whether a notification for this location carries the secret that we gave to Apple; constant
   * time.
   */
  boolean notificationSecretMatches(int locationId, String bearer);

  /** A notification came in; kept to the minute, and only if nobody changes the location. */
  void notified(int locationId, Instant at);
}
