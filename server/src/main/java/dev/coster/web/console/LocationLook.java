package dev.coster.web.console;

import dev.coster.location.Location;
import dev.coster.location.LocationAdministration.TokenState;
import dev.coster.location.LocationState;
import dev.coster.web.console.Frame.Tone;
import java.time.Instant;

/** How pages show locations and tokens; what their states are called is said once for all. Pure. */
public final class LocationLook {

  private LocationLook() {}

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

  /** That none come although Apple has the address, for those in whose case that is so. */
  public static String missingNotifications(Location location) {
    Instant since = location.notificationsMissingSince();
    return since == null
        ? ""
        : "The last results came without a notification (noticed "
            + Words.moment(since)
            + "), so Coster asks Apple by itself until one comes again. See that certificate,"
            + " firewall and proxy let Apple reach the address.";
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
