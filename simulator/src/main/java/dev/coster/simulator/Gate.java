package dev.coster.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Lets requests in: first the token, then the rate. */
final class Gate {
  private static final String SCHEME = "Bearer ";

  private final World world;

  Gate(World world) {
    this.world = world;
  }

  Caller admit(ServiceRequest request) {
    String authorization = request.header("authorization");
    if (authorization == null || authorization.isBlank()) {
      throw new Refusal(AppleError.LOGIN_REQUIRED);
    }
    if (!authorization.startsWith(SCHEME) || authorization.length() == SCHEME.length()) {
      throw new Refusal(AppleError.MALFORMED_AUTHORIZATION);
    }
    return open(authorization.substring(SCHEME.length()));
  }

  Caller open(String text) {
    ContentToken token = world.token(text);
    if (token == null) {
      throw new Refusal(AppleError.TOKEN_UNKNOWN);
    }
    if (token.kind == TokenKind.LEGACY) {
      throw new Refusal(AppleError.LEGACY_TOKEN);
    }
    if (token.ended != null) {
      throw new Refusal(token.ended);
    }
    if (!world.now().isBefore(token.expires)) {
      throw new Refusal(AppleError.TOKEN_EXPIRED);
    }
    return new Caller(world, token, world.location(token.uId));
  }

  /** Refuses what comes faster than the location may ask. */
  void pace(Location location) {
    location.manners.requests++;
    if (world.faults.rate().requestsPerSecond() <= 0) {
      return;
    }
    Duration window = world.choices.access().rateWindow();
    Instant now = world.now();
    Deque<Instant> recent = location.recentRequests;
    while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(window))) {
      recent.removeFirst();
    }
    if (recent.size() >= mostInWindow()) {
      location.manners.overRate++;
      throw new Refusal(AppleError.TOO_MANY_REQUESTS);
    }
    recent.addLast(now);
  }

  /** When a location that asked too often may ask again. */
  Instant opens(@Nullable Location location) {
    Instant oldest = location == null ? null : location.recentRequests.peekFirst();
    boolean full = location != null && location.recentRequests.size() >= mostInWindow();
    return full && oldest != null
        ? oldest.plus(world.choices.access().rateWindow())
        : world.now().plusSeconds(1);
  }

  private long mostInWindow() {
    Duration window = world.choices.access().rateWindow();
    return Math.max(1, world.faults.rate().requestsPerSecond() * window.toMillis() / 1000);
  }

  /** Refuses writes of those who may only read. */
  static void checkMayWrite(Caller caller) {
    if (caller.token().kind == TokenKind.READ_ONLY) {
      throw new Refusal(readOnly(caller.world().choices.access().readOnly()));
    }
    if (caller.location().managedByApple) {
      throw new Refusal(AppleError.MANAGED_BY_APPLE);
    }
  }

  private static AppleError readOnly(Choices.ReadOnlyRefusal choice) {
    return switch (choice) {
      case NOT_ALLOWED -> AppleError.NOT_ALLOWED;
      case LOGIN_REQUIRED -> AppleError.LOGIN_REQUIRED;
    };
  }
}
