package dev.coster.distribution;

import dev.coster.location.Location;
import dev.coster.platform.Problem;

/** Why a location cannot be written to, in the words of its package. */
final class LocationWords {
  private LocationWords() {}

  static Problem notWritable(Location location) {
    return dev.coster.location.LocationWords.notWritable(location);
  }

  /** The state, to follow a colon. */
  static String state(Location location) {
    return dev.coster.location.LocationWords.clause(location);
  }
}
