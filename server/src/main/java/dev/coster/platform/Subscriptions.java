package dev.coster.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Who wants which events, and how records become JSON and records again. */
final class Subscriptions {
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final List<Subscription<?>> all = new CopyOnWriteArrayList<>();
  private volatile boolean sealed;

  private record Subscription<E extends Record>(
      String consumer, Class<E> type, Consumer<E> handler) {
    boolean is(String someConsumer, String someType) {
      return consumer.equals(someConsumer) && typeOf(type).equals(someType);
    }

    void handle(JsonMapper json, String payload) {
      handler.accept(json.readValue(payload, type));
    }
  }

  <E extends Record> void add(String consumer, Class<E> type, Consumer<E> handler) {
    if (sealed) {
      throw new IllegalStateException(
          "Too late to subscribe " + consumer + ": events have been published.");
    }
    if (all.stream().anyMatch(one -> one.is(consumer, typeOf(type)))) {
      throw new IllegalStateException(consumer + " is subscribed to " + typeOf(type) + " already.");
    }
    all.add(new Subscription<>(consumer, type, handler));
  }

  static String typeOf(Class<? extends Record> type) {
    OutboxType name = type.getAnnotation(OutboxType.class);
    if (name == null) {
      throw new IllegalStateException(type.getName() + " has no @OutboxType.");
    }
    return name.value();
  }

  List<String> consumersOf(Class<? extends Record> type) {
    sealed = true;
    String name = typeOf(type);
    return all.stream()
        .filter(one -> typeOf(one.type()).equals(name))
        .map(Subscription::consumer)
        .toList();
  }

  List<String> consumers() {
    return all.stream().map(Subscription::consumer).distinct().toList();
  }

  String write(Record event) {
    return json.writeValueAsString(event);
  }

  /**
   * Calls the handler. A type that is not subscribed any more (or not yet, on an older node) waits
   * as a failure does.
   */
  void handle(OutboxStore.Delivery delivery) {
    all.stream()
        .filter(one -> one.is(delivery.consumer(), delivery.type()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                delivery.consumer() + " is not subscribed to " + delivery.type()))
        .handle(json, delivery.payload());
  }
}
