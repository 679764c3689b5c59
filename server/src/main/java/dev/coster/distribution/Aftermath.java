package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Outcome;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestListener.Failure;
import dev.coster.exchange.Requests;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/** Draws the consequences of readings that tell what became of a request. */
final class Aftermath {
  private final PlanStore pictures;
  private final FreeLicenses free;
  private final Scarcity scarcity;
  private final Requests requests;
  private final Assets assets;
  private final Settlement settlement;
  private final InstantSource clock;

  Aftermath(
      PlanStore pictures,
      FreeLicenses free,
      Scarcity scarcity,
      Requests requests,
      Assets assets,
      Settlement settlement,
      InstantSource clock) {
    this.pictures = pictures;
    this.free = free;
    this.scarcity = scarcity;
    this.requests = requests;
    this.assets = assets;
    this.settlement = settlement;
    this.clock = clock;
  }

  /**
   * Settles a request whose pairs were all read, and asks again for what is missing.
   *
   * @return false when nobody knows yet whether licenses are left for what is missing: nothing was
   *     settled, and newer counts will tell
   */
  boolean settle(Request request, List<Failure> failures) {
    if (request.operation() == Operation.REVOKE) {
      settleRevoke(request);
      return true;
    }
    Map<Integer, Long> room = free.toRepeat(request, requests.pairs(request.id()));
    Judgment.Verdict verdict = judge(request, failures, room);
    if (!verdict.scarce().isEmpty()) {
      Scarcity.Closer closer = scarcity.closer(request, verdict.scarce());
      Map<Integer, Long> more = new HashMap<>(room);
      more.putAll(closer.free());
      verdict = judge(request, failures, more);
      Set<Integer> unclear = new TreeSet<>(verdict.scarce());
      unclear.retainAll(closer.doubtful());
      if (!unclear.isEmpty()) {
        assets.askForCounts(
            request.locationId(), "whether licenses are left is not clear", clock.instant());
        return false;
      }
    }
    requests.settleChecked(
        request.id(),
        verdict.complete() ? Outcome.COMPLETE : Outcome.PARTLY,
        verdict.notes(),
        drafts(request, verdict.again()),
        clock.instant());
    settlement.confirmed(request, verdict.confirmed());
    settlement.numbers(request, verdict.numbers());
    settlement.settled(request, verdict.confirmedInAll(), verdict.refusedInAll());
    return true;
  }

  private Judgment.Verdict judge(Request request, List<Failure> failures, Map<Integer, Long> free) {
    Set<Integer> assetIds = new HashSet<>();
    Arrays.stream(request.assetIds()).forEach(assetIds::add);
    Map<Integer, String> adamIds = new HashMap<>();
    assets.keys(assetIds).forEach((id, key) -> adamIds.put(id, key.adamId()));
    return Judgment.of(
        new Judgment.Case(
            request,
            assigned(request),
            requests.pairs(request.id()),
            failures,
            adamIds,
            pictures.identities(request.holderIds()),
            free));
  }

  /** Nobody can tell from the outside what a revoke was meant to take: it is sent again. */
  private void settleRevoke(Request request) {
    boolean again = request.attempt() < Requests.MAX_ATTEMPTS;
    Requests.Draft draft = Requests.Draft.of(request);
    requests.settleChecked(
        request.id(),
        Outcome.PARTLY,
        List.of(),
        again ? List.of(draft) : List.of(),
        clock.instant());
    settlement.settled(request, 0, again ? 0 : request.size());
  }

  /** The holders of whom the picture does not show that the asset is as the request wants it. */
  int[] left(Request request, int assetId) {
    RoaringBitmap having =
        assigned(request, new int[] {assetId}).getOrDefault(assetId, new RoaringBitmap());
    boolean gives = Verification.gives(request.operation());
    return IntStream.range(0, request.holderIds().length)
        .filter(position -> having.contains(position) != gives)
        .map(position -> request.holderIds()[position])
        .toArray();
  }

  private Map<Integer, RoaringBitmap> assigned(Request request) {
    return assigned(request, request.assetIds());
  }

  private Map<Integer, RoaringBitmap> assigned(Request request, int[] assetIds) {
    Map<Integer, RoaringBitmap> assigned = new HashMap<>();
    pictures.held(
        request.locationId(),
        assetIds,
        request.holderIds(),
        (assetId, holderId) ->
            assigned
                .computeIfAbsent(assetId, _ -> new RoaringBitmap())
                .add(Arrays.binarySearch(request.holderIds(), holderId)));
    return assigned;
  }

  /** The original was one request, so its parts are within the limits that it was made for. */
  private static List<Requests.Draft> drafts(Request request, Map<Integer, RoaringBitmap> again) {
    Limits limits =
        new Limits(
            request.assetIds().length,
            request.holderIds().length,
            request.holderIds().length,
            0,
            0,
            0);
    List<Packer.Missing> missing = new ArrayList<>();
    new TreeMap<>(again)
        .forEach((assetId, positions) -> missing.add(new Packer.Missing(assetId, positions)));
    return Packer.pack(missing, new RoaringBitmap(), limits).stream()
        .map(rectangle ->
            Requests.Draft.of(request)
                .about(
                    rectangle.assetIds(),
                    Settlement.holders(request, rectangle.targets()),
                    List.of()))
        .toList();
  }
}
