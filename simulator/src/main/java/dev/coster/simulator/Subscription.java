package dev.coster.simulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a location's notifications go, and which. */
record Subscription(@Nullable String url, @Nullable String authToken, Set<String> types) {
  static final Subscription NONE = new Subscription(null, null, Set.of());

  boolean wants(String type) {
    return url != null && types.contains(type);
  }
}
