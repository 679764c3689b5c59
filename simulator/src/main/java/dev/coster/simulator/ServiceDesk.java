package dev.coster.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Takes each request for version 2: admission, mishaps, the right desk, and the log. */
final class ServiceDesk {
  private static final String LEGACY_SUFFIX = "Srv";

  private final World world;
  private final Gate gate;

  ServiceDesk(World world) {
    this.world = world;
    this.gate = new Gate(world);
  }

  Reply answer(ServiceRequest request) {
    Visit visit = new Visit(world.now(), request);
    Reply reply;
    try {
      reply = attempt(request, visit);
    } catch (Refusal refusal) {
      reply = new Reply.Now(refused(refusal, visit.location));
    }
    Duration delay = world.faults.answers().delay().pick(world.luck);
    return reply.map(answer -> logged(visit, answer.withDelay(delay)));
  }

  private Reply attempt(ServiceRequest request, Visit visit) {
    Endpoint endpoint = Endpoint.at(request.path());
    if (endpoint == null) {
      return new Reply.Now(unknownPath(request.path()));
    }
    if (!endpoint.allows(request.method())) {
      throw new Refusal(AppleError.WRONG_METHOD);
    }
    if (endpoint == Endpoint.SERVICE_CONFIG) {
      return new Reply.Now(
          new OpenDesk(world)
              .answer(() -> ServiceResponse.json(200, new ServiceConfig(world).body())));
    }
    Caller caller = gate.admit(request);
    visit.location = caller.location();
    checkOpen(caller.location());
    gate.pace(caller.location());
    return underMishap(Mishap.draw(world), endpoint, caller, request);
  }

  private ServiceResponse unknownPath(String path) {
    if (path.endsWith(LEGACY_SUFFIX)) {
      throw new Refusal(AppleError.NO_LONGER_AVAILABLE);
    }
    return ServiceResponse.of(404, "text/plain;charset=UTF-8", "Not found");
  }

  private Reply underMishap(
      Mishap mishap, Endpoint endpoint, Caller caller, ServiceRequest request) {
    return switch (mishap) {
      case SERVER_ERROR -> {
        if (world.luck.nextBoolean()) {
          close(caller.location());
        }
        throw new Refusal(AppleError.INTERNAL_ERROR);
      }
      case UNAVAILABLE -> {
        close(caller.location());
        throw new Refusal(AppleError.UNAVAILABLE);
      }
      case TOO_MANY -> throw new Refusal(AppleError.TOO_MANY_REQUESTS);
      case CUT_BEFORE ->
          new Reply.Now(ServiceResponse.json(503, "").withFate(Fate.CUT_BEFORE_WORK));
      case ERROR_AFTER_WORK -> work(endpoint, caller, request).map(any -> brokenGateway());
      case LOST ->
          work(endpoint, caller, request).map(it -> it.withFate(Fate.LOSE_ANSWER_AFTER_WORK));
      case CUT_MIDWAY -> work(endpoint, caller, request).map(it -> it.withFate(Fate.CUT_MIDWAY));
      case HANG -> hang(endpoint, caller, request);
      case NONE -> work(endpoint, caller, request);
    };
  }

  /**
   * The request is taken at once, while its sender waits, or never; the sender hears of nothing.
   */
  private Reply hang(Endpoint endpoint, Caller caller, ServiceRequest request) {
    Reply nothing = new Reply.Now(ServiceResponse.json(504, "").withFate(Fate.HANG));
    return switch (world.luck.nextInt(3)) {
      case 0 -> work(endpoint, caller, request).map(it -> it.withFate(Fate.HANG));
      case 1 -> {
        Duration late = world.faults.answers().lateBy().pick(world.luck);
        if (endpoint != Endpoint.CLIENT_CONFIG) {
          world.agenda.at(world.now().plus(late), () -> work(endpoint, caller, request));
        }
        yield nothing;
      }
      default -> nothing;
    };
  }

  static ServiceResponse brokenGateway() {
    return ServiceResponse.of(500, "text/html", "<html><body>Internal Server Error</body></html>");
  }

