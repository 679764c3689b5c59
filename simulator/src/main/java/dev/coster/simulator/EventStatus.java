package dev.coster.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code GET status}: how far an event is. */
final class EventStatus {
  private static final Duration POLITE_PAUSE = Duration.ofSeconds(30);

  private final Caller caller;
  private final World world;

  EventStatus(Caller caller) {
    this.caller = caller;
    this.world = caller.world();
  }

  String body(ServiceRequest request) {
    Event event = find(new Query(request.query()).text("eventId"));
    countHastyPoll(event);
    return Json.object(json -> write(json, event));
  }

  private Event find(@Nullable String eventId) {
    Event event = eventId == null ? null : caller.location().events.get(eventId);
    if (event == null
        || event.acceptedAt.plus(world.choices.writing().eventKept()).isBefore(world.now())) {
      throw new Refusal(AppleError.UNKNOWN_EVENT);
    }
    return event;
  }

  private void countHastyPoll(Event event) {
    if (event.lastPoll != null && world.now().isBefore(event.lastPoll.plus(POLITE_PAUSE))) {
      caller.location().manners.statusPollsTooSoon++;
    }
    event.lastPoll = world.now();
  }

  private void write(JsonGenerator json, Event event) {
    String status = event.status(world.now());
    boolean workHidden = event.silent() && status.equals("PENDING");
    json.writeStringProperty("eventStatus", status);
    json.writeStringProperty("eventType", event.type.name());
    json.writeNumberProperty("numRequested", event.numRequested);
    json.writeNumberProperty("numCompleted", workHidden ? 0 : event.numCompleted);
    if (status.equals("FAILED")) {
      json.writeArrayPropertyStart("failures");
      event.failures.forEach((error, info) -> {
        json.writeStartObject();
        Json.error(json, error, info);
        json.writeEndObject();
      });
      json.writeEndArray();
    }
    caller.writeCommonFields(json);
  }
}
