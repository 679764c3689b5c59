package dev.coster.exchange;

import dev.coster.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Moves requests from state to state and tells those who asked for them, all in the caller's fenced
 * transaction. A move that another one forestalled does nothing.
 */
final class Moves {
  private final SendingStore sending;
  private final RequestStore requests;
  private final PairStore pairs;
  private final Listeners listeners;
  private final Ids ids;

  Moves(Tables tables, Listeners listeners, Ids ids) {
    this.sending = tables.sending();
    this.requests = tables.requests();
    this.pairs = tables.pairs();
    this.listeners = listeners;
    this.ids = ids;
  }

  /** Nobody knows what became of an accepted request: readings that begin now will tell. */
  void loseAccepted(UUID id, Instant now) {
    lose(id, RequestState.ACCEPTED, now);
  }

  /** No answer, or the sender died: Apple may have the request, or may still accept it. */
  void loseSent(Request request, Duration grace, Instant now) {
    Instant sentAt = request.sentAt();
    lose(request.id(), RequestState.SENT, (sentAt == null ? now : sentAt).plus(grace));
  }

  private void lose(UUID id, RequestState from, Instant checkAfter) {
    sending
        .lose(id, from, checkAfter)
        .ifPresent(request -> listeners.of(request.operation()).toCheck(request, List.of()));
  }

  /** Apple's event is complete; what a notification said against it is looked into. */
  void complete(Request request, SendingStore.EventResult result, Instant at) {
    if (tooFew(request, result) || pairs.anyRefused(request.id())) {
      check(request, result, List.of(), at);
      return;
    }
    sending
        .settle(request.id(), EnumSet.of(RequestState.ACCEPTED), Outcome.COMPLETE, result, at)
        .ifPresent(settled -> listeners.of(settled.operation()).completed(settled));
  }

  /** A revoke names no assets, so nobody knows beforehand how many tasks it has. */
  private static boolean tooFew(Request request, SendingStore.EventResult result) {
    Integer requested = result.numRequested();
    Integer completed = result.numCompleted();
    return requested != null
        && ((completed != null && completed < requested)
            || (request.operation() != Operation.REVOKE && requested < request.size()));
  }

  /** Apple's event failed in part: every pair is being checked. */
  void check(
      Request request,
      SendingStore.EventResult result,
      List<RequestListener.Failure> failures,
      Instant checkAfter) {
    sending
        .check(request.id(), checkAfter, result)
        .ifPresent(checking -> listeners.of(checking.operation()).toCheck(checking, failures));
  }

  /** Apple refused it at once. */
  void refuse(UUID id, int number, String message, Instant at) {
    sending
        .settle(
            id,
            EnumSet.of(RequestState.SENT, RequestState.RECORDED),
            Outcome.REFUSED,
            new SendingStore.EventResult(number, message, null, null),
            at)
        .ifPresent(request -> listeners.of(request.operation()).refused(request, number, message));
  }

  /** Apple queued nothing, and will hear of it again; unless its job was canceled meanwhile. */
  void giveBack(Request request, Instant notBefore, int number, String message, Instant now) {
    if (sending.giveBack(request.id(), notBefore, number, message).isPresent()
        && sending.canceled(request.jobId())) {
      withdraw(request.id(), now);
    }
  }

  /**
   * Apple queued nothing of a request because of some of its pairs: those are refused, the others
   * will be asked for anew; unless its job was canceled meanwhile.
   */
  void part(Request request, Culprits.Parting parting, int number, String message, Instant now) {
    giveBack(request, now, number, message, now);
    List<Requests.Draft> all = new ArrayList<>();
    if (parting.refused() != null) {
      all.add(parting.refused());
    }
    all.addAll(parting.rest());
    if (split(request, all) && parting.refused() != null) {
      refuse(request.id(), number, message, now);
    }
  }

  /** Takes back what is not sent yet. */
  void withdraw(UUID id, Instant now) {
    sending
        .settle(
            id,
            Set.of(RequestState.RECORDED),
            Outcome.WITHDRAWN,
            SendingStore.EventResult.NONE,
            now)
        .ifPresent(request -> listeners.of(request.operation()).withdrawn(request));
  }

  /**
   * Turns a recorded request into several that ask for the same pairs; the first keeps its id. They
   * follow each other in the queue where the whole one stood. False when it was withdrawn.
   */
  boolean split(Request request, List<Requests.Draft> parts) {
    if (!sending.shrink(request.id(), parts.getFirst())) {
      return false;
    }
    for (int i = 1; i < parts.size(); i++) {
      Instant place = request.recordedAt().plusNanos(1_000L * i);
      requests.insert(ids.next(), parts.get(i), request.attempt(), null, place);
    }
    return true;
  }
}
