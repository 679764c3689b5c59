package dev.coster.distribution;

import dev.coster.distribution.CheckStore.Check;
import dev.coster.exchange.Operation;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestListener;
import dev.coster.exchange.RequestState;
import dev.coster.exchange.Requests;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Follows requests on licenses to their end. What Apple confirms becomes the picture; what nobody
 * knows is read at Apple, and settled by what the readings show.
 */
final class Verification implements RequestListener, ReadingListener {
  /**
   * An asset that changes while it is read tells of those who have it, and of nobody that he lacks
   * it. While we ourselves write, each reading of more than one page is such a one. So whoever is
   * left to ask about is read by himself, which is one page and proves either: at once if they are
   * few, else after so many readings that changed.
   */
  private static final int MOST_DISTURBED = 2;

  private static final int FEW = 20;

  /** An asset that is not waited for any more need not be read again at the pace of a check. */
  private static final Duration NO_HURRY = Duration.ofMinutes(1);

  private static final int[] NONE = {};

  /** Before it is looked again whether licenses are left. */
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(20);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final CheckStore checks;
  private final Observed observed;
  private final Requests requests;
  private final Aftermath aftermath;
  private final Settlement settlement;
  private final InstantSource clock;

  Verification(
      CheckStore checks,
      Observed observed,
      Requests requests,
      Aftermath aftermath,
      Settlement settlement,
      InstantSource clock) {
    this.checks = checks;
    this.observed = observed;
    this.requests = requests;
    this.aftermath = aftermath;
    this.settlement = settlement;
    this.clock = clock;
  }

  /** Whether the operation's pairs are there when it is done. */
  static boolean gives(Operation operation) {
    return operation == Operation.ASSOCIATE;
  }

  @Override
  public Set<Operation> operations() {
    return Set.of(Operation.ASSOCIATE, Operation.DISASSOCIATE, Operation.REVOKE);
  }

  @Override
  public void completed(Request request) {
    checks.remove(request.id());
    if (request.operation() == Operation.REVOKE) {
      // It names no assets: what its holders have lost is read.
      observed.askToReadHolders(
          request.locationId(), request.holderIds(), "everything was revoked", now());
      settlement.settled(request, request.size(), 0);
      return;
    }
    Map<Integer, RoaringBitmap> confirmed = new TreeMap<>();
    RoaringBitmap all = new RoaringBitmap();
    all.add(0L, request.holderIds().length);
    for (int assetId : request.assetIds()) {
      confirmed.put(assetId, all.clone());
    }
    long refused = 0;
    Set<Integer> doubtful = new TreeSet<>();
    for (Requests.PairNote note : requests.pairs(request.id())) {
      if (note.result() == PairResult.REFUSED || note.result() == PairResult.NOT_DONE) {
        RoaringBitmap of = confirmed.get(note.assetId());
        int position = Arrays.binarySearch(request.holderIds(), note.holderId());
        if (of != null && position >= 0 && of.checkedRemove(position)) {
          refused++;
          doubtful.add(note.assetId());
        }
      }
    }
    settlement.learned(request, confirmed, now());
    settlement.confirmed(request, confirmed);
    if (!doubtful.isEmpty()) {
      observed.askToRead(
          request.locationId(), doubtful, null, "Apple said yes and no about a pair", now());
    }
    settlement.settled(request, request.size() - refused, refused);
  }

  @Override
  public void refused(Request request, int errorNumber, String errorMessage) {
    checks.remove(request.id());
    settlement.numbers(request, Set.of(errorNumber));
    settlement.settled(request, 0, request.size());
  }

  @Override
  public void withdrawn(Request request) {
    checks.remove(request.id());
    settlement.settled(request, 0, 0);
  }

  @Override
  public void toCheck(Request request, List<Failure> failures) {
    boolean byHolder =
        request.operation() == Operation.REVOKE
            || request.holderIds().length < request.assetIds().length;
    Instant after = request.checkAfter() == null ? now() : request.checkAfter();
    Check check =
        new Check(
            request.id(),
            request.locationId(),
            after,
            byHolder ? NONE : request.assetIds(),
            byHolder ? request.holderIds() : NONE,
            0,
            failures);
    checks.put(check);
    askToRead(check);
    Set<Integer> numbers = new HashSet<>();
    failures.forEach(failure -> numbers.add(failure.errorNumber()));
    settlement.numbers(request, numbers);
  }

  private void askToRead(Check check) {
    Instant at = check.checkAfter().isAfter(now()) ? check.checkAfter() : now();
    String reason = "the result of request " + check.requestId() + " is not known";
    Set<Integer> assetIds = new TreeSet<>();
    Arrays.stream(check.assets()).forEach(assetIds::add);
    observed.askToRead(check.locationId(), assetIds, null, reason, at);
    observed.askToReadHolders(check.locationId(), check.holders(), reason, at);
  }

