package dev.coster.simulator;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/**
 * Writes everything that is so, location by location. Tests compare against it, so its form is
 * stable.
 */
final class Truth {
  private final World world;

  Truth(World world) {
    this.world = world;
  }

  void writeTo(OutputStream out) {
    try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("locations");
      world.locations.values().forEach(location -> write(json, location));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void write(JsonGenerator json, Location location) {
    json.writeStartObject();
    json.writeStringProperty("uId", location.uId);
    json.writeStringProperty("locationName", location.name);
    json.writeArrayPropertyStart("assets");
    location.library.assets().forEach(asset -> write(json, asset));
    json.writeEndArray();
    json.writeArrayPropertyStart("assignments");
    writeAssignments(json, location);
    json.writeEndArray();
    json.writeArrayPropertyStart("users");
    location.users.records().forEach(user -> write(json, user));
    json.writeEndArray();
    write(json, location.manners);
    json.writeEndObject();
  }

  private void write(JsonGenerator json, Asset asset) {
    Choices.RetiredCount choice = world.choices.reading().retiredCount();
    json.writeStartObject();
    json.writeStringProperty("adamId", asset.key.adamId());
    json.writeStringProperty("pricingParam", asset.key.pricingParam());
    json.writeNumberProperty("total", asset.shownTotal(choice));
    json.writeNumberProperty("assigned", asset.shownAssigned(choice));
    json.writeNumberProperty("available", asset.available());
    json.writeNumberProperty("retired", asset.retired());
    json.writeBooleanProperty("unlimited", asset.unlimited());
    json.writeEndObject();
  }

  private void writeAssignments(JsonGenerator json, Location location) {
    Library library = location.library;
    library.assignments.visit(
        Assignments.Filter.ALL,
        -1,
        0,
        Integer.MAX_VALUE,
        (asset, holder) -> write(json, location, library.asset(asset), holder, false));
    if (world.choices.reading().retiredHoldingsListed()) {
      library.retiredHoldings.forEach(
          kept -> write(json, location, kept.asset(), kept.holder(), true));
    }
  }

  private static void write(
      JsonGenerator json, Location location, Asset asset, int holder, boolean retired) {
    json.writeStartObject();
    json.writeStringProperty("adamId", asset.key.adamId());
    json.writeStringProperty("pricingParam", asset.key.pricingParam());
    String property = Holder.isUser(holder) ? "clientUserId" : "serialNumber";
    json.writeStringProperty(property, location.name(holder));
    if (retired) {
      json.writeBooleanProperty("retired", true);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RegisteredUser user) {
    json.writeStartObject();
    json.writeStringProperty("clientUserId", user.clientUserId);
    json.writeStringProperty("status", user.status.wire);
    Json.optional(json, "email", user.email);
    Json.optional(json, "idHash", user.idHash());
    json.writeStringProperty("inviteCode", user.inviteCode);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Manners manners) {
    json.writeObjectPropertyStart("manners");
    json.writeNumberProperty("requests", manners.requests);
    json.writeNumberProperty("overRate", manners.overRate);
    json.writeNumberProperty("duringRetryAfter", manners.duringRetryAfter);
    json.writeNumberProperty("statusPollsTooSoon", manners.statusPollsTooSoon);
    json.writeEndObject();
  }
}
