package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many licenses may still be asked for, so that nothing is asked for that is not there.
 *
 * <p>What is reserved is always read before the counts, since others settle requests meanwhile:
 * what settles between the two counts twice then, and never not at all.
 */
final class FreeLicenses {
  private final Assets assets;
  private final Requests requests;
  private final WaitingStore waiting;

  FreeLicenses(Assets assets, Requests requests, WaitingStore waiting) {
    this.assets = assets;
    this.requests = requests;
    this.waiting = waiting;
  }

  /** What is reserved per asset, by open requests and for people who are being registered. */
  Map<Integer, Long> reserved(int locationId, @Nullable UUID exceptWaitingOf) {
    Map<Integer, Long> reserved = new HashMap<>(requests.reserved(locationId));
    waiting
        .reserved(locationId, exceptWaitingOf)
        .forEach((assetId, pairs) -> reserved.merge(assetId, pairs, Long::sum));
    return reserved;
  }

  /**
   * How many pairs of a request may be asked for again. What the request itself was confirmed is in
   * the counts, or was reserved against older ones, so it is not subtracted once more.
   */
  Room toRepeat(Request request) {
    if (!Verification.gives(request.operation())) {
      return Room.WIDE;
    }
    Instant checkAfter = request.checkAfter();
    return room(
        request.locationId(),
        Arrays.stream(request.assetIds()).boxed().toList(),
        request.id(),
        checkAfter == null ? request.recordedAt() : checkAfter);
  }

  /**
   * Of these assets, those that the last counts may show too short: a license that Apple has given
   * out by now, and of which Coster has not heard yet, is subtracted twice. Who finds none free of
   * them has to look again later.
   *
   * @param since counts that began earlier may show licenses that came afterwards not at all
   */
  Set<Integer> doubtful(int locationId, Collection<Integer> assetIds, Instant since) {
    return room(locationId, assetIds, null, since).doubtful();
  }

  private Room room(
      int locationId, Collection<Integer> assetIds, @Nullable UUID requestId, Instant since) {
    Map<Integer, Requests.Reserved> reserved = requests.reservedBeside(locationId, requestId);
    Map<Integer, Long> waited = waiting.reserved(locationId, null);
    Map<Integer, Assets.Facts> facts = assets.facts(locationId, Set.copyOf(assetIds));
    Map<Integer, Long> sure = new HashMap<>();
    Map<Integer, Long> settled = new HashMap<>();
    Set<Integer> doubtful = new TreeSet<>();
    for (int assetId : assetIds) {
      Assets.Facts fact = facts.get(assetId);
      if (fact != null && fact.unlimited()) {
        continue;
      }
      Requests.Reserved others = reserved.getOrDefault(assetId, Requests.Reserved.NONE);
      long free = (fact == null ? 0 : fact.free()) - waited.getOrDefault(assetId, 0L);
      sure.put(assetId, Math.max(0, free - others.all()));
      settled.put(assetId, Math.max(0, free - others.unsent()));
      boolean old = fact != null && (fact.asOf() == null || !fact.asOf().isAfter(since));
      if (fact != null && (others.moving() > 0 || fact.given() > 0 || old)) {
        doubtful.add(assetId);
      }
    }
    return new Room(sure, settled, doubtful);
  }

  /**
   * How many licenses are there to be asked for, per asset that has a count; missing = any number.
   *
   * @param sure whatever Apple has counted by now
   * @param settled when nothing is doubtful: what others wait for that are judged later is not
   *     subtracted, or two that miss the same licenses would leave them to each other for ever
   * @param doubtful assets of which more may be free than is sure; newer counts will tell
   */
  record Room(Map<Integer, Long> sure, Map<Integer, Long> settled, Set<Integer> doubtful) {
    static final Room WIDE = new Room(Map.of(), Map.of(), Set.of());
  }
}
