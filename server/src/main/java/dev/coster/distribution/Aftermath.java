package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Outcome;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestListener.Failure;
import dev.coster.exchange.RequestState;
import dev.coster.exchange.Requests;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** Draws the consequences of readings that tell what became of a request. */
final class Aftermath {
  /** Apple's samples have 549 to 1,000 rows on a page. */
  private static final int ROWS_OF_A_PAGE = 500;

  /** More pages are not told apart. */
  private static final int MOST_PAGES = 100;

  private final PlanStore pictures;
  private final FreeLicenses free;
  private final Scarcity scarcity;
  private final Requests requests;
  private final Assets assets;
  private final Settlement settlement;
  private final Repetitions repetitions;
  private final InstantSource clock;

  /** Where it looks what is there. */
  record Looks(PlanStore pictures, FreeLicenses free, Scarcity scarcity) {}

  Aftermath(
      Looks looks,
      Requests requests,
      Assets assets,
      Settlement settlement,
      Repetitions repetitions,
      InstantSource clock) {
    this.pictures = looks.pictures();
    this.free = looks.free();
    this.scarcity = looks.scarcity();
    this.requests = requests;
    this.assets = assets;
    this.settlement = settlement;
    this.repetitions = repetitions;
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
    Judgment.Case known = known(request, failures);
    Map<Integer, Long> room = free.toRepeat(request, known.notes());
    Judgment.Verdict verdict = Judgment.of(known.within(room));
    if (!verdict.scarce().isEmpty()) {
      Scarcity.Closer closer = scarcity.closer(request, verdict.scarce());
      Map<Integer, Long> more = new HashMap<>(room);
      more.putAll(closer.free());
      verdict = Judgment.of(known.within(more));
      Set<Integer> unclear = new TreeSet<>(verdict.scarce());
      unclear.retainAll(closer.doubtful());
      if (!unclear.isEmpty()) {
        assets.askForCounts(
            request.locationId(), "whether licenses are left is not clear", clock.instant());
        return false;
      }
    }
    settle(request, verdict);
    return true;
  }

  /**
   * Wishes for readings are written before the job is locked, as everywhere; see {@link
   * #askForCounts} for several.
   */
  private void settle(Request request, Judgment.Verdict verdict) {
    settlement.confirmed(request, verdict.confirmed());
    settlement.numbers(request, verdict.numbers());
    requests.settleChecked(
        request.id(),
        verdict.complete() ? Outcome.COMPLETE : Outcome.PARTLY,
        verdict.notes(),
        unsent -> repetitions.of(request, verdict.again(), unsent),
        clock.instant());
    settlement.settled(request, verdict.confirmedInAll(), verdict.refusedInAll());
  }

  /**
   * To be called before several requests are settled, each of which may wish that: the wish of the
   * second one would come after the job of the first one was locked.
   */
  void askForCounts(int locationId) {
    assets.askForCounts(locationId, "several requests were read", clock.instant());
  }

  /** All there is to know of its pairs, read once. */
  private Judgment.Case known(Request request, List<Failure> failures) {
    Set<Integer> assetIds = new HashSet<>();
    Arrays.stream(request.assetIds()).forEach(assetIds::add);
    Map<Integer, String> adamIds = new HashMap<>();
    assets.keys(assetIds).forEach((id, key) -> adamIds.put(id, key.adamId()));
    return new Judgment.Case(
        request,
        assigned(request, request.assetIds()),
        requests.pairs(request.id()),
        failures,
        adamIds,
        pictures.identities(request.holderIds()),
        Map.of());
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

  /** Whether the picture shows these assets and holders of the request as it wants them. */
  boolean asWished(Request request, int[] assetIds, int[] holderIds) {
    long[] held = {0};
    pictures.held(request.locationId(), assetIds, holderIds, (_, _) -> held[0]++);
    return held[0]
        == (Verification.gives(request.operation())
            ? (long) assetIds.length * holderIds.length
            : 0);
  }

  /** The holders of whom the picture does not show that these assets are as the request wants. */
  int[] left(Request request, int... assetIds) {
    Map<Integer, RoaringBitmap> having = assigned(request, assetIds);
    boolean gives = Verification.gives(request.operation());
    RoaringBitmap left = new RoaringBitmap();
    for (int assetId : assetIds) {
      RoaringBitmap odd = having.getOrDefault(assetId, new RoaringBitmap()).clone();
      if (gives) {
        odd.flip(0L, request.holderIds().length);
      }
      left.or(odd);
    }
    return Settlement.holders(request, left);
  }

  /**
   * How it is read what became of a request.
   *
   * @param byHolder each holder by himself, not each asset
   * @param pages about how many that takes
   */
  record Way(boolean byHolder, int pages) {}

  /**
   * By holder where that takes no more pages than reading each asset. A holder is on one page,
   * which is of one state; an asset that many have may change from page to page.
   *
   * @param few so many pages are told apart from more, whatever the way
   */
  Way cheapest(Request request, int few) {
    int holders = request.holderIds().length;
    if (request.operation() == Operation.REVOKE || holders <= request.assetIds().length) {
      return new Way(true, holders);
    }
    boolean perhaps = holders <= MOST_PAGES;
    int pages =
        pictures.pages(
            request.locationId(),
            request.assetIds(),
            ROWS_OF_A_PAGE,
            Math.max(few + 1, perhaps ? holders : 0));
    return perhaps && holders <= pages ? new Way(true, holders) : new Way(false, pages);
  }

  /** Whether Apple has others of this location in work that may have to be looked up, too. */
  boolean othersInWork(Request request) {
    return requests.open(request.locationId()).stream()
        .filter(other -> !other.id().equals(request.id()))
        .filter(
            other -> other.state() == RequestState.SENT || other.state() == RequestState.ACCEPTED)
        .anyMatch(other ->
            Arrays.stream(other.assetIds())
                .anyMatch(asset -> Arrays.binarySearch(request.assetIds(), asset) >= 0));
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
}