  private Reply work(Endpoint endpoint, Caller caller, ServiceRequest request) {
    try {
      if (request.method().equals("POST")) {
        checkContentType(request);
        Gate.checkMayWrite(caller);
      }
      if (endpoint == Endpoint.CLIENT_CONFIG) {
        ClientConfig desk = new ClientConfig(caller, this::refused);
        return request.method().equals("GET")
            ? new Reply.Now(desk.show())
            : desk.change(Json.body(request.body()));
      }
      return new Reply.Now(ServiceResponse.json(200, body(endpoint, caller, request)));
    } catch (Refusal refusal) {
      return new Reply.Now(refused(refusal, caller.location()));
    }
  }

  private String body(Endpoint endpoint, Caller caller, ServiceRequest request) {
    return switch (endpoint) {
      case ASSETS -> new AssetListing(caller, request).body();
      case ASSIGNMENTS -> new AssignmentListing(caller, request).body();
      case USERS -> new UserListing(caller, request).body();
      case STATUS -> new EventStatus(caller).body(request);
      case ASSOCIATE -> new AssetRequests(caller).manage(EventType.ASSOCIATE, request);
      case DISASSOCIATE -> new AssetRequests(caller).manage(EventType.DISASSOCIATE, request);
      case REVOKE -> new AssetRequests(caller).revoke(request);
      case CREATE_USERS -> new UserRequests(caller).manage(EventType.CREATE, request);
      case UPDATE_USERS -> new UserRequests(caller).manage(EventType.UPDATE, request);
      case RETIRE_USERS -> new UserRequests(caller).manage(EventType.RETIRE, request);
      case SERVICE_CONFIG, CLIENT_CONFIG -> throw new IllegalStateException(endpoint.path);
    };
  }

  private static void checkContentType(ServiceRequest request) {
    String type = request.header("content-type");
    if (type == null || !type.trim().startsWith("application/json")) {
      throw new Refusal(AppleError.WRONG_CONTENT_TYPE);
    }
  }

  private void close(Location location) {
    location.closedUntil = world.now().plus(world.faults.answers().retryAfter().pick(world.luck));
  }

  private void checkOpen(Location location) {
    if (location.closedUntil == null) {
      return;
    }
    if (world.now().isBefore(location.closedUntil)) {
      location.manners.duringRetryAfter++;
      throw new Refusal(AppleError.UNAVAILABLE);
    }
    location.closedUntil = null;
  }

  private ServiceResponse refused(Refusal refusal, @Nullable Location location) {
    AppleError error = refusal.error;
    String body = Json.object(json -> Json.error(json, error, refusal.info));
    ServiceResponse answer = ServiceResponse.json(status(error), body);
    if (error.status >= 500) {
      Instant until = location == null ? null : location.closedUntil;
      return until == null ? answer : withRetryAfter(answer, until);
    }
    if (error == AppleError.TOO_MANY_REQUESTS && world.choices.access().retryAfterOnTooMany()) {
      answer = withRetryAfter(answer, gate.opens(location));
    }
    return world.chance(world.faults.answers().errorInsideOk()) ? answer.withStatus(200) : answer;
  }

  private int status(AppleError error) {
    return switch (error) {
      case TOKEN_UNKNOWN -> world.choices.access().unknownTokenStatus();
      case MANAGED_BY_APPLE -> world.choices.access().managedByAppleStatus();
      default -> error.status;
    };
  }

  /**
   * In seconds or as an HTTP date, rounded up so that whoever waits exactly that long is let in.
   */
  private ServiceResponse withRetryAfter(ServiceResponse answer, Instant until) {
    Instant rounded = until.plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    String value =
        world.luck.nextBoolean()
            ? DateTimeFormatter.RFC_1123_DATE_TIME.format(rounded.atOffset(ZoneOffset.UTC))
            : Long.toString(Duration.between(world.now(), until).plusMillis(999).toSeconds());
    return answer.withHeader("retry-after", value);
  }

  private ServiceResponse logged(Visit visit, ServiceResponse answer) {
    world.log.add(visit, answer);
    return answer;
  }
}
