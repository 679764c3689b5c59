package dev.coster.simulator;

import tools.jackson.core.JsonGenerator;

/** The answer of {@code service/config}: limits, addresses, error numbers. Needs no token. */
final class ServiceConfig {
  /** The literal text that a client replaces; Apple's sample has it encoded twice. */
  static final String INVITE_CODE = "%25inviteCode%25";

  private final World world;

  ServiceConfig(World world) {
    this.world = world;
  }

  String body() {
    return Json.object(json -> {
      writeErrorCodes(json);
      writeLimits(json);
      json.writeArrayPropertyStart("notificationTypes");
      Notifier.TYPES.forEach(json::writeString);
      json.writeString(Notifier.TEST);
      json.writeEndArray();
      writeUrls(json);
    });
  }

  private static void writeErrorCodes(JsonGenerator json) {
    json.writeArrayPropertyStart("errorCodes");
    for (AppleError error : AppleError.values()) {
      json.writeStartObject();
      Json.error(json, error, ErrorInfo.none());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeLimits(JsonGenerator json) {
    json.writeObjectPropertyStart("limits");
    world.limits.byName().forEach(json::writeNumberProperty);
    json.writeNumberProperty("maxSubscriptions", 25);
    json.writeNumberProperty("maxSubscriptionClientUserIds", 1000);
    int rate = world.faults.rate().requestsPerSecond();
    if (rate > 0 && world.choices.access().ratePublished()) {
      json.writeNumberProperty("maxRequestPerSecond", rate);
    }
    json.writeEndObject();
  }

  private void writeUrls(JsonGenerator json) {
    json.writeObjectPropertyStart("urls");
    json.writeStringProperty(
        "invitationEmail",
        world.baseUrl + InvitationPage.PATH + "?inviteCode=" + INVITE_CODE + "&mt=8");
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint != Endpoint.SERVICE_CONFIG) {
        json.writeStringProperty(endpoint.key, world.baseUrl + endpoint.path);
      }
    }
    json.writeStringProperty("contentMetadataLookup", world.baseUrl + MetadataLookup.PATH);
    json.writeEndObject();
  }
}
