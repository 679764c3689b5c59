package dev.coster.simulator;

import java.time.Duration;

/**
 * What Apple has not documented, decided one way or the other. A client must get along with each
 * setting.
 *
 * @param reading listings and answers
 * @param writing requests and events
 * @param subscribing client configuration and notifications
 * @param access tokens and rates
 * @param inviting invitations
 * @param longest the length of texts
 * @param usersShared whether registered users belong to the whole organization instead of one
 *     library; counts for locations made afterwards
 * @param userIdsIgnoreCase whether {@code clientUserId}s that differ in case only are one; counts
 *     for organizations and locations made afterwards
 */
public record Choices(
    Reading reading,
    Writing writing,
    Subscribing subscribing,
    Access access,
    Inviting inviting,
    Longest longest,
    boolean usersShared,
    boolean userIdsIgnoreCase) {

  /** How an asset's counts tell of irrevocable licenses that retired users hold. */
  public enum RetiredCount {
    /** Total = assigned + available + retired. */
    APART,
    /** They count as assigned, too: total = assigned + available. */
    AMONG_ASSIGNED,
    /** The total leaves them out: total = assigned + available. */
    OUTSIDE_TOTAL
  }

  /**
   * Listings and answers.
   *
   * @param removedInDelta whether a removed assignment shows in a delta with a marker, or not at
   *     all
   * @param retiredHoldingsListed whether books of retired users stay in the assignment listing
   * @param expirationAlwaysShown whether each answer carries the token's end, or only the last 15
   *     days
   * @param unevenPages whether pages differ in size, with an empty one now and then
   * @param inviteCodeAlwaysShown whether associated and retired users still show their invite code
   * @param artworkAsTemplate whether artwork is one object with a URL template instead of a list
   * @param movingCuts whether a page's beginning moves though the version stays, so that rows of
   *     the page before come again
   * @param retiredCount how counts tell of licenses of retired users
   */
  public record Reading(
      boolean removedInDelta,
      boolean retiredHoldingsListed,
      boolean expirationAlwaysShown,
      boolean unevenPages,
      boolean inviteCodeAlwaysShown,
      boolean artworkAsTemplate,
      boolean movingCuts,
      RetiredCount retiredCount) {}

  /** What happens when licenses run short. */
  public enum Shortage {
    /** The tasks that come first succeed. */
    FIRST_COME,
    /** No task of the asset that runs short succeeds. */
    WHOLE_ASSET_FAILS,
    /** No task of the event succeeds. */
    WHOLE_EVENT_FAILS
  }

  /** What becomes of a task whose goal was reached before. */
  public enum Repeated {
    SUCCEEDS,
    FAILS
  }

  /** What comes first of what waits together. */
  public enum Order {
    /** One after the other as they came. */
    IN_TURN,
    /** Whichever, drawn from the seed. */
    ANY
  }

  /**
   * Requests and events.
   *
   * @param association an asset that the holder has already
   * @param disassociation an asset that the holder does not have
   * @param retirement a user who is retired or unknown
   * @param shortage too few licenses
   * @param unknownUserRefusedAtOnce whether 9609 refuses the request or fails the task
   * @param failuresNameAssets whether a failure's {@code errorInfo} names assets
   * @param serialNumbersUppercased whether serial numbers lose spaces and small letters
   * @param concurrentEvents how many events of a location run beside each other
   * @param eventKept how long a settled event can be asked for
   * @param taskOrder the order of the tasks of an event; with too few licenses the first ones win
   * @param eventOrder the order in which a location's waiting events begin
   */
  public record Writing(
      Repeated association,
      Repeated disassociation,
      Repeated retirement,
      Shortage shortage,
      boolean unknownUserRefusedAtOnce,
      boolean failuresNameAssets,
      boolean serialNumbersUppercased,
      int concurrentEvents,
      Duration eventKept,
      Order taskOrder,
      Order eventOrder) {}

  /** The form of a notification that Apple names and does not describe. */
  public enum UnlimitedAssets {
    /** None is sent. */
    UNTOLD,
    /** One asset, like {@code ASSET_COUNT}. */
    ONE,
    /** A list of assets, like {@code GET assets}. */
    LIST
  }

  /** How licenses are told of that a user's retirement has freed. */
  public enum RetiredAssets {
    /** Not at all. */
    UNTOLD,
    /** As {@code REVOKE}, with an event id of its own. */
    REVOKED,
    /** As {@code DISASSOCIATE}, with the event id of the retirement. */
    DISASSOCIATED
  }

  /** What a management server sends to be told nothing any more. */
  public enum Unsubscribing {
    /** An empty address with an empty token. */
    EMPTY_URL,
    /** An empty list of types; an empty address is none. */
    NO_TYPES
  }

  /**
   * Client configuration and notifications.
   *
   * @param partialConfig whether fields left out keep their value
   * @param testOnEveryChange whether a change of {@code mdmInfo} alone makes the test call, too
   * @param retiredAssets how licenses freed by a retirement are told
   * @param failedUsersInError whether a failed {@code USER_MANAGEMENT} names its users in the
   *     error's {@code errorInfo} instead of {@code users}
   * @param unlimitedAssets the form of {@code UNLIMITED_ASSET}, sent when an unlimited asset comes
   * @param renameTold whether a location's new name is told, in a type that Apple does not list and
   *     nobody can subscribe to
   * @param unsubscribing what ends a subscription
   */
  public record Subscribing(
      boolean partialConfig,
      boolean testOnEveryChange,
      RetiredAssets retiredAssets,
      boolean failedUsersInError,
      UnlimitedAssets unlimitedAssets,
      boolean renameTold,
      Unsubscribing unsubscribing) {}

  /** What a write with a token gets that may only read. */
  public enum ReadOnlyRefusal {
    /** 9637. */
    NOT_ALLOWED,
    /** 9601. */
    LOGIN_REQUIRED
  }

  /**
   * Tokens and rates.
   *
   * @param unknownTokenStatus the HTTP status of 9622: 200 or 401
   * @param managedByAppleStatus the HTTP status of 9645
   * @param passwordChangeRevokes whether a changed password gives 9625 instead of 9622
   * @param retryAfterOnTooMany whether 429 carries {@code Retry-After}
   * @param ratePublished whether {@code service/config} tells {@code maxRequestPerSecond}
   * @param rateWindow the time over which requests are counted; as many as the rate allows in it
   * @param readOnly the error of writes with a token that may only read
   * @param oldTokenKept how long the old token opens after its owner's password has changed
   */
  public record Access(
      int unknownTokenStatus,
      int managedByAppleStatus,
      boolean passwordChangeRevokes,
      boolean retryAfterOnTooMany,
      boolean ratePublished,
      Duration rateWindow,
      ReadOnlyRefusal readOnly,
      Duration oldTokenKept) {}

  /**
   * Invitations.
   *
   * @param codeKept how long an invite code can be used; zero = for ever
   * @param secondUse what comes of a second use with the same Apple Account
   */
  public record Inviting(Duration codeKept, Repeated secondUse) {}

  /**
   * The longest texts that are taken; zero = as long as one likes.
   *
   * @param clientUserId in characters; 9602 beyond
   * @param email in characters; 9717 beyond
   */
  public record Longest(int clientUserId, int email) {}

  /** What we think most likely. */
  public static Choices likely() {
    return new Choices(
        new Reading(false, false, true, false, false, false, false, RetiredCount.APART),
        new Writing(
            Repeated.SUCCEEDS,
            Repeated.SUCCEEDS,
            Repeated.SUCCEEDS,
            Shortage.FIRST_COME,
            false,
            false,
            false,
            2,
            Duration.ofDays(1),
            Order.IN_TURN,
            Order.IN_TURN),
        new Subscribing(
            true,
            false,
            RetiredAssets.UNTOLD,
            false,
            UnlimitedAssets.UNTOLD,
            false,
            Unsubscribing.EMPTY_URL),
        new Access(
            200,
            403,
            true,
            true,
            true,
            Duration.ofSeconds(1),
            ReadOnlyRefusal.NOT_ALLOWED,
            Duration.ZERO),
        new Inviting(Duration.ZERO, Repeated.FAILS),
        new Longest(0, 0),
        false,
        false);
  }

  /**
   * These choices with some of them replaced.
   *
   * @param json only what changes, nested as in this record
   * @throws SettingsProblem when a name is unknown or a value does not fit
   */
  public Choices merged(String json) {
    return Settings.merge(this, Choices.class, json);
  }
}
