package dev.coster.simulator;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reading and writing of JSON, as far as this service needs it. */
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** One object, whose properties {@code properties} writes. */
  static String object(Consumer<JsonGenerator> properties) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      json.writeStartObject();
      properties.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  static void strings(JsonGenerator json, String name, Collection<String> values) {
    if (values.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  static void optional(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  static void error(JsonGenerator json, AppleError error, ErrorInfo info) {
    json.writeNumberProperty("errorNumber", error.number);
    json.writeStringProperty("errorMessage", error.message);
    info.writeTo(json);
  }

  /** The object in a request's body; anything else is an invalid argument. */
  static JsonNode body(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new Refusal(AppleError.INVALID_ARGUMENT, ErrorInfo.none(), e);
    }
    throw new Refusal(AppleError.INVALID_ARGUMENT);
  }

  /** The array of strings under this name; empty when it is missing or null. */
  static List<String> texts(JsonNode object, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(object, name)) {
      if (!element.isValueNode() || element.isNull() || element.asString().isBlank()) {
        throw new Refusal(AppleError.INVALID_ARGUMENT);
      }
      texts.add(element.asString());
    }
    return texts;
  }

  /** The elements of the array under this name; none when it is missing or null. */
  static Iterable<JsonNode> elements(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new Refusal(AppleError.INVALID_ARGUMENT);
    }
    return value;
  }

  /** A string or number as text; null when the property is missing or null. */
  static @Nullable String text(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isValueNode()) {
      throw new Refusal(AppleError.INVALID_ARGUMENT);
    }
    return value.asString();
  }
}
