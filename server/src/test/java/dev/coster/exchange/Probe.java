package dev.coster.exchange;

import java.util.Optional;
import java.util.function.Consumer;

/** A source that always has something to send. */
final class Probe implements TrafficSource {
  private final Lane lane;
  private final Consumer<Session> work;
  int runs;

  Probe(Lane lane, Consumer<Session> work) {
    this.lane = lane;
    this.work = work;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public Optional<Call> next(Session session) {
    return Optional.of(
        new Call() {
          @Override
          public String description() {
            return "probe " + lane;
          }

          @Override
          public void run(Session held) {
            runs++;
            work.accept(held);
          }
        });
  }
}
