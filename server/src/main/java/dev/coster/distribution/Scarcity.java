package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.exchange.Operation;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestState;
import dev.coster.exchange.Requests;
import dev.coster.exchange.Requests.PairNote;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether licenses are really lacking where {@link FreeLicenses} has none left.
 *
 * <p>A license that Apple has given out for an open request is subtracted twice there: in Apple's
 * count, and as reserved. That does no harm to who may ask again later. But what is given up, or
 * left out for good, needs certainty.
 */
final class Scarcity {
  private final Assets assets;
  private final Requests requests;
  private final WaitingStore waiting;
  private final PlanStore pictures;

  Scarcity(Assets assets, Requests requests, WaitingStore waiting, PlanStore pictures) {
    this.assets = assets;
    this.requests = requests;
    this.waiting = waiting;
    this.pictures = pictures;
  }

  /**
   * What there is of assets that looked short.
   *
   * @param free how many pairs of the request may be asked for again, per asset
   * @param doubtful assets of which more may turn out to be free
   */
  record Closer(Map<Integer, Long> free, Set<Integer> doubtful) {}

  /**
   * Looks closer, pair by pair, at what others hold. Not subtracted is what the picture showed
   * before the counts were read: they have it out already; and what younger requests miss that are
   * being checked, too: they are judged after this one, and two that miss the same licenses must
   * not leave them to each other for ever.
   */
  Closer closer(Request request, Set<Integer> assetIds) {
    int locationId = request.locationId();
    Held others = held(request, assetIds);
    Map<Integer, Long> waited = waiting.reserved(locationId, null);
    Instant checkAfter = request.checkAfter();
    Instant since = checkAfter == null ? request.recordedAt() : checkAfter;
    Map<Integer, Long> free = new HashMap<>();
    assetIds.forEach(assetId -> free.put(assetId, 0L));
    Set<Integer> doubtful = new TreeSet<>();
    for (Assets.Facts fact : others.facts().values()) {
      int assetId = fact.assetId();
      long moving = others.moving().getOrDefault(assetId, 0L);
      long reserved = others.unsent().getOrDefault(assetId, 0L) + moving;
      free.put(assetId, Math.max(0, fact.free() - waited.getOrDefault(assetId, 0L) - reserved));
      if (moving > 0 || mayBeTooLow(fact, since)) {
        doubtful.add(assetId);
      }
    }
    return new Closer(free, doubtful);
  }

  /**
   * What others hold of assets.
   *
   * @param unsent pairs that Apple does not know of, per asset
   * @param moving pairs that Apple may execute at this moment, or has executed
   */
  private record Held(
      Map<Integer, Long> unsent, Map<Integer, Long> moving, Map<Integer, Assets.Facts> facts) {}

  /** As ever, what is reserved is read before the counts. */
  private Held held(Request request, Set<Integer> assetIds) {
    List<Request> open = requests.open(request.locationId());
    Map<Integer, Assets.Facts> facts = assets.facts(request.locationId(), assetIds);
    Instant asOf =
        facts.values().stream()
            .map(Assets.Facts::asOf)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    List<Request> others =
        open.stream()
            .filter(other -> other.operation() == Operation.ASSOCIATE)
            .filter(other -> !other.id().equals(request.id()))
            .filter(other -> !judgedAfter(other, request, asOf))
            .toList();
    Map<Integer, Long> unsent = new HashMap<>();
    Map<Integer, Long> moving = new HashMap<>();
    for (Request other : others) {
      boolean sent = other.state() != RequestState.RECORDED;
      unseen(other, assetIds, sent ? asOf : null)
          .forEach((assetId, pairs) -> (sent ? moving : unsent).merge(assetId, pairs, Long::sum));
    }
    return new Held(unsent, moving, facts);
  }

  /**
   * Of these assets, those of which more may be free than the last counts less the reservations
   * show. What is open is read before the counts: what settles in between is doubted twice, and not
   * overlooked by both.
   *
   * @param since licenses that came later are not in counts that began earlier
   */
  Set<Integer> doubtful(int locationId, Collection<Integer> assetIds, Instant since) {
    List<Request> all = requests.open(locationId);
    Set<Integer> doubtful = new TreeSet<>();
    assets.facts(locationId, Set.copyOf(assetIds)).values().stream()
        .filter(fact -> mayBeTooLow(fact, since))
        .forEach(fact -> doubtful.add(fact.assetId()));
    for (Request open : all) {
      if (open.operation() == Operation.ASSOCIATE && open.state() != RequestState.RECORDED) {
        Arrays.stream(open.assetIds()).filter(assetIds::contains).forEach(doubtful::add);
      }
    }
    return doubtful;
  }

  private static boolean mayBeTooLow(Assets.Facts fact, Instant since) {
    Instant asOf = fact.asOf();
    return fact.given() > 0 || asOf == null || !asOf.isAfter(since);
  }

  /**
   * By time-ordered ids. What Apple may have executed of the other one must be in the counts: they
   * began when its time was over.
   */
  private static boolean judgedAfter(Request other, Request request, Instant asOf) {
    boolean checked = other.state() == RequestState.LOST || other.state() == RequestState.CHECKING;
    Instant over = other.checkAfter();
    return checked && over != null && over.isBefore(asOf) && other.id().compareTo(request.id()) > 0;
  }

  /** Pairs, per asset, that are neither confirmed nor, before the instant, in the picture. */
  private Map<Integer, Long> unseen(
      Request other, Set<Integer> assetIds, @Nullable Instant before) {
    int[] shared = Arrays.stream(other.assetIds()).filter(assetIds::contains).toArray();
    Map<Integer, Set<Integer>> seen = new HashMap<>();
    for (int assetId : shared) {
      seen.put(assetId, new HashSet<>());
    }
    if (shared.length > 0) {
      for (PairNote note : requests.pairs(other.id())) {
        if (note.result() == PairResult.CONFIRMED && seen.containsKey(note.assetId())) {
          seen.get(note.assetId()).add(note.holderId());
        }
      }
      if (before != null) {
        pictures.heldBefore(
            other.locationId(),
            shared,
            other.holderIds(),
            before,
            (assetId, holderId) ->
                seen.computeIfAbsent(assetId, _ -> new HashSet<>()).add(holderId));
      }
    }
    Map<Integer, Long> unseen = new HashMap<>();
    seen.forEach((assetId, holders) ->
        unseen.put(assetId, (long) other.holderIds().length - holders.size()));
    return unseen;
  }
}
