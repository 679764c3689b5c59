package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import dev.coster.exchange.Requests.PairNote;
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
   * How many pairs of a request may surely be asked for again, per asset that has a count: what the
   * newest counts have free, minus what others reserve. What the request itself was confirmed is in
   * those counts, or it was reserved against older ones, so it is not subtracted once more.
   *
   * @param notes how single pairs of the request fared
   */
  Map<Integer, Long> toRepeat(Request request, Collection<PairNote> notes) {
    if (!Verification.gives(request.operation())) {
      return Map.of();
    }
    Set<Integer> assetIds = new TreeSet<>();
    Arrays.stream(request.assetIds()).forEach(assetIds::add);
    Map<Integer, Long> reserved = reserved(request.locationId(), null);
    Map<Integer, Assets.Facts> facts = assets.facts(request.locationId(), assetIds);
    Map<Integer, Long> free = new HashMap<>();
    for (int assetId : assetIds) {
      Assets.Facts fact = facts.get(assetId);
      if (fact == null) {
        free.put(assetId, 0L);
      } else if (!fact.unlimited()) {
        long others = reserved.getOrDefault(assetId, 0L) - own(request, notes, assetId);
        free.put(assetId, Math.max(0, fact.free() - others));
      }
    }
    return free;
  }

  private static long own(Request request, Collection<PairNote> notes, int assetId) {
    long confirmed =
        notes.stream()
            .filter(note -> note.assetId() == assetId && note.result() == PairResult.CONFIRMED)
            .count();
    return request.holderIds().length - confirmed;
  }
}
