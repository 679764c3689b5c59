package dev.coster.location;

import dev.coster.audit.Audit;
import dev.coster.location.ClaimStore.Standing;
import dev.coster.location.LocationAccess.Claim;
import dev.coster.location.LocationAccess.ClaimDue;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.SecretBox;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The claim that we manage a location, and the address and secret for notifications that go with
 * it. Callers have opened a transaction and, where they change something, locked the location.
 */
final class Claims {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_METADATA = 255;
  private static final int SECRET_BYTES = 32;
  private static final Duration UNREACHABLE_PAUSE = Duration.ofHours(1);

  private final ClaimStore store;
  private final Conditions conditions;
  private final Audit audit;
  private final SecretBox secrets;
  private final InstantSource clock;
  private final Optional<URI> publicUrl;
  private final SecureRandom random = new SecureRandom();

  Claims(
      ClaimStore store,
      Conditions conditions,
      Audit audit,
      SecretBox secrets,
      InstantSource clock,
      Optional<URI> publicUrl) {
    this.store = store;
    this.conditions = conditions;
    this.audit = audit;
    this.secrets = secrets;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /** Whether Apple's echo differs from what is known. */
  boolean isNews(int locationId, @Nullable Claim seen, Instant at) {
    return store.find(locationId).filter(standing -> isNews(standing, seen, at)).isPresent();
  }

  private static boolean isNews(Standing standing, @Nullable Claim seen, Instant at) {
    Instant claimedAt = standing.claimedAt();
    return !Objects.equals(standing.seen(), seen) && (claimedAt == null || !at.isBefore(claimedAt));
  }

  void seen(int locationId, @Nullable Claim seen, Instant at) {
    if (!isNews(locationId, seen, at)) {
      return;
    }
    store.seen(locationId, seen);
    audit.record(
        Actor.SYSTEM,
        Audit.Entry.of("location.claim.seen", "location", locationId, manager(locationId))
            .at(locationId));
    conditions.refresh(locationId, clock.instant());
  }

  private String manager(int locationId) {
    Standing standing = store.find(locationId).orElseThrow();
    Claim seen = standing.seen();
    if (seen == null) {
      return "Apple says that nobody manages the location.";
    }
    return standing.ours()
        ? "Apple says that we manage the location."
        : "Apple says that \"%s\" manages the location.".formatted(nameOf(seen));
  }

  private static String nameOf(Claim claim) {
    String name = claim.name();
    return name == null || name.isBlank() ? claim.id() : name;
  }

  /** Notes the wish; the caller has locked the location. */
  void takeOver(int locationId, Actor actor) {
    Standing standing = store.find(locationId).orElseThrow();
    if (standing.state() != LocationState.CLAIMED_ELSEWHERE
        && standing.state() != LocationState.MANAGED_BY_APPLE) {
      throw Problem.conflict(
          "location.not_claimed_elsewhere",
          "No other server manages this location, so there is nothing to take over.",
          "Load the page again.");
    }
    store.takeOverAsked(locationId, clock.instant());
    Claim seen = standing.seen();
    audit.record(
        actor,
        Audit.Entry.of(
                "location.take_over",
                "location",
                locationId,
                seen == null
                    ? "The location is taken over."
                    : "The location is taken over from \"%s\".".formatted(nameOf(seen)))
            .at(locationId));
  }

  Optional<ClaimDue> due(int locationId) {
    return store
        .find(locationId)
        .filter(standing -> isDue(standing))
        .map(standing -> due(locationId, standing));
  }

  private boolean isDue(Standing standing) {
    if (standing.takeOverAskedAt() != null) {
      return standing.state().readable() && standing.state() != LocationState.READ_ONLY;
    }
    if (standing.state() != LocationState.USABLE) {
      return false;
    }
    return standing.seen() == null || addressIsDue(standing);
  }

  private boolean addressIsDue(Standing standing) {
    Optional<String> wanted = address(standing.claimId());
    Instant notBefore = standing.notBefore();
    return wanted.isPresent()
        && !wanted.get().equals(standing.notificationUrl())
        && (notBefore == null || !clock.instant().isBefore(notBefore));
  }

  private ClaimDue due(int locationId, Standing standing) {
    Claim claim = ourClaim(standing);
    return address(standing.claimId())
        .map(address -> new ClaimDue(claim, address, secretToSend(locationId, standing)))
        .orElseGet(() -> new ClaimDue(claim, null, null));
  }

  /** The secret that goes out next; the same until Apple has taken it. */
  private String secretToSend(int locationId, Standing standing) {
    byte[] next = standing.nextSecret();
    if (next != null) {
      return secrets.open(purpose(standing), next);
    }
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    store.nextSecret(locationId, secrets.seal(purpose(standing), secret));
    return secret;
  }

  /** Notes that Apple took our claim; the caller has locked the location. */
  void claimed(int locationId, boolean withNotifications, Instant at) {
    Standing standing = store.find(locationId).orElseThrow();
    store.seen(locationId, ourClaim(standing));
    store.claimed(locationId, at);
    Optional<String> address = address(standing.claimId());
    if (withNotifications) {
      store.notificationsWork(locationId, address.orElse(null), at);
    } else if (address.isPresent()) {
      store.notificationsFail(locationId, at.plus(UNREACHABLE_PAUSE));
    }
    String how =
        withNotifications ? "and will notify us." : "without an address for notifications.";
    audit.record(
        Actor.SYSTEM,
        Audit.Entry.of("location.claim.set", "location", locationId, "Apple took our claim, " + how)
            .at(locationId));
    conditions.refresh(locationId, clock.instant());
  }

  boolean secretMatches(int locationId, String bearer) {
    return store
        .find(locationId)
        .map(standing ->
            matches(standing, standing.secret(), bearer)
                || matches(standing, standing.nextSecret(), bearer))
        .orElse(false);
  }

  private boolean matches(Standing standing, byte @Nullable [] sealed, String bearer) {
    return sealed != null
        && MessageDigest.isEqual(
            secrets.open(purpose(standing), sealed).getBytes(StandardCharsets.UTF_8),
            bearer.getBytes(StandardCharsets.UTF_8));
  }

  private Claim ourClaim(Standing standing) {
    String organization = standing.organizationName();
    String name = organization == null ? "Coster" : "Coster – " + organization;
    String metadata = publicUrl.map(URI::toString).orElse("coster");
    return new Claim(
        standing.claimId().toString(), cut(name, LONGEST_NAME), cut(metadata, LONGEST_METADATA));
  }

  private Optional<String> address(UUID claimId) {
    return publicUrl
        .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
        .map(url -> url + "/apple/notifications/" + claimId);
  }

  private static String purpose(Standing standing) {
    return "notification-secret:" + standing.claimId();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