  /** Any reading makes it look whether licenses are left; a single pair is the smallest. */
  private void askToLook(Check check) {
    requests
        .find(Visibility.ALL, check.requestId())
        .ifPresent(request ->
            observed.askToRead(
                check.locationId(),
                Set.of(request.assetIds()[0]),
                request.holderIds()[0],
                "whether licenses are left is not clear",
                check.checkAfter()));
  }

  @Override
  public void readingApplied(Observed.FinishedListing listing) {
    List<Check> waiting =
        checks.waitingFor(listing.locationId(), listing.assetId(), listing.holderId());
    Instant next = now().plus(NO_HURRY);
    for (Check check : waiting) {
      Instant wanted = told(check, listing);
      next = wanted.isBefore(next) ? wanted : next;
    }
    boolean whole = listing.assetId() == null && listing.holderId() == null;
    if (!whole && !listing.absenceCounts() && next.isAfter(now())) {
      observed.rereadLater(
          listing.locationId(), orZero(listing.assetId()), orZero(listing.holderId()), next);
    }
  }

  private static int orZero(@Nullable Integer id) {
    return id == null ? 0 : id;
  }

  /** When the check wants the same to be read again: never, not before an instant, or soon. */
  private Instant told(Check check, Observed.FinishedListing listing) {
    boolean whole = listing.assetId() == null && listing.holderId() == null;
    if (!listing.beganAt().isAfter(check.checkAfter())) {
      // The wish for a reading may have been fulfilled for another check.
      if (check.over()) {
        askToLook(check);
        return Instant.MAX;
      }
      askToRead(check);
      return check.checkAfter();
    }
    if (check.over()) {
      goOn(check);
      return Instant.MAX;
    }
    if (listing.absenceCounts()) {
      read(check, listing);
      return Instant.MAX;
    }
    return !whole && disturbed(check, listing) ? Instant.MAX : Instant.MIN;
  }

  private void read(Check check, Observed.FinishedListing listing) {
    Integer asset = listing.assetId();
    Integer holder = listing.holderId();
    boolean whole = asset == null && holder == null;
    goOn(
        check.waitingFor(
            whole ? NONE : without(check.assets(), asset),
            whole ? NONE : without(check.holders(), holder)));
  }

  /** Settles the request when everything was read. */
  private void goOn(Check check) {
    if (!check.over()) {
      checks.put(check);
      return;
    }
    checks.remove(check.requestId());
    requests
        .find(Visibility.ALL, check.requestId())
        .filter(request ->
            request.state() == RequestState.LOST || request.state() == RequestState.CHECKING)
        .ifPresent(request -> settle(request, check));
  }

  /**
   * What is missing stays so: Apple's time for it is over. So whoever has to wait for clearer
   * counts reads nothing again.
   */
  private void settle(Request request, Check check) {
    if (!aftermath.settle(request, check.failures())) {
      Check later = check.after(now().plus(pause(request)));
      checks.put(later);
      askToLook(later);
    }
  }

  /** As long again as it has waited: what others have in work takes moments, or many minutes. */
  private Duration pause(Request request) {
    Instant since = request.checkAfter() == null ? now() : request.checkAfter();
    Duration waited = Duration.between(since, now());
    if (waited.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return waited.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : waited;
  }

  private boolean disturbed(Check check, Observed.FinishedListing listing) {
    Integer asset = listing.assetId();
    Check next = check.disturbedOnceMore();
    int[] left = asset == null ? NONE : left(check, asset);
    if (asset == null || (left.length > FEW && next.disturbed() < MOST_DISTURBED)) {
      checks.put(next);
      return false;
    }
    askToRead(next.waitingFor(NONE, left));
    goOn(next.waitingFor(without(check.assets(), asset), union(check.holders(), left)));
    return true;
  }

  /** Of whom the picture does not show that the asset is as the request wants it. */
  private int[] left(Check check, int assetId) {
    return requests
        .find(Visibility.ALL, check.requestId())
        .map(request -> aftermath.left(request, assetId))
        .orElse(NONE);
  }

  private static int[] without(int[] all, @Nullable Integer one) {
    return one == null ? all : Arrays.stream(all).filter(each -> each != one).toArray();
  }

  private static int[] union(int[] some, int[] others) {
    return IntStream.concat(Arrays.stream(some), Arrays.stream(others))
        .sorted()
        .distinct()
        .toArray();
  }

  private Instant now() {
    return clock.instant();
  }
}
