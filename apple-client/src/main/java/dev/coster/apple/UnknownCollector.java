package dev.coster.apple;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Keeps unknown properties whole, up to a sane number. */
final class UnknownCollector {

  private static final int MOST = 200;

  private final Map<String, JsonNode> values = new LinkedHashMap<>();

  void keep(String name, JsonParser json) {
    JsonNode value = json.readValueAsTree();
    if (values.size() < MOST) {
      values.put(name, value);
    }
  }

  UnknownFields fields() {
    return new UnknownFields(values);
  }
}
