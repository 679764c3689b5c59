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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
   * left to ask about is read by himself, which is one page and proves either, and tells of all
   * assets of the request: at once if they are few, else after so many readings of the request's
   * assets that changed.
   */
  private static final int MOST_DISTURBED = 2;

  private static final int FEW = 20;

  /** An asset that is not waited for any more need not be read again at the pace of a check. */
  private static final Duration NO_HURRY = Duration.ofMinutes(1);

  /** What is on so few pages is looked up early after a loss, although it may be in vain. */
  private static final int FEW_PAGES = 25;

  /** While others of the same assets may fail as well: one reading of them tells of all. */
  private static final Duration GATHERING = Duration.ofSeconds(20);

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
    Aftermath.Way way = aftermath.cheapest(request, FEW_PAGES);
    boolean byHolder = way.byHolder();
    Check check =
        new Check(
            request.id(),
            request.locationId(),
            way.pages() <= FEW_PAGES ? early(request) : over(request),
            byHolder ? NONE : request.assetIds(),
            byHolder ? request.holderIds() : NONE,
            0,
            failures);
    checks.put(check);
    boolean gathers = !byHolder && !check.checkAfter().isAfter(now());
    askToRead(
        check,
        gathers && aftermath.othersInWork(request) ? now().plus(GATHERING) : check.checkAfter());
    Set<Integer> numbers = new HashSet<>();
    failures.forEach(failure -> numbers.add(failure.errorNumber()));
    settlement.numbers(request, numbers);
  }

  /** When Apple's time for it is over: what is missing then stays so. */
  private Instant over(Request request) {
    return request.checkAfter() == null ? now() : request.checkAfter();
  }

  /**
   * Half of the time that Apple has for a request that it did not answer. No call lasts so long:
   * Apple has it by then, or never. So where it is all as wished, nothing is left to wait for. Of a
   * revoke nobody knows how that would look.
   */
  private Instant early(Request request) {
    Instant sent = request.sentAt();
    Instant over = over(request);
    return request.state() != RequestState.LOST
            || request.operation() == Operation.REVOKE
            || sent == null
            || !over.isAfter(now())
        ? over
        : sent.plus(Duration.between(sent, over).dividedBy(2));
  }

  private void askToRead(Check check) {
    askToRead(check, check.checkAfter());
  }

  private void askToRead(Check check, Instant from) {
    Instant at = from.isAfter(now()) ? from : now();
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
    List<Check> read = new ArrayList<>();
    for (Check check : waiting) {
      Instant wanted = told(check, listing, read);
      next = wanted.isBefore(next) ? wanted : next;
    }
    boolean whole = listing.assetId() == null && listing.holderId() == null;
    if (!whole && !listing.absenceCounts() && next.isAfter(now())) {
      observed.rereadLater(listing.locationId(), listing.assetId(), listing.holderId(), next);
    }
    settle(listing.locationId(), read);
    askWhatSeemsDone(listing);
  }

  /**
   * Whoever settles a request writes wishes first and locks its job then. So of several, the wishes
   * of all come before the first job: for counts, then for users, as everywhere.
   */
  private void settle(int locationId, List<Check> read) {
    if (read.size() > 1) {
      aftermath.askForCounts(locationId);
      read.forEach(this::wishBefore);
    }
    read.forEach(this::settle);
  }

  private void wishBefore(Check check) {
    open(check)
        .ifPresent(request -> {
          Set<Integer> numbers = new HashSet<>();
          check.failures().forEach(failure -> numbers.add(failure.errorNumber()));
          requests.pairs(request.id()).stream()
              .map(Requests.PairNote::errorNumber)
              .filter(Objects::nonNull)
              .forEach(numbers::add);
          settlement.numbers(request, numbers);
        });
  }

  /**
   * Apple's notification may be late or lost: where a reading shows all that a request wants, its
   * event's result is asked for, and not waited for any longer.
   */
  private void askWhatSeemsDone(Observed.FinishedListing listing) {
    boolean whole = listing.assetId() == null && listing.holderId() == null;
    for (Request request :
        requests.leftToNotifications(listing.locationId(), listing.assetId(), listing.holderId())) {
      Instant accepted = request.acceptedAt();
      if (accepted != null
          && listing.beganAt().isAfter(accepted)
          && asWished(request, listing)
          && (whole || asWished(request))) {
        requests.askSoon(request.id());
      }
    }
  }

  /**
   * When the check wants the same to be read again: never, not before an instant, or soon.
   *
   * @param read takes the checks for which everything was read
   */
  private Instant told(Check check, Observed.FinishedListing listing, List<Check> read) {
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
      read.add(check);
      return Instant.MAX;
    }
    Request lost = readEarly(check);
    if (lost != null && !listing.beganAt().isAfter(over(lost))) {
      return toldEarly(check, lost, listing, read);
    }
    Check due = lost == null || whole ? check : inTime(check, lost);
    if (listing.absenceCounts()) {
      goOn(read(due, listing), read);
      return Instant.MAX;
    }
    return !whole && disturbed(due, listing, read) ? Instant.MAX : Instant.MIN;
  }

  /** The request of the check, if that is read before Apple's time for it is over. */
  private @Nullable Request readEarly(Check check) {
    return requests
        .find(Visibility.ALL, check.requestId())
        .filter(request -> request.checkAfter() != null)
        .filter(request -> check.checkAfter().isBefore(over(request)))
        .orElse(null);
  }

  /**
   * Apple may still work on it: only if all of it is seen done is there nothing to wait for. What
   * an earlier reading showed may be gone by now.
   */
  private Instant toldEarly(
      Check check, Request lost, Observed.FinishedListing listing, List<Check> read) {
    Check next = read(check, listing);
    if (!asWished(lost, listing) || (next.over() && !asWished(lost))) {
      return tooEarly(check, lost);
    }
    goOn(next, read);
    return Instant.MAX;
  }

  /** Apple's time is over; what was read before it was, and is missing now, is read once more. */
  private Check inTime(Check check, Request lost) {
    boolean byHolder = check.holders().length > 0;
    int[] assets =
        Arrays.stream(byHolder ? NONE : lost.assetIds())
            .filter(asset -> !contains(check.assets(), asset))
            .filter(asset -> aftermath.left(lost, asset).length > 0)
            .toArray();
    int[] holders =
        Arrays.stream(byHolder ? aftermath.left(lost, lost.assetIds()) : NONE)
            .filter(holder -> !contains(check.holders(), holder))
            .toArray();
    Check late = check.after(over(lost));
    askToRead(late.waitingFor(assets, holders));
    Check all = late.waitingFor(union(check.assets(), assets), union(check.holders(), holders));
    checks.put(all);
    return all;
  }

  /** Whether all is as the request wants it, of what the listing tells. */
  private boolean asWished(Request request, Observed.FinishedListing listing) {
    Integer asset = listing.assetId();
    Integer holder = listing.holderId();
    return aftermath.asWished(
        request,
        asset == null ? request.assetIds() : new int[] {asset},
        holder == null ? request.holderIds() : new int[] {holder});
  }

  private boolean asWished(Request request) {
    return aftermath.asWished(request, request.assetIds(), request.holderIds());
  }

  /** What is missing may still come: all of it is read when Apple's time is over. */
  private Instant tooEarly(Check check, Request request) {
    boolean byHolder = check.holders().length > 0;
    Check whole =
        check
            .after(over(request))
            .waitingFor(
                byHolder ? NONE : request.assetIds(), byHolder ? request.holderIds() : NONE);
    checks.put(whole);
    askToRead(whole);
    return whole.checkAfter();
  }

  /** The check without what the listing tells. */
  private static Check read(Check check, Observed.FinishedListing listing) {
    Integer asset = listing.assetId();
    Integer holder = listing.holderId();
    boolean whole = asset == null && holder == null;
    return check.waitingFor(
        whole ? NONE : without(check.assets(), asset),
        whole ? NONE : without(check.holders(), holder));
  }

  /** Keeps the check, or puts it with those for which everything was read. */
  private void goOn(Check check, List<Check> read) {
    if (check.over()) {
      read.add(check);
    } else {
      checks.put(check);
    }
  }

  private void settle(Check check) {
    checks.remove(check.requestId());
    open(check).ifPresent(request -> settle(request, check));
  }

  private Optional<Request> open(Check check) {
    return requests
        .find(Visibility.ALL, check.requestId())
        .filter(request ->
            request.state() == RequestState.LOST || request.state() == RequestState.CHECKING);
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

  private boolean disturbed(Check check, Observed.FinishedListing listing, List<Check> read) {
    Integer asset = listing.assetId();
    Check next = check.disturbedOnceMore();
    Request request = requests.find(Visibility.ALL, check.requestId()).orElseThrow();
    if (asset == null) {
      if (asWished(request, listing)) {
        goOn(read(next, listing), read);
        return true;
      }
      checks.put(next);
      return false;
    }
    boolean often = next.disturbed() >= MOST_DISTURBED;
    int[] told = often ? check.assets() : new int[] {asset};
    int[] left = aftermath.left(request, told);
    if (left.length > FEW && !often) {
      checks.put(next);
      return false;
    }
    askToRead(next.waitingFor(NONE, left));
    goOn(
        next.waitingFor(
            often ? NONE : without(check.assets(), asset), union(check.holders(), left)),
        read);
    return true;
  }

  private static int[] without(int[] all, @Nullable Integer one) {
    return one == null ? all : Arrays.stream(all).filter(each -> each != one).toArray();
  }

  private static boolean contains(int[] all, int one) {
    return Arrays.stream(all).anyMatch(each -> each == one);
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
