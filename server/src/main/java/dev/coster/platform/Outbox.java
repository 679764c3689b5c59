package dev.coster.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Typed events from a lower package to upper ones, written in the transaction of what they tell of,
 * and worked off later by each consumer in a transaction of its own.
 *
 * <p>What a consumer writes commits together with the note that it has seen the event, so each
 * consumer sees each event with effect exactly once, over any number of nodes. A consumer that
 * throws is asked again after a growing pause (1 s doubling up to 10 min), without end; attempts
 * and the last error are kept in {@code outbox_delivery}. Events normally come in the order of
 * publishing, but one that failed, or that another node works on, is overtaken: a consumer must
 * take an event as a hint to look, not as a step in a sequence.
 *
 * <p>A consumer runs inside a transaction, hence must not call over the network; it records a job
 * instead.
 *
 * <p>All subscriptions happen at start, before the first event: an event is delivered to those who
 * were subscribed when it was published. Thread-safe.
 */
public final class Outbox {
  private final Transactions transactions;
  private final OutboxStore store;
  private final InstantSource clock;
  private final Mishaps mishaps;
  private final Subscriptions subscriptions = new Subscriptions();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Over the tables {@code outbox_event} and {@code outbox_delivery}. */
  public Outbox(Transactions transactions, JdbcClient jdbc, InstantSource clock) {
    this(transactions, jdbc, clock, Mishaps.logged());
  }

  /** The same, telling somebody of consumers that fail. */
  public Outbox(Transactions transactions, JdbcClient jdbc, InstantSource clock, Mishaps mishaps) {
    this.mishaps = mishaps;
    this.transactions = transactions;
    this.store = new OutboxStore(jdbc);
    this.clock = clock;
  }

  /**
   * Has a consumer told of all events of a type.
   *
   * @param consumer stable name, stored with the events, by which this consumer is known after a
   *     restart
   * @param type a record with {@link OutboxType}
   * @throws IllegalStateException after the first event was published, or if the name is taken for
   *     this type
   */
  public <E extends Record> void subscribe(String consumer, Class<E> type, Consumer<E> handler) {
    subscriptions.add(consumer, type, handler);
  }

  /**
   * Publishes an event to all who subscribed to its type.
   *
   * @throws IllegalStateException outside a transaction
   */
  public void publish(Record event) {
    Transactions.require();
    List<String> consumers = subscriptions.consumersOf(event.getClass());
    if (consumers.isEmpty()) {
      return;
    }
    store.insert(
        Subscriptions.typeOf(event.getClass()),
        subscriptions.write(event),
        clock.instant(),
        consumers);
    Transactions.afterCommit(() -> listeners.forEach(Runnable::run));
  }

  /** Has the listener called after each commit of events, so that it may wake whoever drains. */
  public void onPublished(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Works off one event for one consumer, the oldest that is due.
   *
   * @return false if none was due
   */
  public boolean step() {
    return transactions.call(() -> {
      Optional<OutboxStore.Delivery> due =
          store.lockNextDue(clock.instant(), subscriptions.consumers());
      due.ifPresent(this::deliver);
      return due.isPresent();
    });
  }

  /**
   * Works off everything that is due now, what is published meanwhile included; returns how many
   * were.
   */
  public int drain() {
    int done = 0;
    while (step()) {
      done++;
    }
    if (done > 0) {
      transactions.run(store::deleteFinished);
    }
    return done;
  }

  /** When the next delivery falls due; empty if nothing waits. It may lie in the past. */
  public Optional<Instant> nextAttempt() {
    return store.nextAttempt(subscriptions.consumers());
  }

  private void deliver(OutboxStore.Delivery delivery) {
    try {
      transactions.runNested(() -> subscriptions.handle(delivery));
      store.delete(delivery);
    } catch (RuntimeException failed) {
      mishaps.happened(
          "Attempt %d of %s to work off event %d of type %s"
              .formatted(
                  delivery.attempts() + 1,
                  delivery.consumer(),
                  delivery.eventId(),
                  delivery.type()),
          failed);
      store.postpone(delivery, clock.instant(), failed);
    }
  }
}
