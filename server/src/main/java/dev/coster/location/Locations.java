package dev.coster.location;

import dev.coster.apple.ContentToken;
import dev.coster.platform.Actor;
import dev.coster.platform.OutboxType;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The locations and their tokens. Methods that change join the caller's transaction. No method
 * calls Apple: what Apple says is told to this package by {@code exchange}. Thread-safe.
 */
public interface Locations {

  List<Location> list(Visibility visibility);

  Optional<Location> find(Visibility visibility, int locationId);

  /**
   * The location with this uId, if it is here; without regard to visibility, since a token of it
   * cannot be added twice.
   */
  OptionalInt idOf(String uId);

  /** The location that we claim with this id, which stands in its address for notifications. */
  OptionalInt withClaim(UUID claimId);

  /**
   * Takes a token file as it was handed in, under any file name, and starts a job that asks Apple
   * about it. Refused at once ({@link dev.coster.platform.Problem}) when it is empty, no token (an
   * enrollment {@code .p7m} is named as such), or expired by its own date; and when the very same
   * token is here already. A token that is being asked about already leads to the same job.
   *
   * @param renews the location that the token is meant to renew; empty for a new one
   * @return the job
   */
  UUID handIn(TokenFile file, OptionalInt renews, Actor actor);

  /**
   * What was handed in.
   *
   * @param name our name for a new location; empty = Apple's location name
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record TokenFile(
      @Nullable String fileName,
      byte[] content,
      @Nullable String name,
      @Nullable String contactEmail) {}

  /** The tokens of a location, without their secrets; newest first. */
  List<Token> tokens(Visibility visibility, int locationId);

  /** A token without its secret. */
  record Token(
      int id,
      TokenState state,
      @Nullable Integer stateError,
      @Nullable Instant expiresAt,
      @Nullable String organizationName,
      @Nullable String fileName,
      String addedBy,
      Instant addedAt,
      @Nullable Instant replacedAt) {}

  /** How good a token is. */
  enum TokenState {
    USABLE,
    READ_ONLY,
    EXPIRED,
    REVOKED,
    INVALID,
    LEGACY,
    REPLACED
  }

  /**
   * The token to speak to Apple with: usable before read-only, latest expiry first; empty when none
   * is left.
   */
  Optional<UsableToken> tokenFor(int locationId);

  /** A token with its secret, for {@code exchange} alone. */
  record UsableToken(int id, ContentToken secret) {}

  /**
   * Apple refused a token: it is marked, and the location's state follows when no other token is
   * left.
   */
  void tokenRefused(int contentTokenId, int errorNumber, Instant at);

  /**
   * Apple answered with this mdmInfo (null = none set). Notes who manages the location; when it is
   * somebody else, the state becomes {@link LocationState#CLAIMED_ELSEWHERE} at once, and an audit
   * event and an outbox event tell it. Cheap when nothing is new.
   *
   * @param at when the request was sent: what was asked before our own claim went through says
   *     nothing about it
   */
  void claimSeen(int locationId, @Nullable Claim seen, Instant at);

  /** Who manages a location, in Apple's words (mdmInfo). */
  record Claim(String id, @Nullable String name, @Nullable String metadata) {}

  /**
   * An administrator takes a location over that another server or Apple's own device management
   * manages: allowed only in those states; the exchange then sets our claim.
   */
  void takeOver(int locationId, Actor actor);

  /**
   * What the next claim at Apple must say, if one is due (new location, take-over asked, our claim
   * is gone, address for notifications changed). Asked again before {@link #claimed}, it says the
   * same, since an unanswered claim may have gone through.
   */
  Optional<ClaimDue> claimDue(int locationId);

  /** The claim to set; the secret is what Apple shall send us as bearer. */
  record ClaimDue(
      Claim claim, @Nullable String notificationUrl, @Nullable String notificationSecret) {}

  /**
   * Apple accepted our claim; notifications work only when an address was given with it. When Apple
   * cannot reach the address (9728), the claim is to be set without one and told here as such; the
   * address is due again an hour later.
   */
  void claimed(int locationId, boolean withNotifications, Instant at);

  /** Apple told its own words on the location (client/config). */
  void described(int locationId, Description description, Instant at);

  /** Apple's words on a location. */
  record Description(
      String uId,
      @Nullable String locationName,
      @Nullable String countryCode,
      @Nullable String defaultPlatform,
      @Nullable String websiteUrl) {}

  /**
   * Whether a notification for this location carries the secret that we gave to Apple; constant
   * time.
   */
  boolean notificationSecretMatches(int locationId, String bearer);

  /** A notification came in; kept to the minute, and only if nobody changes the location. */
  void notified(int locationId, Instant at);

  /** Changes our own words for a location. */
  void rename(int locationId, String name, @Nullable String contactEmail, Actor actor);

  /** A location can be worked with, at least for reading, or more than before: outbox event. */
  @OutboxType("location-usable")
  record LocationUsable(int locationId) {}

  /** Another server manages a location now: outbox event. */
  @OutboxType("location-claim-lost")
  record ClaimLost(int locationId, @Nullable String byName) {}
}
