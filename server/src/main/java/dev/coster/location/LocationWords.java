package dev.coster.location;

import dev.coster.platform.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The states of locations in plain words: the one place for them, so that audit, jobs, problems and
 * pages say the same. Pure.
 */
public final class LocationWords {
  private LocationWords() {}

  /** A few words, to stand by themselves. */
  public static String words(Location location) {
    return words(location.state(), location.claimedByName());
  }

  static String words(LocationState state, @Nullable String claimedByName) {
    return switch (state) {
      case USABLE -> "in order";
      case CLAIMED_ELSEWHERE -> "managed by " + server(claimedByName);
      case READ_ONLY -> "may only be read";
      case MANAGED_BY_APPLE -> "managed by Apple's own device management";
      case TOKEN_EXPIRED -> "token expired";
      case TOKEN_REVOKED -> "token revoked by Apple";
      case TOKEN_INVALID -> "token not valid any more";
      case TOKEN_LEGACY -> "legacy token without a location";
    };
  }

  /** A clause, to follow a colon or "because". */
  public static String clause(Location location) {
    return switch (location.state()) {
      case USABLE -> "it is in order";
      case CLAIMED_ELSEWHERE -> "it is managed by " + server(location.claimedByName());
      case READ_ONLY -> "its content token may only read";
      case MANAGED_BY_APPLE -> "it is managed by Apple's own device management";
      case TOKEN_EXPIRED -> "its content token has expired";
      case TOKEN_REVOKED -> "Apple has revoked its content token";
      case TOKEN_INVALID -> "Apple does not accept its content token";
      case TOKEN_LEGACY -> "its content token is of the old kind, without a location";
    };
  }

  /** What it means for people. */
  public static String meaning(LocationState state) {
    return switch (state) {
      case USABLE -> "Coster reads and writes here.";
      case CLAIMED_ELSEWHERE ->
          "Coster looks and writes nothing: two servers that manage one location take each other's"
              + " licenses away.";
      case READ_ONLY ->
          "The content manager who downloaded the token may look, but not manage licenses. Counts"
              + " stay right; nothing can be given.";
      case MANAGED_BY_APPLE -> "Apple allows other servers to look only.";
      case TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_INVALID, TOKEN_LEGACY ->
          "Counts are no longer read, nothing can be given or taken back. Installed apps go on"
              + " working; what was asked for is kept and goes on after the renewal.";
    };
  }

  /** What to do now; empty when there is nothing to do. */
  public static String remedy(LocationState state) {
    return switch (state) {
      case USABLE -> "";
      case CLAIMED_ELSEWHERE ->
          "If Coster shall manage it: stop the other server from writing (remove the token there),"
              + " then take over.";
      case READ_ONLY ->
          "Have the token downloaded by somebody whose role includes managing apps and books, and"
              + " renew it here.";
      case MANAGED_BY_APPLE ->
          "Turn Apple's built-in device management off for this location (Apple Business ›"
              + " Preferences), then take over: Coster asks Apple again.";
      case TOKEN_EXPIRED ->
          "Download the token again (it is a new one each time) and renew it here.";
      case TOKEN_REVOKED, TOKEN_INVALID ->
          "This happens when the content manager's password changes, or the account is gone."
              + " Download the token again and renew it here.";
      case TOKEN_LEGACY ->
          "Download the location's own content token instead of the old account's.";
    };
  }

  /**
   * Refuses a location where Coster may not change anything.
   *
   * @throws Problem saying why, and what to do
   */
  public static void requireWritable(Location location) {
    if (!location.state().writable()) {
      throw notWritable(location);
    }
  }

  /** The refusal to change anything at this location. */
  public static Problem notWritable(Location location) {
    return new Problem(
        Problem.Kind.CONFLICT,
        side(location.state()),
        "location.not_writable",
        "Nothing can be changed at %s: %s.".formatted(location.name(), clause(location)),
        "Nothing was changed.",
        remedy(location.state()));
  }

  private static Problem.Side side(LocationState state) {
    return switch (state) {
      case CLAIMED_ELSEWHERE -> Problem.Side.OTHER_SERVER;
      case MANAGED_BY_APPLE -> Problem.Side.APPLE;
      case USABLE, READ_ONLY, TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_INVALID, TOKEN_LEGACY ->
          Problem.Side.YOURS;
    };
  }

  private static String server(@Nullable String claimedByName) {
    return claimedByName == null || claimedByName.isBlank() ? "another server" : claimedByName;
  }
}
