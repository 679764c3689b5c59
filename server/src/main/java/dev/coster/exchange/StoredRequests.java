package dev.coster.exchange;

import dev.coster.platform.Ids;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests as rows in PostgreSQL. */
final class StoredRequests implements Requests {
  private static final Duration HEARD_SOON = Duration.ofSeconds(2);

  private final Transactions transactions;
  private final RequestStore store;
  private final PairStore pairs;
  private final SendingStore sending;
  private final Listeners listeners;
  private final Nudges nudges;
  private final Ids ids;
  private final InstantSource clock;
  private final Duration pollEvery;

  StoredRequests(Tables tables, Listeners listeners, Nudges nudges, Ids ids, Time time) {
    this.transactions = tables.transactions();
    this.store = tables.requests();
    this.pairs = tables.pairs();
    this.sending = tables.sending();
    this.listeners = listeners;
    this.nudges = nudges;
    this.ids = ids;
    this.clock = time.clock();
    this.pollEvery = time.settings().pollEvery();
  }

  @Override
  public void lock(int locationId) {
    Transactions.require();
    if (!store.lock(locationId)) {
      throw new IllegalArgumentException("No location " + locationId);
    }
  }

  @Override
  public void forgetUsers(int[] holderIds) {
    Transactions.require();
    if (holderIds.length > 0) {
      store.forgetUsers(holderIds);
    }
  }

  @Override
  public List<UUID> record(List<Draft> drafts) {
    Transactions.require();
    List<UUID> recorded = new ArrayList<>();
    Set<Integer> locations = new TreeSet<>();
    drafts.forEach(draft -> locations.add(draft.locationId()));
    locations.forEach(this::lock);
    transactions.runNested(() -> {
      Instant at = clock.instant();
      for (Draft draft : drafts) {
        Draft good = Drafts.checked(draft);
        store
            .overlapping(good)
            .ifPresent(open -> {
              throw new PairInWorkException("Request " + open + " has a pair in work");
            });
        recorded.add(insert(good, 1, null, later(at, recorded.size())));
      }
    });
    locations.forEach(location -> Transactions.afterCommit(() -> nudges.nudge(location)));
    return List.copyOf(recorded);
  }

  private UUID insert(Draft draft, int attempt, @Nullable UUID resendOf, Instant at) {
    UUID id = ids.next();
    store.insert(id, draft, attempt, resendOf, at);
    return id;
  }

  /** Requests of one breath keep their order, to the finest grain that PostgreSQL stores. */
  private static Instant later(Instant at, int position) {
    return at.plusNanos(1_000L * position);
  }

  @Override
  public List<Request> open(int locationId) {
    return store.open(locationId);
  }

  @Override
  public List<Request> toCheck(int locationId) {
    return store.toCheck(locationId);
  }

  @Override
  public List<Request> leftToNotifications(
      int locationId, @Nullable Integer assetId, @Nullable Integer holderId) {
    return store.polledAfter(locationId, assetId, holderId, clock.instant().plus(pollEvery));
  }

  @Override
  public void askSoon(UUID requestId) {
    Instant now = clock.instant();
    sending.pollSoon(requestId, now.plus(HEARD_SOON), now.plus(pollEvery));
  }

  @Override
  public Optional<Request> find(Visibility visibility, UUID requestId) {
    return store.find(visibility, requestId);
  }

  @Override
  public List<Request> ofJob(Visibility visibility, UUID jobId, @Nullable UUID after, int limit) {
    return store.ofJob(visibility, jobId, after, limit);
  }

  @Override
  public int openOfJob(UUID jobId) {
    return store.openOfJob(jobId);
  }

  @Override
  public Standing standing(UUID jobId) {
    return store.standing(jobId);
  }

  @Override
  public List<Story> containing(Visibility visibility, int assetId, int holderId, int limit) {
    return store.containing(visibility, assetId, holderId, limit);
  }

  @Override
  public Optional<Request> openByEvent(int locationId, String eventId) {
    return store.openByEvent(locationId, eventId);
  }

  @Override
  public boolean isOurs(int locationId, String eventId) {
    return store.isOurs(locationId, eventId);
  }

  @Override
  public void notePairs(UUID requestId, List<PairNote> notes) {
    Instant now = clock.instant();
    transactions.run(() -> {
      pairs.note(requestId, notes, false, now);
      askSoon(requestId);
    });
  }

  @Override
  public List<PairNote> pairs(UUID requestId) {
    return pairs.of(requestId);
  }

  @Override
  public void settleChecked(
      UUID requestId, Outcome outcome, List<PairNote> notes, List<Draft> sendAgain, Instant at) {
    settled(requestId, outcome, notes, at)
        .ifPresent(request -> repeat(request, List.of(), sendAgain, at));
  }

  @Override
  public void settleChecked(
      UUID requestId, Outcome outcome, List<PairNote> notes, Packing packing, Instant at) {
    settled(requestId, outcome, notes, at)
        .ifPresent(request -> {
          List<Draft> alone = packing.with(List.of());
          List<Request> unsent = alone.isEmpty() ? List.of() : store.unsentRepetitions(request);
          List<Draft> together = unsent.isEmpty() ? alone : packing.with(unsent);
          if (together.size() < alone.size() + unsent.size()
              && store.forgetUnsent(request, unsent)) {
            repeat(request, unsent, together, at);
          } else {
            repeat(request, List.of(), alone, at);
          }
        });
  }

  /** Empty when another reading was quicker. */
  private Optional<Request> settled(
      UUID requestId, Outcome outcome, List<PairNote> notes, Instant at) {
    Transactions.require();
    Optional<Request> settled =
        sending.settle(
            requestId,
            Set.of(RequestState.LOST, RequestState.CHECKING),
            outcome,
            SendingStore.EventResult.NONE,
            at);
    settled.ifPresent(request -> {
      pairs.note(requestId, notes, true, at);
      Transactions.afterCommit(() -> nudges.nudge(request.locationId()));
    });
    return settled;
  }

  private void repeat(Request request, List<Request> unsent, List<Draft> sendAgain, Instant at) {
    List<Request> parts = new ArrayList<>(unsent);
    parts.add(request);
    for (int i = 0; i < sendAgain.size(); i++) {
      Draft draft = Drafts.checked(sendAgain.get(i));
      if (!Drafts.within(parts, draft) || request.attempt() >= MAX_ATTEMPTS) {
        throw new IllegalArgumentException("No repetition of " + request.id());
      }
      insert(draft, request.attempt() + 1, request.id(), later(at, i));
    }
  }

  @Override
  public long withdraw(UUID jobId) {
    Transactions.require();
    List<Request> withdrawn = sending.withdraw(jobId, clock.instant());
    withdrawn.forEach(request -> listeners.of(request.operation()).withdrawn(request));
    return withdrawn.stream().mapToLong(Request::size).sum();
  }

  @Override
  public void hold(UUID jobId, boolean held) {
    Transactions.require();
    List<Integer> locations = sending.hold(jobId, held);
    locations.forEach(location -> Transactions.afterCommit(() -> nudges.nudge(location)));
  }

  @Override
  public Map<Integer, Long> reserved(int locationId) {
    return store.reserved(locationId);
  }
}
