package dev.coster.apple;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Apple took a write in. */
final class EventShape implements BodyShape<EventResponse> {

  private final UnknownCollector unknown = new UnknownCollector();
  private @Nullable String eventId;

  @Override
  public void take(String name, JsonParser json) {
    if (name.equals("eventId")) {
      eventId = Values.text(json);
    } else {
      unknown.keep(name, json);
    }
  }

  @Override
  public EventResponse finish(Envelope envelope) {
    return new EventResponse(Values.required(eventId, "eventId"), unknown.fields());
  }
}
