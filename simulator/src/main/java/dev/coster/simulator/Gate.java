package dev.coster.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Deque;

/** Lets requests in: first the token, then the rate. */
final class Gate {
  private static final Duration WINDOW = Duration.ofSeconds(1);
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
    int most = world.faults.rate().requestsPerSecond();
    if (most <= 0) {
      return;
    }
    Instant now = world.now();
    Deque<Instant> recent = location.recentRequests;
    while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(WINDOW))) {
      recent.removeFirst();
    }
    if (recent.size() >= most) {
      location.manners.overRate++;
      throw new Refusal(AppleError.TOO_MANY_REQUESTS);
    }
    recent.addLast(now);
  }

  /** Refuses writes of those who may only read. */
  static void checkMayWrite(Caller caller) {
    if (caller.token().kind == TokenKind.READ_ONLY) {
      throw new Refusal(AppleError.NOT_ALLOWED);
    }
    if (caller.location().managedByApple) {
      throw new Refusal(AppleError.MANAGED_BY_APPLE);
    }
  }
}
