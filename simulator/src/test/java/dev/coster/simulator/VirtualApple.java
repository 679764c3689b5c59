package dev.coster.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulated Apple in virtual time with one school, one location and one token; faults are off.
 */
final class VirtualApple implements InstantSource {
  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  final List<OutgoingNotification> received = new ArrayList<>();
  final SimulatedApple apple;
  final Portal portal;
  final String organization;
  final String uId;
  final IssuedToken token;
  boolean receiverIsUp = true;
  private Instant now = START;

  VirtualApple(long seed) {
    apple = new SimulatedApple(this, seed, this::receive);
    apple.set(Faults.none().withEventDuration(Duration.ofSeconds(10)));
    portal = apple.portal();
    organization = portal.createOrganization("Hillside Schools", "hillside.example");
    uId = portal.createLocation(organization, LocationSpec.school("Hillside Primary", "US"));
    token = portal.issueToken(uId, TokenKind.FULL);
  }

  @Override
  public Instant instant() {
    return now;
  }

  void faults(String json) {
    apple.set(apple.faults().merged(json));
  }

  void choose(String json) {
    apple.set(apple.choices().merged(json));
  }

  ServiceResponse get(String pathAndQuery) {
    return apple.handle(ServiceRequest.get("/mdm/v2/" + pathAndQuery, token.text()));
  }

  ServiceResponse post(String path, String json) {
    return apple.handle(ServiceRequest.post("/mdm/v2/" + path, token.text(), json));
  }

  JsonNode read(String pathAndQuery) {
    ServiceResponse answer = get(pathAndQuery);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return parse(answer.body());
  }

  /** Sends a write that must be accepted and returns its event id. */
  String accepted(String path, String json) {
    ServiceResponse answer = post(path, json);
    JsonNode body = parse(answer.body());
    if (answer.status() != 200 || !body.has("eventId")) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return body.get("eventId").asString();
  }

  /** The same, worked off until nothing is left to happen; returns the settled status. */
  JsonNode settled(String path, String json) {
    String eventId = accepted(path, json);
    runAll();
    return read("status?eventId=" + eventId);
  }

  void advance(Duration step) {
    Instant target = now.plus(step);
    for (Optional<Instant> due = apple.nextDue();
        due.isPresent() && !due.get().isAfter(target);
        due = apple.nextDue()) {
      now = due.get().isAfter(now) ? due.get() : now;
      apple.runDue();
    }
    now = target;
  }

  void runAll() {
    for (Optional<Instant> due = apple.nextDue(); due.isPresent(); due = apple.nextDue()) {
      now = due.get().isAfter(now) ? due.get() : now;
      apple.runDue();
    }
  }

  void subscribe(String... types) {
    String list = "\"" + String.join("\",\"", types) + "\"";
    ServiceResponse answer =
        post(
            "client/config",
            """
            {"notificationUrl":"https://mdm.example/hook","notificationAuthToken":"s3cr3t",
             "notificationTypes":[%s]}\
            """
                .formatted(list));
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
    received.clear();
  }

  JsonNode truth() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    apple.writeTruth(out);
    return parse(out.toString(StandardCharsets.UTF_8));
  }

  /** The truth about one asset of the first location. */
  JsonNode truthOf(String adamId) {
    for (JsonNode asset : truth().get("locations").get(0).get("assets")) {
      if (asset.get("adamId").asString().equals(adamId)) {
        return asset;
      }
    }
    throw new AssertionError("no asset " + adamId);
  }

  List<JsonNode> receivedBodies() {
    return received.stream().map(notification -> parse(notification.body())).toList();
  }

  static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  static int errorNumber(ServiceResponse answer) {
    return parse(answer.body()).path("errorNumber").asInt(0);
  }

  private boolean receive(OutgoingNotification notification) {
    received.add(notification);
    return receiverIsUp;
  }
}
