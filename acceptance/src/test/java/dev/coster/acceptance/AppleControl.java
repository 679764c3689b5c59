package dev.coster.acceptance;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The control port of the simulated Apple. */
final class AppleControl {
  private final JsonClient control;

  AppleControl(String address) {
    this.control = new JsonClient(address, "");
  }

  /** What an asset's counts are. */
  record Counts(long total, long used, long free) {}

  /**
   * What is so at a location.
   *
   * @param counts by {@code adamId:pricingParam}, without unlimited assets
   * @param pairs {@code adamId:pricingParam for holder}
   * @param rows how many assignments there are, doubled ones included
   */
  record LocationTruth(
      String uId, String name, Map<String, Counts> counts, Set<String> pairs, int rows) {
    static String pair(String asset, String holder) {
      return asset + " for " + holder;
    }
  }

  /** All locations, by name. */
  Map<String, LocationTruth> truth() {
    Map<String, LocationTruth> locations = new LinkedHashMap<>();
    for (JsonNode location : control.get("/truth").get("locations")) {
      LocationTruth truth = location(location);
      locations.put(truth.name(), truth);
    }
    return locations;
  }

  private static LocationTruth location(JsonNode location) {
    Map<String, Counts> counts = new LinkedHashMap<>();
    for (JsonNode asset : location.get("assets")) {
      if (!asset.get("unlimited").asBoolean()) {
        counts.put(
            key(asset),
            new Counts(
                asset.get("total").asLong(),
                asset.get("assigned").asLong(),
                asset.get("available").asLong()));
      }
    }
    Set<String> pairs = new HashSet<>();
    JsonNode rows = location.get("assignments");
    for (JsonNode row : rows) {
      String holder =
          row.has("serialNumber")
              ? row.get("serialNumber").asString()
              : row.get("clientUserId").asString();
      pairs.add(LocationTruth.pair(key(row), holder));
    }
    return new LocationTruth(
        location.get("uId").asString(),
        location.get("locationName").asString(),
        counts,
        pairs,
        rows.size());
  }

  private static String key(JsonNode node) {
    return node.get("adamId").asString() + ":" + node.get("pricingParam").asString();
  }

  /** Whether somebody with that invite code is registered anywhere. */
  boolean knowsInvitation(String inviteCode) {
    for (JsonNode location : control.get("/truth").get("locations")) {
      for (JsonNode user : location.get("users")) {
        if (user.get("inviteCode").asString().equals(inviteCode)) {
          return true;
        }
      }
    }
    return false;
  }

  String createLocation(String name) {
    String organization =
        control
            .post("/organizations", Map.of("name", "Acceptance", "domain", "acceptance.example"))
            .get("id")
            .asString();
    return control
        .post("/locations", Map.of("organization", organization, "locationName", name))
        .get("uId")
        .asString();
  }

  void addApp(String uId, String adamId, int licenses) {
    control.post("/assets", Map.of("uId", uId, "adamId", adamId, "licenses", licenses));
  }

  /** An app that the store tells a name of. */
  void addApp(String uId, String adamId, String name, int licenses) {
    control.post(
        "/products",
        Map.ofEntries(
            Map.entry("adamId", adamId),
            Map.entry("name", name),
            Map.entry("artistName", "Acceptance"),
            Map.entry("bundleId", "example.acceptance." + name.toLowerCase(Locale.ROOT)),
            Map.entry("kind", "iosSoftware"),
            Map.entry("deviceFamilies", List.of("ipad")),
            Map.entry("genreNames", List.of("Games")),
            Map.entry("version", "1.0"),
            Map.entry("price", 0),
            Map.entry("customApp", false),
            Map.entry("storefronts", List.of())));
    addApp(uId, adamId, licenses);
  }

  String issueToken(String uId) {
    return control.post("/tokens", Map.of("uId", uId, "kind", "FULL")).get("token").asString();
  }

  /** The first token of a location is not good any more. */
  void revokeFirstToken(String uId) {
    String first = control.get("/tokens?uId=" + uId).get("ids").get(0).asString();
    control.post("/tokens/revoke", Map.of("id", first));
  }

  /** Somebody opens the invitation's link and signs in. */
  void accept(String inviteCode, String account) {
    control.post("/accept", Map.of("inviteCode", inviteCode, "account", account));
  }

  /** Another server manages the location from now on. */
  void claim(String uId, String server) {
    control.post("/claim", Map.of("uId", uId, "id", "other", "name", server));
  }

  void faults(Map<String, ?> changes) {
    control.put("/faults", changes);
  }

  void limits(Map<String, ?> changes) {
    control.put("/limits", changes);
  }

  void choices(Map<String, ?> changes) {
    control.put("/choices", changes);
  }

  /** How many calls there were so far. */
  long calls() {
    JsonNode log = log();
    return log.isEmpty() ? 0 : log.get(log.size() - 1).get("number").asLong();
  }

  /** How many calls were to change something at a location. */
  long writes(String uId) {
    return StreamSupport.stream(log().spliterator(), false)
        .filter(call -> call.get("method").asString().equals("POST"))
        .filter(call -> call.get("uId").asString("").equals(uId))
        .count();
  }

  private JsonNode log() {
    return control.get("/log?after=0&limit=10000");
  }

  /**
   * Short events and prompt notifications, so that a test need not wait minutes; every other
   * unkindness stays.
   */
  void beQuick() {
    faults(
        Map.of(
            "events",
            Map.of(
                "duration",
                Map.of("least", "PT1S", "most", "PT3S"),
                "maintenance",
                0,
                "pendingLong",
                0,
                "pendingForever",
                0),
            "notifications",
            Map.of("late", 0, "lost", 0)));
  }

  /**
   * Every answer arrives, so that nothing has to be looked up minutes later; every other unkindness
   * stays.
   */
  void answerAlways() {
    faults(
        Map.of(
            "answers",
            Map.of("errorAfterWork", 0, "lostAnswer", 0, "cutBefore", 0, "cutMidway", 0)));
  }
}
