package dev.coster.apple;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** How far an event is. */
final class StatusShape implements BodyShape<StatusResponse> {

  private final UnaryOperator<String> mask;
  private final UnknownCollector unknown = new UnknownCollector();
  private @Nullable String status;
  private @Nullable String type;
  private @Nullable Integer requested;
  private @Nullable Integer completed;
  private List<AppleError> failures = List.of();

  StatusShape(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  @Override
  public void take(String name, JsonParser json) {
    switch (name) {
      case "eventStatus" -> status = Values.text(json);
      case "eventType" -> type = Values.text(json);
      case "numRequested" -> requested = Values.integer(json);
      case "numCompleted" -> completed = Values.integer(json);
      case "failures" -> failures = Values.list(json, failure -> ErrorReader.read(failure, mask));
      default -> unknown.keep(name, json);
    }
  }

  @Override
  public StatusResponse finish(Envelope envelope) {
    return new StatusResponse(
        Values.required(status, "eventStatus"),
        type,
        requested,
        completed,
        failures,
        unknown.fields());
  }
}
