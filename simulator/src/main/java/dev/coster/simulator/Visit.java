package dev.coster.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One request on its way through the service, as far as the log wants to know. */
final class Visit {
  final Instant at;
  final ServiceRequest request;
  @Nullable Location location;

  Visit(Instant at, ServiceRequest request) {
    this.at = at;
    this.request = request;
  }
}
