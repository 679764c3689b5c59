package dev.coster.apple;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Fields that Apple sent and this client does not know, kept as they came. {@code toString} names
 * them only: nobody knows what they hold.
 */
public record UnknownFields(Map<String, JsonNode> values) {

  /** None. */
  public static final UnknownFields NONE = new UnknownFields(Map.of());

  public UnknownFields {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** What may be told of them. */
  public Map<String, UnknownField> told() {
    Map<String, UnknownField> told = new LinkedHashMap<>();
    values.forEach((name, value) -> told.put(name, UnknownField.of(name, value)));
    return told;
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
