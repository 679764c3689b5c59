package dev.coster.apple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** What Apple publishes of its service. */
final class ServiceConfigShape implements BodyShape<ServiceConfig> {

  private final UnknownCollector unknown = new UnknownCollector();
  private @Nullable Map<String, Integer> limits;
  private Map<String, String> urls = Map.of();
  private List<ServiceConfig.PublishedError> errors = List.of();
  private List<String> types = List.of();

  @Override
  public void take(String name, JsonParser json) {
    switch (name) {
      case "limits" -> limits = readLimits(json);
      case "urls" -> urls = Values.textMap(json);
      case "errorCodes" -> errors = Values.list(json, ServiceConfigShape::readError);
      case "notificationTypes" -> types = Values.texts(json);
      default -> unknown.keep(name, json);
    }
  }

  private Map<String, Integer> readLimits(JsonParser json) {
    Map<String, Integer> read = new HashMap<>();
    Values.object(
        json,
        (name, value) -> {
          Integer limit =
              value.currentToken() == JsonToken.VALUE_NUMBER_INT ? Values.integer(value) : null;
          if (limit != null) {
            read.put(name, limit);
          } else {
            unknown.keep("limits." + name, value);
          }
        });
    return read;
  }

  private static ServiceConfig.PublishedError readError(JsonParser json) {
    AppleError error = ErrorReader.read(json, text -> text);
    return error == null
        ? new ServiceConfig.PublishedError(0, "")
        : new ServiceConfig.PublishedError(error.number(), error.message());
  }

  @Override
  public ServiceConfig finish(Envelope envelope) {
    if (limits == null) {
      throw new ShapeException("limits are missing");
    }
    return new ServiceConfig(limits, urls, errors, types, unknown.fields());
  }
}
