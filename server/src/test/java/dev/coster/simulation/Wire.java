package dev.coster.simulation;

import dev.coster.apple.HttpCall;
import dev.coster.apple.NoAnswerException.Sent;
import dev.coster.simulator.ServiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
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
 * not take it, and never for a location that is not ours as far as anybody alive was told.
 */
final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> WRITES =
      Map.of(
          "/mdm/v2/assets/associate", "ASSOCIATE",
          "/mdm/v2/assets/disassociate", "DISASSOCIATE",
          "/mdm/v2/assets/revoke", "REVOKE",
          "/mdm/v2/users/create", "CREATE",
          "/mdm/v2/users/update", "UPDATE",
          "/mdm/v2/users/retire", "RETIRE");

  private final JdbcClient jdbc;
  private final Map<String, String> locationOfToken = new HashMap<>();
  private final Set<UUID> perhapsTaken = new HashSet<>();
  private final Map<String, Foreign> foreign = new HashMap<>();
  private final Map<String, Instant> claimed = new HashMap<>();

  private record Foreign(Node told, Instant at) {}

  Wire(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One call on its way. */
  record Sending(
      Node node, Instant at, String path, @Nullable String uId, @Nullable UUID request) {}

  /** A token that opens a location. */
  void knows(String token, String uId) {
    locationOfToken.put(token, uId);
  }

  Sending sends(Node node, HttpCall call, Instant now) {
    String path = call.uri().getPath();
    String uId =
        call.header("Authorization")
            .map(bearer -> locationOfToken.get(bearer.substring("Bearer ".length())))
            .orElse(null);
    String operation = call.method().equals("POST") ? WRITES.get(path) : null;
    UUID request = null;
    if (operation != null && uId != null) {
      request = recorded(uId, operation, body(call));
      requireOnce(request);
      requireOurs(node, uId, operation);
    }
    return new Sending(node, now, call.method() + path, uId, request);
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
    body.path("assets")
        .forEach(asset ->
            assets.add(
                asset.path("adamId").asString() + " " + asset.path("pricingParam").asString()));
    Set<String> holders = new TreeSet<>();
    body.path("clientUserIds").forEach(id -> holders.add("U" + id.asString()));
    body.path("serialNumbers").forEach(id -> holders.add("D" + id.asString()));
    body.path("users").forEach(user -> holders.add("U" + user.path("clientUserId").asString()));
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

  void answered(Sending sending, ServiceResponse response) {
    JsonNode body = parse(response.body());
    if (sending.request() != null && body.has("errorNumber")) {
      perhapsTaken.remove(sending.request());
    }
    String uId = sending.uId();
    if (uId == null || (!body.has("uId") && !body.has("mdmInfo"))) {
      return;
    }
    String manager = body.path("mdmInfo").path("id").asString("");
    boolean ours = manager.isEmpty() || manager.equals(claimId(uId));
    if (ours) {
      foreign.remove(uId);
      if (sending.path().equals("POST/mdm/v2/client/config")) {
        claimed.put(uId, sending.at());
      }
    } else if (sending.at().isAfter(claimed.getOrDefault(uId, Instant.MIN))) {
      foreign.put(uId, new Foreign(sending.node(), sending.at()));
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
    if (sent == Sent.NO && sending.request() != null) {
      perhapsTaken.remove(sending.request());
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
