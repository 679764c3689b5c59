package dev.coster.exchange;

import dev.coster.apple.AppleError;
import dev.coster.apple.AssetKey;
import dev.coster.apple.ErrorNumber;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.Reply;
import dev.coster.apple.StatusResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows Apple's events: asks for the status of accepted requests when it is time. */
final class StatusSource implements TrafficSource {
  private static final Logger log = LoggerFactory.getLogger(StatusSource.class);

  private final ExchangeParts parts;
  private final Set<UUID> taken = ConcurrentHashMap.newKeySet();

  StatusSource(ExchangeParts parts) {
    this.parts = parts;
  }

  @Override
  public Lane lane() {
    return Lane.STATUS;
  }

  @Override
  public Duration quiet() {
    return Lookout.OVERLOOKED;
  }

  @Override
  public Optional<Call> next(Session session) {
    return parts
        .tables()
        .due()
        .nextPoll(session.locationId(), session.now(), taken)
        .map(this::call);
  }

  private Call call(Request request) {
    taken.add(request.id());
    return new Call() {
      @Override
      public String description() {
        return "status of " + request.operation() + " " + request.id();
      }

      @Override
      public void run(Session session) {
        try {
          ask(session, request);
        } finally {
          taken.remove(request.id());
        }
      }
    };
  }

  private void ask(Session session, Request request) {
    String eventId = request.eventId();
    if (eventId == null) {
      throw new IllegalStateException("An accepted request without an event: " + request.id());
    }
    Reply<StatusResponse> reply;
    try {
      reply = session.apple().status(eventId);
    } catch (NoAnswerException noAnswer) {
      session.fenced(() -> later(session, request));
      return;
    }
    try {
      session.fenced(() -> answered(session, request, reply));
      judgeNotifications(session, request, reply);
    } catch (Session.LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException failed) {
      parts.mishaps().happened("Settling " + request.operation() + " " + request.id(), failed);
      session.fenced(() -> postponed(session, request)); // the others must not wait for this one
    }
  }

  /**
   * Counts only what had all its time to be notified of. Apart from the settling: nothing waits for
   * the location's row.
   */
  private void judgeNotifications(Session session, Request request, Reply<StatusResponse> reply) {
    Instant acceptedAt = request.acceptedAt();
    boolean over = reply.accepted().filter(status -> isOver(status.state())).isPresent();
    Duration left = parts.time().settings().firstPollWithNotifications();
    if (over && acceptedAt != null && !session.now().isBefore(acceptedAt.plus(left))) {
      parts.locations().settledByPoll(request.locationId(), acceptedAt);
    }
  }

  private static boolean isOver(StatusResponse.State state) {
    return switch (state) {
      case COMPLETE, FAILED -> true;
      case PENDING, UNKNOWN -> false;
    };
  }

  private Request answered(Session session, Request request, Reply<StatusResponse> reply) {
    switch (reply) {
      case Reply.Accepted<StatusResponse>(StatusResponse status, _) ->
          told(session, request, status);
      case Reply.Refused<StatusResponse> refused -> {
        if (refused.error().number() == ErrorNumber.UNKNOWN_EVENT.number()) {
          log.warn("Apple does not know the event of request {} any more", request.id());
          parts.moves().loseAccepted(request.id(), session.now());
        } else {
          later(session, request);
        }
      }
    }
    return request;
  }

  private void told(Session session, Request request, StatusResponse status) {
    switch (status.state()) {
      case COMPLETE -> parts.moves().complete(request, told(status, null), session.now());
      case FAILED ->
          parts
              .moves()
              .check(
                  request,
                  told(status, only(status.failures())),
                  status.failures().stream().map(StatusSource::failure).toList(),
                  session.now());
      case PENDING -> later(session, request);
      case UNKNOWN -> {
        log.warn("Request {} has the unknown status {}", request.id(), status.eventStatus());
        later(session, request);
      }
    }
  }

  /** Asked again after Apple's wait; after ten minutes its assets are read instead. */
  private Request later(Session session, Request request) {
    Instant now = session.now();
    Instant acceptedAt = request.acceptedAt();
    if (acceptedAt != null
        && !now.isBefore(acceptedAt.plus(parts.time().settings().resendAfter()))) {
      parts.moves().loseAccepted(request.id(), now);
    } else {
      postponed(session, request);
    }
    return request;
  }

  private Request postponed(Session session, Request request) {
    Instant next = session.now().plus(parts.time().settings().pollEvery());
    parts.tables().sending().pollAt(request.id(), next);
    return request;
  }

  private static SendingStore.EventResult told(StatusResponse status, @Nullable AppleError error) {
    return new SendingStore.EventResult(
        error == null ? null : error.number(),
        error == null ? null : error.message(),
        status.numRequested(),
        status.numCompleted());
  }

  /** The error of an event that has a single one. */
  private static @Nullable AppleError only(List<AppleError> failures) {
    return failures.size() == 1 ? failures.getFirst() : null;
  }

  private static RequestListener.Failure failure(AppleError error) {
    return new RequestListener.Failure(
        error.number(),
        error.message(),
        error.info().assets().stream().map(AssetKey::adamId).toList(),
        error.info().clientUserIds(),
        error.info().serialNumbers());
  }
}
