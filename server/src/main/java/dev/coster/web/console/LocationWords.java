package dev.coster.web.console;

import dev.coster.location.Location;
import dev.coster.location.LocationAdministration.TokenState;
import dev.coster.location.LocationState;
import dev.coster.web.console.Frame.Tone;

/**
 * The states of locations and tokens in plain words, each with what it means and what to do. Pure.
 */
public final class LocationWords {

  private LocationWords() {}

  /** A few words. */
  public static String words(Location location) {
    return switch (location.state()) {
      case USABLE -> "in order";
      case CLAIMED_ELSEWHERE ->
          "managed by "
              + (location.claimedByName() == null ? "another server" : location.claimedByName());
      case READ_ONLY -> "may only be read";
      case MANAGED_BY_APPLE -> "managed by Apple's own device management";
      case TOKEN_EXPIRED -> "token expired";
      case TOKEN_REVOKED -> "token revoked by Apple";
      case TOKEN_INVALID -> "token not valid any more";
      case TOKEN_LEGACY -> "legacy token without a location";
    };
  }

  /** What it means for people. */
  public static String meaning(Location location) {
    return switch (location.state()) {
      case USABLE -> "Coster reads and writes here.";
      case CLAIMED_ELSEWHERE ->
          "Coster looks and writes nothing: two servers that manage one location take each other's licenses away.";
      case READ_ONLY ->
          "The content manager who downloaded the token may look, but not manage licenses. Counts stay right; nothing can be given.";
      case MANAGED_BY_APPLE -> "Apple allows other servers to look only.";
      case TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_INVALID, TOKEN_LEGACY ->
          "Counts are no longer read, nothing can be given or taken back. Installed apps go on working; what was asked for is kept and goes on after the renewal.";
    };
  }

  /** What to do now. */
  public static String remedy(Location location) {
    return switch (location.state()) {
      case USABLE -> "";
      case CLAIMED_ELSEWHERE ->
          "If Coster shall manage it: stop the other server from writing (remove the token there), then take over.";
      case READ_ONLY ->
          "Have the token downloaded by somebody whose role includes managing apps and books, and renew it here.";
      case MANAGED_BY_APPLE ->
          "Turn Apple's built-in device management off for this location (Apple Business ›"
              + " Preferences), then take over: Coster asks Apple again.";
      case TOKEN_EXPIRED ->
          "Download the token again (it is a new one each time) and renew it here.";
      case TOKEN_REVOKED, TOKEN_INVALID ->
          "This happens when the content manager's password changes, or the account is gone. Download the token again and renew it here.";
      case TOKEN_LEGACY ->
          "Download the location's own content token instead of the old account's.";
    };
  }

  /** Whether an administrator can take the location over. */
  public static boolean canTakeOver(Location location) {
    return switch (location.state()) {
      case CLAIMED_ELSEWHERE, MANAGED_BY_APPLE -> location.takeOverAskedAt() == null;
      case USABLE, READ_ONLY, TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_INVALID, TOKEN_LEGACY -> false;
    };
  }

  /** What has to be true before it is taken over. */
  public static String beforeTakingOver(Location location) {
    return location.state() == LocationState.MANAGED_BY_APPLE
        ? "Apple's built-in device management has been turned off for this location."
        : "The other server has been stopped from writing to this location.";
  }

  /** Why no notifications come. */
  public static String withoutNotifications(Location location) {
    return location.state().writable()
        ? "none: Coster asks Apple by itself. Apple needs an address that it reaches from the"
            + " internet by https (COSTER_PUBLIC_URL)."
        : "none: Coster asks Apple by itself.";
  }

  /** The CSS tone. */
  public static String tone(LocationState state) {
    return switch (state) {
      case USABLE -> "success";
      case CLAIMED_ELSEWHERE, READ_ONLY, MANAGED_BY_APPLE -> "warning";
      case TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_INVALID, TOKEN_LEGACY -> "danger";
    };
  }

  static Tone serious(LocationState state) {
    return tone(state).equals("danger") ? Tone.DANGER : Tone.WARNING;
  }

  /** A token's state in a few words. */
  public static String words(TokenState state) {
    return switch (state) {
      case USABLE -> "in use";
      case READ_ONLY -> "may only read";
      case EXPIRED -> "expired";
      case REVOKED -> "revoked by Apple";
      case INVALID -> "not valid any more";
      case LEGACY -> "legacy";
      case REPLACED -> "replaced";
    };
  }
}
