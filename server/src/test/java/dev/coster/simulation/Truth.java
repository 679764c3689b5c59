package dev.coster.simulation;

import dev.coster.simulator.SimulatedApple;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What is so at Apple, read from the simulator's dump and nothing else, as lines that can be
 * compared.
 *
 * @param assignments location, asset and holder
 * @param counts location, asset and its counts
 * @param users location, active user and status
 * @param retired location and user
 */
record Truth(
    Set<String> assignments,
    Set<String> counts,
    Set<String> users,
    Set<String> retired,
    JsonNode dump) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Truth of(SimulatedApple apple) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    apple.writeTruth(out);
    JsonNode dump = JSON.readTree(out.toByteArray());
    Truth truth =
        new Truth(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), dump);
    dump.path("locations").forEach(location -> read(truth, location));
    return truth;
  }

  private static void read(Truth truth, JsonNode location) {
    String at = text(location, "uId") + " ";
    for (JsonNode one : location.path("assignments")) {
      String holder =
          one.has("clientUserId")
              ? "U" + text(one, "clientUserId")
              : "D" + text(one, "serialNumber");
      truth.assignments().add(at + asset(one) + holder);
    }
    for (JsonNode one : location.path("assets")) {
      boolean unlimited = one.path("unlimited").asBoolean();
      String counts =
          unlimited
              ? "unlimited, %s assigned".formatted(text(one, "assigned"))
              : "%s = %s + %s + %s"
                  .formatted(
                      text(one, "total"),
                      text(one, "assigned"),
                      text(one, "available"),
                      text(one, "retired"));
      truth.counts().add(at + asset(one) + counts);
    }
    for (JsonNode one : location.path("users")) {
      String user = at + text(one, "clientUserId");
      if (text(one, "status").equals("Retired")) {
        truth.retired().add(user);
      } else {
        truth.users().add(user + " " + text(one, "status"));
      }
    }
  }

  private static String asset(JsonNode one) {
    return text(one, "adamId") + " " + text(one, "pricingParam") + " ";
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }
}
