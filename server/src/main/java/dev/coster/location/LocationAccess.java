package dev.coster.location;

import dev.coster.apple.ContentToken;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the exchange needs to speak with Apple for a location, and what it tells of the answers. */
public interface LocationAccess extends Locations {

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

  /**
   * A poll told the end of an event, and a notification of it ought to have come before. After
   * three in a row without one, none is waited for until one comes again ({@link
   * Location#notified}). Cheap where notifications do not work anyway.
   *
   * @param acceptedAt when Apple accepted the event's request
   */
  void settledByPoll(int locationId, Instant acceptedAt);

  /** Apple told its own words on the location (client/config). */
  void described(int locationId, Description description, Instant at);

  /** Apple's words on a location. */
  record Description(
      String uId,
      @Nullable String locationName,
      @Nullable String countryCode,
      @Nullable String defaultPlatform,
      @Nullable String websiteUrl) {}
}
