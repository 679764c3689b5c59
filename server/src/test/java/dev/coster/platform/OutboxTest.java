package dev.coster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the outbox promises: with the transaction, once, again after a failure. */
final class OutboxTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final SettableClock clock = new SettableClock();
  private final JdbcClient jdbc = database.jdbc();
  private final Transactions transactions = database.transactions();
  private final Outbox outbox = new Outbox(transactions, jdbc, clock);
  private final List<Object> seen = new ArrayList<>();

  @OutboxType("test-left")
  record Left(long id, Instant at, List<String> names) {}

  @OutboxType("test-came")
  record Came(long id) {}

  @BeforeEach
  void empty() {
    jdbc.sql(
            "truncate outbox_event, outbox_delivery; drop table if exists effect; create table effect (id bigint)")
        .update();
  }

  @Test
  void eachConsumerSeesTheEventOnce() {
    outbox.subscribe("first", Left.class, seen::add);
    outbox.subscribe("second", Left.class, seen::add);
    outbox.subscribe("second", Came.class, seen::add);
    Left event = new Left(7, Instant.parse("2026-03-02T08:00:00.5Z"), List.of("a", "b"));
    transactions.run(() -> outbox.publish(event));
    assertThat(outbox.drain()).isEqualTo(2);
    assertThat(seen).containsExactly(event, event);
    assertThat(outbox.drain()).isZero();
    assertThat(rows("outbox_event")).isZero();
    assertThat(rows("outbox_delivery")).isZero();
  }

  @Test
  void anEventWhoseTransactionFailsWasNeverPublished() {
    outbox.subscribe("first", Came.class, seen::add);
    assertThatThrownBy(() ->
            transactions.run(() -> {
              outbox.publish(new Came(1));
              throw new IllegalStateException("rolled back");
            }))
        .hasMessage("rolled back");
    assertThat(outbox.drain()).isZero();
    assertThatThrownBy(() -> outbox.publish(new Came(1))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailureTakesBackItsEffectIsKeptAndIsTriedAgainLater() {
    List<String> faults = new ArrayList<>(List.of("first", "second"));
    outbox.subscribe(
        "shaky",
        Came.class,
        event -> {
          transactions.run(
              () -> jdbc.sql("insert into effect values (:id)").param("id", event.id()).update());
          if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.removeFirst() + " fault");
          }
        });
    transactions.run(() -> outbox.publish(new Came(5)));

    assertThat(outbox.drain()).isEqualTo(1);
    assertThat(rows("effect")).isZero();
    assertThat(jdbc.sql("select attempts, last_error from outbox_delivery").query().singleRow())
        .containsEntry("attempts", 1)
        .containsEntry("last_error", "java.lang.IllegalStateException: first fault");
    assertThat(outbox.nextAttempt()).contains(clock.instant().plusSeconds(1));
    assertThat(outbox.drain()).isZero();

    clock.advance(Duration.ofSeconds(1));
    assertThat(outbox.drain()).isEqualTo(1);
    assertThat(outbox.nextAttempt()).contains(clock.instant().plusSeconds(2));
    clock.advance(Duration.ofSeconds(2));
    outbox.drain();
    assertThat(rows("effect")).isEqualTo(1);
    assertThat(outbox.nextAttempt()).isEmpty();
  }

  @Test
  void anSqlErrorOfOneConsumerDoesNotHarmTheOther() {
    outbox.subscribe("broken", Came.class, _ -> jdbc.sql("select nonsense").query().singleValue());
    outbox.subscribe("sound", Came.class, seen::add);
    transactions.run(() -> outbox.publish(new Came(1)));
    assertThat(outbox.drain()).isEqualTo(2);
    assertThat(seen).hasSize(1);
    assertThat(rows("outbox_delivery")).isEqualTo(1);
  }

  @Test
  void whatAConsumerPublishesIsDrainedToo() {
    outbox.subscribe(
        "chain",
        Came.class,
        event -> outbox.publish(new Left(event.id(), Instant.EPOCH, List.of())));
    outbox.subscribe("end", Left.class, seen::add);
    transactions.run(() -> outbox.publish(new Came(3)));
    assertThat(outbox.drain()).isEqualTo(2);
    assertThat(seen).hasSize(1);
  }

  @Test
  void subscribingTwiceOrTooLateIsRefused() {
    outbox.subscribe("first", Came.class, seen::add);
    assertThatThrownBy(() -> outbox.subscribe("first", Came.class, seen::add))
        .hasMessageContaining("already");
    transactions.run(() -> outbox.publish(new Came(1)));
    assertThatThrownBy(() -> outbox.subscribe("late", Came.class, seen::add))
        .hasMessageContaining("Too late");
  }

  @Test
  void severalWorkersLoseNothingAndDoubleNothing() throws Exception {
    outbox.subscribe(
        "worker",
        Came.class,
        event -> jdbc.sql("insert into effect values (:id)").param("id", event.id()).update());
    transactions.run(() -> IntStream.range(0, 200).forEach(i -> outbox.publish(new Came(i))));
    List<Thread> workers =
        IntStream.range(0, 4).mapToObj(_ -> Thread.ofVirtual().start(outbox::drain)).toList();
    for (Thread worker : workers) {
      worker.join();
    }
    outbox.drain();
    assertThat(
            jdbc.sql("select count(*) || ' ' || count(distinct id) from effect")
                .query(String.class)
                .single())
        .isEqualTo("200 200");
  }

  @Test
  void theLoopWakesUpOnPublishing() throws Exception {
    BlockingQueue<Came> arrived = new LinkedBlockingQueue<>();
    outbox.subscribe("queue", Came.class, arrived::add);
    try (OutboxLoop _ = OutboxLoop.start(outbox, Mishaps.logged())) {
      transactions.run(() -> outbox.publish(new Came(11)));
      assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo(new Came(11));
    }
  }

  private long rows(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
