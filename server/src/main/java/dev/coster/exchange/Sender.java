package dev.coster.exchange;

import dev.coster.apple.AppleError;
import dev.coster.apple.AppleLocation;
import dev.coster.apple.ErrorClass;
import dev.coster.apple.EventResponse;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.Reply;
import dev.coster.location.Location;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one recorded request: marks it as being sent under the fence, sends it, and writes down
 * what Apple said. Whatever happens in between leaves it SENT, which the next look turns into LOST.
 */
final class Sender {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  private final ExchangeParts parts;
  private final SendingStore sending;
  private final Splitter splitter;
  private final Wording wording;

  Sender(ExchangeParts parts, Splitter splitter) {
    this.parts = parts;
    this.sending = parts.tables().sending();
    this.splitter = splitter;
    this.wording = new Wording(parts.tables().names());
  }

  /** Sends the request, unless it was withdrawn, held or is not allowed any more. */
  void send(Session session, Request request, SendSource.Sending memory) {
    Wording.Said body;
    try {
      body = wording.of(request);
    } catch (IllegalArgumentException unspeakable) {
      log.error("Request {} cannot be said in Apple's words", request.id(), unspeakable);
      String message = String.valueOf(unspeakable.getMessage());
      session.fenced(() -> settledRefused(session, request, 0, message));
      return;
    }
    AppleLocation apple = session.apple();
    if (splitter.splitIfTooLarge(session, request, body.devices())) {
      return;
    }
    Optional<Request> sent =
        session.fenced(() ->
            session.managerKnown() && mayWrite(request.locationId())
                ? sending.send(request.id(), session.now())
                : Optional.empty());
    if (sent.isPresent()) {
      post(session, apple, sent.get(), body, memory);
    }
  }

  /** Looked at anew, in the transaction that marks the request: nothing is sent on old news. */
  private boolean mayWrite(int locationId) {
    return parts
        .locations()
        .find(Visibility.ALL, locationId)
        .map(location -> location.state().writable())
        .orElse(false);
  }

  private void post(
      Session session,
      AppleLocation apple,
      Request request,
      Wording.Said body,
      SendSource.Sending memory) {
    Reply<EventResponse> reply;
    try {
      reply = body.operation().apply(apple);
    } catch (NoAnswerException noAnswer) {
      session.fenced(() -> unanswered(session, request, noAnswer, memory));
      return;
    }
    switch (reply) {
      case Reply.Accepted<EventResponse>(EventResponse event, _) -> {
        memory.answered(request.id());
        session.fenced(() -> accepted(session, request, event));
      }
      case Reply.Refused<EventResponse> refused -> refused(session, request, refused, body, memory);
    }
  }

  private Request accepted(Session session, Request request, EventResponse event) {
    Instant now = session.now();
    boolean notified =
        parts
            .locations()
            .find(Visibility.ALL, request.locationId())
            .map(Location::notified)
            .orElse(false);
    ExchangeSettings settings = parts.time().settings();
    Duration wait = notified ? settings.firstPollWithNotifications() : settings.firstPoll();
    sending.accept(request.id(), event.eventId(), now, now.plus(wait));
    return request;
  }

  private Request unanswered(
      Session session, Request request, NoAnswerException noAnswer, SendSource.Sending memory) {
    if (noAnswer.sent() == NoAnswerException.Sent.NO) {
      again(session, request, 0, String.valueOf(noAnswer.getMessage()), memory);
    } else {
      lost(session, request);
    }
    return request;
  }

  private void refused(
      Session session,
      Request request,
      Reply.Refused<EventResponse> refused,
      Wording.Said body,
      SendSource.Sending memory) {
    int number = refused.error().number();
    String message = refused.error().message();
    if (refused.outcomeUnknown()) {
      session.fenced(() -> lost(session, request));
    } else if (Splitter.isTooLarge(number)) {
      session.fenced(() -> again(session, request, number, message, memory));
      splitter.splitRefused(session, request, number, body.devices());
    } else if (refused.errorClass() == ErrorClass.BACK_OFF
        || refused.errorClass() == ErrorClass.TOKEN) {
      session.fenced(() -> again(session, request, number, message, memory));
    } else {
      memory.answered(request.id());
      log.warn("Apple refused {} {} with {}", request.operation(), request.id(), number);
      session.fenced(() -> refusedForGood(session, request, refused.error(), body));
    }
  }

  /** In whole, or those of it whom the refusal is about. */
  private Request refusedForGood(
      Session session, Request request, AppleError error, Wording.Said body) {
    Optional<Culprits.Parting> parting = Culprits.part(request, body, error);
    if (parting.isEmpty()) {
      return settledRefused(session, request, error.number(), error.message());
    }
    parts.moves().part(request, parting.get(), error.number(), error.message(), session.now());
    return request;
  }

  private Request settledRefused(Session session, Request request, int number, String message) {
    parts.moves().refuse(request.id(), number, message, session.now());
    return request;
  }

  private Request lost(Session session, Request request) {
    Duration grace = parts.time().settings().lostGrace();
    parts.moves().loseSent(request, grace, session.now());
    return request;
  }

  private Request again(
      Session session, Request request, int number, String message, SendSource.Sending memory) {
    Instant now = session.now();
    Instant notBefore = memory.again(request.id(), now);
    parts.moves().giveBack(request, notBefore, number, message, now);
    return request;
  }
}
