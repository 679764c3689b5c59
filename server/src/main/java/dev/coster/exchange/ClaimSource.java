package dev.coster.exchange;

import dev.coster.apple.ClientConfig;
import dev.coster.apple.ClientConfigRequest;
import dev.coster.apple.ErrorNumber;
import dev.coster.apple.MdmInfo;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.Reply;
import dev.coster.apple.Secret;
import dev.coster.location.LocationAccess.Claim;
import dev.coster.location.LocationAccess.ClaimDue;
import dev.coster.location.LocationAccess.Description;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at Apple that we manage a location, and where notifications shall go. When Apple cannot
 * reach that address the claim is made without it; as long as it stays due it is tried again, less
 * and less often.
 */
final class ClaimSource implements TrafficSource {
  private static final Logger log = LoggerFactory.getLogger(ClaimSource.class);
  private static final Duration QUIET = Duration.ofSeconds(5);

  /** What we want to hear of where Apple does not say what there is. */
  private static final List<String> ALWAYS =
      List.of("ASSET_MANAGEMENT", "ASSET_COUNT", "USER_MANAGEMENT", "USER_ASSOCIATED");

  /** And what we want to hear of where Apple has it. */
  private static final String UNLIMITED = "UNLIMITED_ASSET";

  private static final Set<Integer> ABOUT_THE_ADDRESS =
      Set.of(
          ErrorNumber.NOTIFICATION_PAIR_INCOMPLETE.number(),
          ErrorNumber.NOTIFICATION_TOO_LONG.number(),
          ErrorNumber.NOTIFICATION_URL_INVALID.number(),
          ErrorNumber.NOTIFICATION_URL_UNREACHABLE.number());

  private final ExchangeParts parts;
  private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Backoff> backoffs = new ConcurrentHashMap<>();

  ClaimSource(ExchangeParts parts) {
    this.parts = parts;
  }

  @Override
  public Lane lane() {
    return Lane.STATUS;
  }

  @Override
  public Duration quiet() {
    return QUIET;
  }

  @Override
  public Optional<Call> next(Session session) {
    int locationId = session.locationId();
    Backoff backoff = backoffs.getOrDefault(locationId, Backoff.NONE);
    if (taken.contains(locationId) || backoff.until().isAfter(session.now())) {
      return Optional.empty();
    }
    return parts.locations().claimDue(locationId).map(due -> call(locationId, due));
  }

  private Call call(int locationId, ClaimDue due) {
    taken.add(locationId);
    return new Call() {
      @Override
      public String description() {
        return "claim of location " + locationId;
      }

      @Override
      public void run(Session session) {
        try {
          claim(session, due);
        } finally {
          taken.remove(locationId);
        }
      }
    };
  }

  private void claim(Session session, ClaimDue due) {
    Optional<ClientConfigRequest.Notifications> wanted = notifications(due);
    int refusal = set(session, due.claim(), wanted);
    if (wanted.isPresent() && ABOUT_THE_ADDRESS.contains(refusal)) {
      set(session, due.claim(), Optional.empty());
      later(session); // for the address, should it stay due
    } else if (refusal != 0) {
      later(session);
    } else {
      backoffs.remove(session.locationId());
    }
  }

  private void later(Session session) {
    backoffs.compute(
        session.locationId(),
        (_, before) -> Objects.requireNonNullElse(before, Backoff.NONE).longer(session.now()));
  }

  /** Sets the claim; 0, or the number with which Apple refused it (-1 without one). */
  private int set(
      Session session, Claim claim, Optional<ClientConfigRequest.Notifications> notifications) {
    MdmInfo info =
        new MdmInfo(
            claim.id(),
            Objects.requireNonNullElse(claim.name(), ""),
            Objects.requireNonNullElse(claim.metadata(), ""));
    Reply<ClientConfig> reply;
    try {
      reply =
          session
              .apple()
              .configureClient(new ClientConfigRequest(info, notifications.orElse(null)));
    } catch (NoAnswerException noAnswer) {
      return -1; // setting it once more does no harm
    }
    return switch (reply) {
      case Reply.Accepted<ClientConfig>(ClientConfig config, _) -> {
        session.fenced(() -> claimed(session, config, notifications.isPresent()));
        yield 0;
      }
      case Reply.Refused<ClientConfig> refused -> {
        int number = refused.error().number();
        log.warn("Location {}: Apple refused our claim with {}", session.locationId(), number);
        yield number == 0 ? -1 : number;
      }
    };
  }

  private ClientConfig claimed(Session session, ClientConfig config, boolean withNotifications) {
    parts.locations().claimed(session.locationId(), withNotifications, session.now());
    parts.locations().described(session.locationId(), description(config), session.now());
    return config;
  }

  private List<String> types() {
    List<String> offered =
        parts.configs().known().map(ServiceConfigs.Known::notificationTypes).orElse(List.of());
    List<String> wanted =
        Stream.concat(ALWAYS.stream(), Stream.of(UNLIMITED)).filter(offered::contains).toList();
    return wanted.isEmpty() ? ALWAYS : wanted;
  }

  private Optional<ClientConfigRequest.Notifications> notifications(ClaimDue due) {
    String url = due.notificationUrl();
    String secret = due.notificationSecret();
    return url == null || secret == null
        ? Optional.empty()
        : Optional.of(
            new ClientConfigRequest.Notifications(URI.create(url), Secret.of(secret), types()));
  }

  static Description description(ClientConfig config) {
    return new Description(
        config.uId(),
        config.locationName(),
        config.countryISO2ACode(),
        config.defaultPlatform(),
        config.websiteURL());
  }
}
