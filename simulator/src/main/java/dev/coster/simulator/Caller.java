package dev.coster.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;

/** Whoever holds this token, at the location that it opens. */
record Caller(World world, ContentToken token, Location location) {
  private static final Duration WARNING = Duration.ofDays(15);
  private static final DateTimeFormatter APPLE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

  static String appleTime(Instant instant) {
    return APPLE_TIME.format(instant);
  }

  /** The fields that every authenticated answer carries. */
  void writeCommonFields(JsonGenerator json) {
    json.writeStringProperty("uId", location.uId);
    writeMdmInfo(json);
    boolean soon = !world.now().isBefore(token.expires.minus(WARNING));
    if (soon || world.choices.reading().expirationAlwaysShown()) {
      json.writeStringProperty("tokenExpirationDate", appleTime(token.expires));
    }
  }

  private void writeMdmInfo(JsonGenerator json) {
    MdmInfo info = location.mdmInfo;
    if (info == null) {
      return;
    }
    json.writeObjectPropertyStart("mdmInfo");
    json.writeStringProperty("id", info.id());
    json.writeStringProperty("name", info.name());
    json.writeStringProperty("metadata", info.metadata());
    json.writeEndObject();
  }
}
