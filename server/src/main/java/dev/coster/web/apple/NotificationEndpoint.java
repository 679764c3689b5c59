package dev.coster.web.apple;

import dev.coster.location.LocationNotices;
import dev.coster.security.Open;
import dev.coster.sync.Sync;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes Apple's notifications: the claim's id stands in the path, the location's secret in the
 * bearer. Anything else gets 403. What is taken is stored before 200 is answered, and worked off
 * later.
 *
 * @see <a
 *     href="https://developer.apple.com/documentation/devicemanagement/subscribing-to-notifications">Notifications</a>
 */
@RestController
final class NotificationEndpoint {

  /** A notification holds at most 100 elements; a megabyte is ten times what that needs. */
  private static final int MAX_BODY = 1 << 20;

  private static final String BEARER = "Bearer ";

  private final LocationNotices locations;
  private final Sync sync;

  NotificationEndpoint(LocationNotices locations, Sync sync) {
    this.locations = locations;
    this.sync = sync;
  }

  @Open("the bearer that we gave to Apple is the proof")
  @PostMapping("/apple/notifications/{claimId}")
  ResponseEntity<Void> receive(@PathVariable String claimId, HttpServletRequest request)
      throws IOException {
    OptionalInt location = authenticated(claimId, request.getHeader("Authorization"));
    if (location.isEmpty()) {
      return ResponseEntity.status(403).build();
    }
    byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return ResponseEntity.status(413).build();
    }
    boolean stored = sync.receive(location.getAsInt(), body).isPresent();
    return stored ? ResponseEntity.ok().build() : ResponseEntity.badRequest().build();
  }

  private OptionalInt authenticated(
      String claimId, @org.jspecify.annotations.Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return OptionalInt.empty();
    }
    OptionalInt location;
    try {
      location = locations.withClaim(UUID.fromString(claimId));
    } catch (IllegalArgumentException notOurs) {
      return OptionalInt.empty();
    }
    boolean matches =
        location.isPresent()
            && locations.notificationSecretMatches(
                location.getAsInt(), authorization.substring(BEARER.length()));
    return matches ? location : OptionalInt.empty();
  }
}
