package dev.coster.exchange;

import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The recorded requests of a lane, in the order in which they were recorded. */
final class SendSource implements TrafficSource {
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
    giveUpAbandoned(session);
    int window = parts.time().settings().window() + (lane == Lane.URGENT ? 1 : 0);
    SendingStore sending = parts.tables().sending();
    if (!session.mayWrite() || sending.inWork(session.locationId()) >= window) {
      return Optional.empty();
    }
    return sending.nextDue(session.locationId(), lane, session.now(), shared.taken).map(this::call);
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

  /** Marked as being sent, but nobody here is sending it: its sender died or lost its lease. */
  private void giveUpAbandoned(Session session) {
    for (UUID id : parts.tables().sending().sent(session.locationId())) {
      if (!shared.taken.contains(id)) {
        session.fenced(() -> {
          parts
              .tables()
              .requests()
              .find(Visibility.ALL, id)
              .ifPresent(request ->
                  parts
                      .moves()
                      .loseSent(request, parts.time().settings().lostGrace(), session.now()));
          return id;
        });
      }
    }
  }
}
