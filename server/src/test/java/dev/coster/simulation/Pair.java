package dev.coster.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a write is about, in Apple's words.
 *
 * @param asset {@code adamId pricingParam}; empty for a write on users
 * @param holder the kind, U or D, and Apple's id
 */
record Pair(String asset, String holder) {

  /** As in the lines of {@link Truth}. */
  String at(String uId) {
    return uId + " " + asset + " " + holder;
  }

  /** All that a request's body is about. */
  static List<Pair> of(JsonNode body) {
    List<String> holders = new ArrayList<>();
    body.path("clientUserIds").forEach(id -> holders.add("U" + id.asString()));
    body.path("serialNumbers").forEach(id -> holders.add("D" + id.asString()));
    List<Pair> pairs = new ArrayList<>();
    for (JsonNode asset : body.path("assets")) {
      holders.forEach(holder -> pairs.add(new Pair(key(asset), holder)));
    }
    for (JsonNode user : body.path("users")) {
      pairs.add(new Pair("", "U" + user.path("clientUserId").asString()));
    }
    return pairs;
  }

  /** Whether an error that names this is about the pair; one that names nothing is about all. */
  boolean isNamedBy(JsonNode errorInfo) {
    String kind = holder.startsWith("U") ? "clientUserIds" : "serialNumbers";
    boolean holders =
        !errorInfo.path("clientUserIds").isEmpty() || !errorInfo.path("serialNumbers").isEmpty();
    boolean mine =
        errorInfo
            .path(kind)
            .valueStream()
            .anyMatch(id -> id.asString().equals(holder.substring(1)));
    boolean assets = !errorInfo.path("assets").isEmpty();
    boolean its =
        errorInfo
            .path("assets")
            .valueStream()
            .anyMatch(one -> asset.startsWith(one.path("adamId").asString() + " "));
    return (!holders || mine) && (!assets || its);
  }

  /** An assignment of a notification. */
  static Pair ofRow(JsonNode row) {
    return new Pair(
        key(row),
        row.has("clientUserId")
            ? "U" + row.path("clientUserId").asString()
            : "D" + row.path("serialNumber").asString());
  }

  private static String key(JsonNode asset) {
    return asset.path("adamId").asString() + " " + asset.path("pricingParam").asString("STDQ");
  }

  /** The query of an address. */
  static Map<String, String> query(String raw) {
    return dev.coster.simulator.ServiceRequest.decodeQuery(raw);
  }
}
