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
import org.roaringbitmap.RoaringBitmap;

/**
 * Follows requests on licenses to their end. What Apple confirms becomes the picture; what nobody
 * knows is read at Apple, and settled by what the readings show.
 */
final class Verification implements RequestListener, ReadingListener {
  /** An asset whose listing changes each time it is read is read holder by holder instead. */
  private static final int MOST_DISTURBED = 2;

  private static final int MOST_HOLDERS_ONE_BY_ONE = 200;
  private static final int[] NOBODY = {};

  /** Before it is looked again whether licenses are left. */
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(20);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

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
      for (int holderId : request.holderIds()) {
        observed.askToRead(
            request.locationId(), Set.of(), holderId, "everything was revoked", now());
      }
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
            byHolder,
            byHolder ? request.holderIds() : request.assetIds(),
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
    if (check.byHolder()) {
      for (int holderId : check.pending()) {
        observed.askToRead(check.locationId(), Set.of(), holderId, reason, at);
      }
    } else {
      Set<Integer> assetIds = new TreeSet<>();
      Arrays.stream(check.pending()).forEach(assetIds::add);
      observed.askToRead(check.locationId(), assetIds, null, reason, at);
    }
  }

  @Override
  public void readingApplied(Observed.FinishedListing listing) {
    if (listing.assetId() != null && listing.holderId() != null) {
      return; // one pair: no request asks for that
    }
    boolean whole = listing.assetId() == null && listing.holderId() == null;
    List<Check> waiting =
        checks.waitingFor(listing.locationId(), listing.assetId(), listing.holderId());
    for (Check check : waiting) {
      if (!listing.beganAt().isAfter(check.checkAfter())) {
        askToRead(check); // the wish for a reading may have been fulfilled for another check
      } else if (listing.absenceCounts()) {
        read(check, listing);
      } else if (!whole) {
        disturbed(check);
      }
    }
  }

  private void read(Check check, Observed.FinishedListing listing) {
    Integer only = check.byHolder() ? listing.holderId() : listing.assetId();
    int[] left =
        only == null
            ? new int[0]
            : Arrays.stream(check.pending()).filter(one -> one != only).toArray();
    if (left.length > 0) {
      checks.put(
          new Check(
              check.requestId(),
              check.locationId(),
              check.checkAfter(),
              check.byHolder(),
              left,
              check.disturbed(),
              check.failures()));
      return;
    }
    checks.remove(check.requestId());
    requests
        .find(Visibility.ALL, check.requestId())
        .filter(request ->
            request.state() == RequestState.LOST || request.state() == RequestState.CHECKING)
        .ifPresent(request -> settle(request, check));
  }

  private void settle(Request request, Check check) {
    Set<Integer> unclear = aftermath.settle(request, check.failures());
    if (!unclear.isEmpty()) {
      Instant after = now().plus(pause(request));
      Check later =
          new Check(
              check.requestId(),
              check.locationId(),
              after,
              check.byHolder(),
              check.byHolder()
                  ? request.holderIds()
                  : unclear.stream().mapToInt(Integer::intValue).toArray(),
              check.disturbed(),
              check.failures());
      checks.put(later);
      askToRead(later);
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

  private void disturbed(Check check) {
    int[] holders =
        requests.find(Visibility.ALL, check.requestId()).map(Request::holderIds).orElse(NOBODY);
    boolean oneByOne =
        !check.byHolder()
            && check.disturbed() + 1 >= MOST_DISTURBED
            && holders.length > 0
            && holders.length <= MOST_HOLDERS_ONE_BY_ONE;
    Check next =
        new Check(
            check.requestId(),
            check.locationId(),
            check.checkAfter(),
            check.byHolder() || oneByOne,
            oneByOne ? holders : check.pending(),
            check.disturbed() + 1,
            check.failures());
    checks.put(next);
    if (oneByOne) {
      askToRead(next);
    }
  }

  private Instant now() {
    return clock.instant();
  }
}
