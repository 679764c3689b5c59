package dev.coster.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of the outbox. */
final class OutboxStore {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int ERROR_LENGTH = 500;

  private final JdbcClient jdbc;

  OutboxStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Delivery(String consumer, long eventId, int attempts, String type, String payload) {}

  void insert(String type, String payload, Instant now, List<String> consumers) {
    jdbc.sql(
            """
            with event as (
              insert into outbox_event (type, payload, published_at)
              values (:type, :payload::jsonb, :now)
              returning event_id)
            insert into outbox_delivery (consumer, event_id, next_attempt_at)
            select consumer, event.event_id, :now
            from event, unnest(:consumers) as consumer
            """)
        .param("type", type)
        .param("payload", payload)
        .param("now", Instants.utc(now))
        .param("consumers", SqlArrays.texts(consumers))
        .update();
  }

  Optional<Delivery> lockNextDue(Instant now, List<String> consumers) {
    return jdbc.sql(
            """
            select d.consumer, d.event_id, d.attempts, e.type, e.payload::text as payload
            from outbox_delivery d
            join outbox_event e using (event_id)
            where d.next_attempt_at <= :now and d.consumer = any (:consumers)
            order by d.next_attempt_at, d.event_id, d.consumer
            limit 1
            for update of d skip locked
            """)
        .param("now", Instants.utc(now))
        .param("consumers", SqlArrays.texts(consumers))
        .query(Delivery.class)
        .optional();
  }

  void delete(Delivery delivery) {
    jdbc.sql("delete from outbox_delivery where consumer = :consumer and event_id = :event")
        .param("consumer", delivery.consumer())
        .param("event", delivery.eventId())
        .update();
  }

  void postpone(Delivery delivery, Instant now, RuntimeException failure) {
    jdbc.sql(
            """
            update outbox_delivery
            set attempts = attempts + 1, next_attempt_at = :next, last_error = :error
            where consumer = :consumer and event_id = :event
            """)
        .param("next", Instants.utc(now.plus(pause(delivery.attempts()))))
        .param("error", describe(failure))
        .param("consumer", delivery.consumer())
        .param("event", delivery.eventId())
        .update();
  }

  private static Duration pause(int failuresBefore) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failuresBefore, 20));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private static String describe(RuntimeException failure) {
    String text = failure.toString();
    return text.substring(0, Math.min(ERROR_LENGTH, text.length()));
  }

  /** Removes events that every consumer has worked off. */
  void deleteFinished() {
    jdbc.sql(
            """
            delete from outbox_event e
            where not exists (select from outbox_delivery d where d.event_id = e.event_id)
            """)
        .update();
  }

  Optional<Instant> nextAttempt(List<String> consumers) {
    return jdbc.sql(
            "select min(next_attempt_at) as next from outbox_delivery where consumer = any (:consumers)")
        .param("consumers", SqlArrays.texts(consumers))
        .query((row, _) -> Optional.ofNullable(Instants.orNull(row, "next")))
        .single();
  }
}
