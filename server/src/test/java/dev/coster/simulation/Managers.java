package dev.coster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Who has been told lately who manages a location: nothing is written as the first call after a
 * pause, in which another server may have claimed it.
 */
final class Managers {
  /** A minute, and as long as a node may stand still with its lease between asking and writing. */
  private static final Duration LATELY = Duration.ofSeconds(60 + 20);

  private final Map<String, Instant> told = new HashMap<>();

  /** An answer of this location came that names its library. */
  void told(Node node, String uId, Instant now) {
    told.put(node.name + " " + uId, now);
  }

  void requireKnown(Node node, String uId, String operation, Instant now) {
    Instant last = told.getOrDefault(node.name + " " + uId, Instant.MIN);
    if (last.isBefore(now.minus(LATELY))) {
      throw new Violation(
          "%s sends %s to %s at %s, and heard of it last at %s"
              .formatted(node.name, operation, uId, now, last));
    }
  }
}
