package dev.coster.location;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A location (organizational unit) of Apple's, as we know it.
 *
 * @param uId Apple's identity of the library
 * @param name our name for it, shown to invited people
 * @param locationName Apple's name; may change, is not unique
 * @param stateError Apple's error number that caused the state, if one did
 * @param claimId the id that we set as {@code mdmInfo.id}
 * @param claimedByName the management server that Apple names, which may be us
 * @param takeOverAskedAt when an administrator asked to take the location over; null once Apple has
 *     taken our claim
 * @param tokenExpiresAt when the token in use expires
 * @param notificationsSince since when Apple accepts our address for notifications; null = polling
 *     only
 * @param notificationsMissingSince since when none arrives although Apple has the address; null =
 *     they do, as far as anybody can tell
 */
public record Location(
    int id,
    String uId,
    String name,
    @Nullable String contactEmail,
    @Nullable String locationName,
    @Nullable String organizationName,
    @Nullable String countryCode,
    @Nullable String defaultPlatform,
    @Nullable String websiteUrl,
    LocationState state,
    Instant stateSince,
    @Nullable Integer stateError,
    UUID claimId,
    @Nullable String claimedById,
    @Nullable String claimedByName,
    @Nullable Instant takeOverAskedAt,
    @Nullable Instant tokenExpiresAt,
    @Nullable Instant notificationsSince,
    @Nullable Instant lastNotifiedAt,
    @Nullable Instant notificationsMissingSince,
    Instant createdAt) {

  /** Whether notifications may be waited for: Apple has our address, and what it sends arrives. */
  public boolean notified() {
    return notificationsSince != null && notificationsMissingSince == null;
  }
}
