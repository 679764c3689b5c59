package dev.coster.distribution;

import dev.coster.location.Location;
import dev.coster.platform.Problem;
import java.util.Objects;

/** Why a location cannot be written to, in words. */
final class LocationWords {
  private LocationWords() {}

  static Problem notWritable(Location location) {
    Problem.Side side =
        switch (location.state()) {
          case CLAIMED_ELSEWHERE -> Problem.Side.OTHER_SERVER;
          case MANAGED_BY_APPLE -> Problem.Side.APPLE;
          default -> Problem.Side.YOURS;
        };
    return new Problem(
        Problem.Kind.CONFLICT,
        side,
        "location.not_writable",
        "Nothing can be given or taken back at %s: %s.".formatted(location.name(), state(location)),
        "Nothing was changed.",
        remedy(location));
  }

  /** The state, to follow a colon. */
  static String state(Location location) {
    return switch (location.state()) {
      case USABLE -> "it is usable";
      case CLAIMED_ELSEWHERE ->
          "it is managed by "
              + Objects.requireNonNullElse(location.claimedByName(), "another server");
      case READ_ONLY -> "its content token may only read";
      case MANAGED_BY_APPLE -> "Apple's own device management manages it";
      case TOKEN_EXPIRED -> "its content token has expired";
      case TOKEN_REVOKED -> "Apple has revoked its content token";
      case TOKEN_INVALID -> "Apple does not accept its content token";
      case TOKEN_LEGACY -> "its content token is of the old kind, without a location";
    };
  }

  private static String remedy(Location location) {
    return switch (location.state()) {
      case CLAIMED_ELSEWHERE -> "Take the location over, or work in the other server.";
      case MANAGED_BY_APPLE -> "Change in Apple Business or School Manager who manages it.";
      default -> "Download a new content token and hand it in at the location's page.";
    };
  }
}
