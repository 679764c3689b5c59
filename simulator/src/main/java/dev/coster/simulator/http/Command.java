package dev.coster.simulator.http;

import dev.coster.simulator.AssetKey;
import dev.coster.simulator.PortalRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was sent to the control port: a query, or a JSON object. */
final class Command {
  final String body;
  private final Map<String, String> query;
  private final JsonNode json;

  Command(Map<String, String> query, String body) {
    this.query = query;
    this.body = body;
    this.json = ControlPort.MAPPER.readTree(body.isBlank() ? "{}" : body);
    if (!json.isObject()) {
      throw new PortalRefusal(400, "The body must be a JSON object.");
    }
  }

  @Nullable String text(String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? query.get(name) : value.asString();
  }

  String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  String need(String name) {
    String text = text(name);
    if (text == null || text.isBlank()) {
      throw new PortalRefusal(400, "Missing: " + name);
    }
    return text;
  }

  long number(String name, long otherwise) {
    String text = text(name);
    return text == null ? otherwise : Long.parseLong(text);
  }

  boolean flag(String name, boolean otherwise) {
    String text = text(name);
    return text == null ? otherwise : Boolean.parseBoolean(text);
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    JsonNode values = json.get(name);
    if (values != null) {
      values.forEach(value -> texts.add(value.asString()));
    }
    return texts;
  }

  AssetKey asset() {
    return new AssetKey(need("adamId"), text("pricingParam", "STDQ"));
  }

  <T> T as(Class<T> type) {
    return ControlPort.MAPPER.treeToValue(json, type);
  }
}
