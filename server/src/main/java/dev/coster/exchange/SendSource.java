package dev.coster.exchange;

import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The recorded requests of a lane, in the order in which they were recorded. Where Apple has said
 * nothing for a while (silence, downtime, nothing to do), it is asked first who manages the
 * location.
 */
final class SendSource implements TrafficSource {
  /** So few pairs are no work for Apple, in however many events. */
  private static final int LITTLE = 500;

  /** So many small events stand for a large one: each is asked for its result all the same. */
  private static final int SMALL_FOR_LARGE = 8;

  private final Lane lane;
  private final ExchangeParts parts;
  private final Sender sender;
  private final Sending shared;

  SendSource(Lane lane, ExchangeParts parts, Sender sender, Sending shared) {
    this.lane = lane;
    this.parts = parts;
    this.sender = sender;
    this.shared = shared;
  }

  /** What the sources of both lanes know of requests on their way. Thread-safe. */
  static final class Sending {
    private final Set<UUID> taken = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Backoff> backoffs = new ConcurrentHashMap<>();
    private final ManagerQuestion question = new ManagerQuestion();

    /** When a request that was refused for the moment may be sent again. */
    Instant again(UUID id, Instant now) {
      return backoffs
          .compute(id, (_, before) -> (before == null ? Backoff.NONE : before).longer(now))
          .until();
    }

    void answered(UUID id) {
      backoffs.remove(id);
    }
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public Duration quiet() {
    return Lookout.OVERLOOKED;
  }

  @Override
  public Optional<Call> next(Session session) {
    tidy(session);
    DueStore due = parts.tables().due();
    if (!session.mayWrite() || full(due.inWork(session.locationId()))) {
      return Optional.empty();
    }
    Optional<Request> next = due.nextDue(session.locationId(), lane, session.now(), shared.taken);
    if (next.isPresent() && !session.managerKnown()) {
      return shared.question.next(session);
    }
    return next.map(this::call);
  }

  /** What is left of a large request that failed in part is many small ones. */
  private boolean full(DueStore.InWork work) {
    int window = parts.time().settings().window();
    int most = work.pairs() < LITTLE ? window * SMALL_FOR_LARGE : window;
    return work.requests() >= most + (lane == Lane.URGENT ? 1 : 0);
  }

  private Call call(Request request) {
    shared.taken.add(request.id());
    return new Call() {
      @Override
      public String description() {
        return request.operation() + " " + request.id() + " of " + request.size() + " pairs";
      }

      @Override
      public void run(Session session) {
        try {
          sender.send(session, request, shared);
        } finally {
          shared.taken.remove(request.id());
        }
      }
    };
  }

  private void tidy(Session session) {
    for (DueStore.Stray stray : parts.tables().due().strays(session.locationId())) {
      if (!shared.taken.contains(stray.id())) {
        session.fenced(() -> {
          settle(stray, session);
          return stray;
        });
      }
    }
  }

  /**
   * Nobody here is at it. Marked as being sent: its sender died or lost its lease. Recorded for a
   * canceled job: it came after the job had taken back what was there (a repetition, a request that
   * Apple refused for the moment).
   */
  private void settle(DueStore.Stray stray, Session session) {
    if (stray.state() == RequestState.RECORDED) {
      parts.moves().withdraw(stray.id(), session.now());
      return;
    }
    Duration grace = parts.time().settings().lostGrace();
    parts
        .tables()
        .requests()
        .find(Visibility.ALL, stray.id())
        .ifPresent(request -> parts.moves().loseSent(request, grace, session.now()));
  }
}
