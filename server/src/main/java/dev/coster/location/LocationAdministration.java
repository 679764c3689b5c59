package dev.coster.location;

import dev.coster.platform.Actor;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators do with locations and their tokens. */
public interface LocationAdministration extends Locations {

  /**
   * The location with this uId, if it is here; without regard to visibility, since a token of it
   * cannot be added twice.
   */
  OptionalInt idOf(String uId);

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
   * An administrator takes a location over that another server or Apple's own device management
   * manages: allowed only in those states; the exchange then sets our claim.
   */
  void takeOver(int locationId, Actor actor);

  /** Changes our own words for a location. */
  void rename(int locationId, String name, @Nullable String contactEmail, Actor actor);
}
