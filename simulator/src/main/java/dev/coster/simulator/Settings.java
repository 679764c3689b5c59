package dev.coster.simulator;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Partial changes of nested records, by the same JSON in Java and on the control port. */
final class Settings {
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Settings() {}

  static <T> T merge(T current, Class<T> type, String json) {
    try {
      JsonNode changes = STRICT.readTree(json);
      if (!(changes instanceof ObjectNode object)) {
        throw new SettingsProblem("Settings must be one JSON object.");
      }
      ObjectNode whole = STRICT.valueToTree(current);
      overlay(whole, object);
      return STRICT.treeToValue(whole, type);
    } catch (JacksonException e) {
      throw new SettingsProblem("Settings not understood: " + e.getOriginalMessage(), e);
    }
  }

  private static void overlay(ObjectNode whole, ObjectNode changes) {
    changes
        .properties()
        .forEach(change -> {
          JsonNode old = whole.get(change.getKey());
          if (old instanceof ObjectNode group && change.getValue() instanceof ObjectNode more) {
            overlay(group, more);
          } else {
            whole.set(change.getKey(), change.getValue());
          }
        });
  }
}
