package dev.coster.people;

import dev.coster.platform.Actor;
import dev.coster.platform.OutboxType;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registrations: persons as users at Apple, one per location where a license is due. Methods that
 * change join the caller's transaction. Thread-safe.
 */
public interface Registrations {

  /** The registrations of a person at visible locations. */
  List<Registration> of(Visibility visibility, int personId);

  /** How these persons stand with Apple at a location, in the order given; unknown ids left out. */
  List<Standing> among(Visibility visibility, int locationId, int[] personIds);

  /**
   * A person at a location.
   *
   * @param registered whether Apple knows the person there
   */
  record Standing(
      int personId,
      String name,
      boolean registered,
      People.PersonState state,
      @Nullable Integer errorNumber,
      @Nullable String errorMessage) {}

  /**
   * A registration.
   *
   * @param status Apple's word, raw; null while Apple has not confirmed it
   * @param inviteUrl the link to hand out; null when there is nothing to accept
   */
  record Registration(
      int locationId,
      String locationName,
      int holderId,
      String clientUserId,
      @Nullable String status,
      People.PersonState state,
      @Nullable String inviteUrl,
      @Nullable Instant invitedAt,
      @Nullable Integer errorNumber,
      @Nullable String errorMessage) {}

  /**
   * The holders of persons at a location: one entry per person in the same order; 0 where the
   * person has no registration there that can hold licenses (Registered or Associated; asked for
   * but not yet confirmed ones do not count).
   */
  int[] holders(int locationId, int[] personIds);

  /**
   * Sees to it that these persons are registered at the location: for those who are not, requests
   * are recorded in batches of Apple's limit. A person keeps one clientUserId at all locations,
   * since Apple allows an account one user per organization; who has none yet gets a fresh random
   * one. Persons whose request is open are left alone; refused ones are tried again. The caller
   * holds {@code Requests.lock}; the persons' rows are locked after it, so that two locations do
   * not give one person two identities. Part of a decision that its caller audits.
   *
   * @return how many registrations were asked for by this call
   */
  int register(int locationId, int[] personIds, @Nullable UUID jobId);

  /** A job that registers persons at a visible location, for pages and command line. */
  UUID registerByJob(Visibility visibility, int locationId, int[] personIds, Actor actor);

  /**
   * Notes that the invitation link of a person at a visible location was handed out: it was copied
   * from a page, or told by REST or the command line. From then on the person is Invited and is
   * whom it waits for. The first time counts; to say it again changes nothing.
   *
   * @throws dev.coster.platform.Problem when there is nothing to accept there
   */
  void invited(Visibility visibility, int locationId, int personId, Actor actor);

  /** Asks for the users of a location to be read again soon. */
  void askForUsers(int locationId, String reason, Instant at);

  /**
   * A finished listing of users, staged in {@code listing_user}, becomes the location's
   * registrations, and settles the requests on users that waited for it. Called by {@code sync}.
   *
   * @return whether the next listing has to be of all users: Apple reported that it registered
   *     somebody of whom this listing, and what changed before it, say nothing
   */
  boolean applyListing(FinishedUsers listing);

  /**
   * A finished listing of users.
   *
   * @param holderId of this user alone; null = not filtered
   * @param complete whether it held every active user whom it is about (all its pages with one
   *     version, and not only what changed), so that absence means something
   */
  record FinishedUsers(
      long listingId,
      int locationId,
      @Nullable Integer holderId,
      boolean complete,
      Instant beganAt) {}

  /** A user who is to be read alone could not be: he is not due again before the instant. */
  void readLater(int locationId, int holderId, Instant notBefore);

  /** A notification said that a user accepted, or changed. */
  void learned(int locationId, SeenUser user, Instant at);

  /** A user as Apple described it. */
  record SeenUser(
      String clientUserId,
      String status,
      @Nullable String email,
      @Nullable String inviteCode,
      @Nullable String idHash) {}

  /** A person accepted an invitation: outbox event. */
  @OutboxType("user-associated")
  record UserAssociated(int locationId, int holderId) {}
}
