package dev.coster.simulation;

import dev.coster.apple.HttpCall;
import dev.coster.apple.NoAnswerException.Sent;
import dev.coster.simulator.ServiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Watches the way to Apple: every write was recorded before, goes out once unless Apple surely did
 * not take it, and never for a location that is not ours as far as anybody alive was told. What it
 * sees, it tells {@link Sendings}, {@link Readings}, {@link Purchases} and {@link Manners}.
 */
final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/mdm/v2/";
  private static final Map<String, String> WRITES =
      Map.of(
          "assets/associate", "ASSOCIATE",
          "assets/disassociate", "DISASSOCIATE",
          "assets/revoke", "REVOKE",
          "users/create", "CREATE",
          "users/update", "UPDATE",
          "users/retire", "RETIRE");

  /** Pictures: from other hosts, each asked for again after five minutes at the soonest. */
  private static final String ICONS = "/icons/";

  private static final Set<String> LISTINGS = Set.of("assets", "assignments", "users");

  private final JdbcClient jdbc;
  private final Judges judges;
  private final Map<String, String> locationOfToken = new HashMap<>();
  private final Set<UUID> perhapsTaken = new HashSet<>();
  private final Map<String, Foreign> foreign = new HashMap<>();
  private final Map<String, Instant> claimed = new HashMap<>();
  private final Set<String> strangers = new HashSet<>();
  private final Holders holders;
  private final Managers managers = new Managers();

  private record Foreign(Node told, Instant at) {}

  /** Whom it tells. */
  record Judges(Sendings sendings, Readings readings, Purchases purchases, Manners manners) {}

  Wire(JdbcClient jdbc, Judges judges) {
    this.jdbc = jdbc;
    this.judges = judges;
    this.holders = new Holders(jdbc);
  }

  /**
   * One call on its way.
   *
   * @param place the location that the server knows it goes to; null = none
   */
  record Sending(
      Node node,
      Instant at,
      String path,
      Map<String, String> query,
      @Nullable String uId,
      @Nullable String place,
      Sendings.@Nullable Sent write) {

    Readings.@Nullable Question question() {
      boolean listing = LISTINGS.contains(path) && !query.containsKey("sinceVersionId");
      return uId == null || !listing ? null : Readings.Question.of(uId, path, query);
    }
  }

  /** A token that opens a location. */
  void knows(String token, String uId) {
    locationOfToken.put(token, uId);
  }

  /** A token was handed in of which the server does not know that it opens a location of ours. */
  void isStranger(String token) {
    strangers.add(token);
  }

  Sending sends(Node node, HttpCall call, Instant now) {
    String whole = call.uri().getPath();
    String path = whole.startsWith(ROOT) ? whole.substring(ROOT.length()) : whole;
    boolean post = call.method().equals("POST");
    String token = token(call);
    String uId = locationOfToken.get(token);
    String raw = call.uri().getRawQuery();
    Map<String, String> query = raw == null ? Map.of() : Pair.query(raw);
    String operation = post ? WRITES.get(path) : null;
    Sendings.Sent write = null;
    // A token of which nobody knows where it leads belongs to no location's traffic; what it is
    // used
    // for besides asking where it leads shows that the answer came.
    boolean asksWhere = !post && path.equals("client/config");
    if (!asksWhere) {
      strangers.remove(token);
    }
    boolean paced = uId != null && !(asksWhere && strangers.contains(token));
    String place = paced ? uId : null;
    if (paced) {
      holders.calls(node, uId, path, now);
    }
    if (!path.startsWith(ICONS)) {
      // A token that is handed in is asked about before its turn: what follows waits so much
      // longer,
      // but not what was given before.
      boolean counts = paced && !asksWhere;
      judges
          .manners()
          .sends(new Manners.Call(node, place, path, query.get("eventId"), counts), now);
    }
    if (operation != null && uId != null) {
      JsonNode body = body(call);
      UUID request = recorded(uId, operation, body);
      write = new Sendings.Sent(request, uId, operation, Pair.of(body), now);
      requireOnce(request);
      requireOurs(node, uId, operation);
      managers.requireKnown(node, uId, operation, now);
      judges.sendings().goes(write);
    }
    Sending sending =
        new Sending(node, now, (post ? "POST " : "") + path, query, uId, place, write);
    Readings.Question question = sending.question();
    if (question != null) {
      judges.readings().asks(question, query, now);
    }
    return sending;
  }

  /** The store wants it as a cookie. */
  private static String token(HttpCall call) {
    return call.header("Authorization")
        .map(bearer -> bearer.substring("Bearer ".length()))
        .or(() -> call.header("Cookie").map(cookie -> cookie.substring("itvt=".length())))
        .orElse("");
  }

  private void requireOnce(UUID request) {
    if (!perhapsTaken.add(request)) {
      throw new Violation("Request " + request + " is sent again though Apple may have taken it");
    }
  }

  private void requireOurs(Node node, String uId, String operation) {
    String state =
        jdbc.sql("select state from location where u_id = ?")
            .param(uId)
            .query(String.class)
            .single();
    Foreign told = foreign.get(uId);
    boolean known = told != null && !told.told().mortality.dead();
    if (!state.equals("USABLE") || known) {
      throw new Violation(
          "%s sends %s to %s, which is %s%s"
              .formatted(
                  node.name, operation, uId, state, known ? ", and was told of another" : ""));
    }
  }

  /** The request that this body is: recorded, and marked as being sent. */
  private UUID recorded(String uId, String operation, JsonNode body) {
    Set<String> assets = new TreeSet<>();
    Set<String> holders = new TreeSet<>();
    for (Pair pair : Pair.of(body)) {
      if (!pair.asset().isEmpty()) {
        assets.add(pair.asset());
      }
      holders.add(pair.holder());
    }
    Optional<UUID> found =
        jdbc.sql(
                """
                select request_id from request join location using (location_id)
                where u_id = ? and operation = ? and request.state = 'SENT'
                  and array(select adam_id || ' ' || pricing_param from asset
                            where asset_id = any(asset_ids)
                            order by (adam_id || ' ' || pricing_param) collate "C") = ?::text[]
                  and array(select kind || apple_id from holder
                            where holder_id = any(holder_ids)
                            order by (kind || apple_id) collate "C") = ?::text[]
                """)
            .params(uId, operation, assets.toArray(String[]::new), holders.toArray(String[]::new))
            .query(UUID.class)
            .optional();
    return found.orElseThrow(
        () -> new Violation(operation + " was sent without being recorded: " + assets + holders));
  }

  void answered(Sending sending, ServiceResponse response, Instant now) {
    JsonNode body = parse(response.body());
    if (sending.write() != null) {
      answeredWrite(sending.write(), body);
    }
    String eventId = sending.query().get("eventId");
    if (eventId != null) {
      judges.sendings().ofEvent(eventId).ifPresent(sent -> status(sent, sending, body));
    }
    Readings.Question question = sending.question();
    if (question != null) {
      judges.readings().came(question, body);
    }
    String uId = sending.uId();
    if (!sending.path().startsWith(ICONS)) {
      String wait = response.headers().get("retry-after");
      judges.manners().answered(sending.node(), sending.place(), wait, now);
    }
    if (uId == null) {
      return;
    }
    if (!body.has("uId") && !body.has("mdmInfo")) {
      return;
    }
    if (body.has("uId")) {
      managers.told(sending.node(), uId, now);
    }
    String manager = body.path("mdmInfo").path("id").asString("");
    boolean ours = manager.isEmpty() || manager.equals(claimId(uId));
    if (ours) {
      foreign.remove(uId);
      if (sending.path().equals("POST client/config")) {
        claimed.put(uId, sending.at());
      }
    } else if (sending.at().isAfter(claimed.getOrDefault(uId, Instant.MIN))) {
      foreign.put(uId, new Foreign(sending.node(), sending.at()));
    }
  }

  private void answeredWrite(Sendings.Sent write, JsonNode body) {
    if (body.has("errorNumber")) {
      perhapsTaken.remove(write.request);
      judges.sendings().notTaken(write);
      failed(write, body, write.pairs);
    } else if (body.has("eventId")) {
      judges.sendings().accepted(write, body.path("eventId").asString());
    }
  }

  private void status(Sendings.Sent sent, Sending sending, JsonNode body) {
    String status = body.path("eventStatus").asString("");
    if (status.equals("COMPLETE") || status.equals("FAILED")) {
      judges.sendings().over(sent);
      body.path("failures").forEach(failure -> failed(sent, failure, sent.pairs));
    } else if (body.path("errorNumber").asInt(0) == 9708) {
      judges.sendings().forgotten(sent, sending.at());
    }
  }

  private void failed(Sendings.Sent sent, JsonNode error, List<Pair> among) {
    int number = error.path("errorNumber").asInt();
    for (Pair pair : among) {
      if (pair.isNamedBy(error.path("errorInfo"))) {
        judges.sendings().says(sent.uId, pair, number);
      }
    }
    if (number == Purchases.NOT_ENOUGH) {
      judges.purchases().refused(sent);
    }
  }

  /** A notification was taken. */
  void told(String text) {
    JsonNode body = parse(text);
    JsonNode content = body.path("notification");
    JsonNode error = content.path("error");
    if (error.has("errorNumber") && content.has("assignments")) {
      List<Pair> pairs = content.path("assignments").valueStream().map(Pair::ofRow).toList();
      judges
          .sendings()
          .ofEvent(content.path("eventId").asString(""))
          .ifPresent(sent -> failed(sent, error, pairs));
    }
  }

  private String claimId(String uId) {
    return jdbc.sql("select claim_id::text from location where u_id = ?")
        .param(uId)
        .query(String.class)
        .optional()
        .orElse("");
  }

  void unanswered(Sending sending, Sent sent) {
    if (sent == Sent.NO && sending.write() != null) {
      perhapsTaken.remove(sending.write().request);
      judges.sendings().notTaken(sending.write());
    }
  }

  private static JsonNode body(HttpCall call) {
    return parse(call.body().map(body -> new String(body, StandardCharsets.UTF_8)).orElse("{}"));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text.isEmpty() ? "{}" : text);
    } catch (JacksonException notJson) {
      return JSON.createObjectNode();
    }
  }
}
