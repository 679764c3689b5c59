package dev.coster.distribution;

import dev.coster.apple.ErrorClass;
import dev.coster.apple.ErrorNumber;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestListener.Failure;
import dev.coster.exchange.RequestState;
import dev.coster.exchange.Requests;
import dev.coster.exchange.Requests.PairNote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What became of the pairs of a request that was lost or failed, now that they were read. Pure.
 *
 * <p>A pair that is as it was asked for is confirmed, whatever Apple's event or a notification
 * said. Of the others, a pair that a notification or a failure names has that reason; so has each
 * one when the event has a single failure that names nothing. The reason's class decides: what
 * passes is asked for again as long as the exchange allows, and so is what was lost; what Apple
 * holds to be so already, and whose reason is not clear, once more; anything else is refused with
 * its number. What no license is free for any more is not asked for again.
 */
final class Judgment {
  static final String NONE_FREE =
      "No license was free any more when it would have had to be asked for again.";

  private final Case given;
  private final boolean lost;
  private final List<Named> failures;
  private final Map<Long, PairNote> known = new HashMap<>();

  /** What may still be asked for, per asset that has a count. */
  private final Map<Integer, Long> room;

  private final List<PairNote> notes = new ArrayList<>();
  private final Map<Integer, RoaringBitmap> confirmed = new HashMap<>();
  private final Map<Integer, RoaringBitmap> again = new HashMap<>();
  private final Set<Integer> scarce = new TreeSet<>();
  private long refused;

  /**
   * What is known.
   *
   * @param assigned positions in the request's holders that have an asset, as read
   * @param notes how single pairs fared before
   * @param adamIds of the request's assets
   * @param identities Apple's identities of its holders, kind in front
   * @param free how many pairs may be asked for again, per asset; missing = any number
   */
  record Case(
      Request request,
      Map<Integer, RoaringBitmap> assigned,
      List<PairNote> notes,
      List<Failure> failures,
      Map<Integer, String> adamIds,
      Map<Integer, String> identities,
      Map<Integer, Long> free) {

    /** The same with so much free. */
    Case within(Map<Integer, Long> room) {
      return new Case(request, assigned, notes, failures, adamIds, identities, room);
    }
  }

  /**
   * The judgment.
   *
   * @param notes how pairs fared that do not share the request's lot
   * @param confirmed positions per asset that are confirmed, by the reading or before
   * @param again positions per asset to ask for once more
   * @param numbers Apple's numbers among the refusals
   * @param scarce assets of which something was given up only because none was free
   */
  record Verdict(
      List<PairNote> notes,
      Map<Integer, RoaringBitmap> confirmed,
      Map<Integer, RoaringBitmap> again,
      long refusedInAll,
      Set<Integer> numbers,
      Set<Integer> scarce) {

    boolean complete() {
      return again.isEmpty() && refusedInAll == 0;
    }

    long confirmedInAll() {
      return confirmed.values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
    }
  }

  /** A failure with its names as sets. */
  private record Named(Failure failure, Set<String> adamIds, Set<String> holders) {
    static Named of(Failure failure) {
      Set<String> holders = new HashSet<>();
      failure.serialNumbers().forEach(serial -> holders.add("D:" + serial));
      failure.clientUserIds().forEach(user -> holders.add("U:" + user));
      return new Named(failure, Set.copyOf(failure.adamIds()), holders);
    }

    boolean namesNothing() {
      return adamIds.isEmpty() && holders.isEmpty();
    }

    /** How exactly it names the pair; 0 = not at all. */
    int names(@Nullable String adamId, @Nullable String holder) {
      boolean asset = adamIds.contains(Objects.requireNonNullElse(adamId, ""));
      boolean who = holders.contains(Objects.requireNonNullElse(holder, ""));
      if (namesNothing() || (!adamIds.isEmpty() && !asset) || (!holders.isEmpty() && !who)) {
        return 0;
      }
      return (asset ? 1 : 0) + (who ? 2 : 0);
    }
  }

  private Judgment(Case given) {
    this.given = given;
    this.lost = given.request().state() == RequestState.LOST;
    this.failures = given.failures().stream().map(Named::of).toList();
    this.room = new HashMap<>(given.free());
    given.notes().forEach(note -> known.put(key(note.assetId(), note.holderId()), note));
  }

  static Verdict of(Case given) {
    return new Judgment(given).judge();
  }

  private Verdict judge() {
    int[] holders = given.request().holderIds();
    Set<Integer> numbers = new HashSet<>();
    for (int assetId : given.request().assetIds()) {
      RoaringBitmap has = given.assigned().getOrDefault(assetId, new RoaringBitmap());
      for (int position = 0; position < holders.length; position++) {
        judge(assetId, position, has.contains(position));
      }
    }
    notes.stream().map(PairNote::errorNumber).filter(Objects::nonNull).forEach(numbers::add);
    return new Verdict(notes, confirmed, again, refused, numbers, scarce);
  }

  private void judge(int assetId, int position, boolean assigned) {
    int holderId = given.request().holderIds()[position];
    PairNote note = known.get(key(assetId, holderId));
    boolean before = note != null && note.result() == PairResult.CONFIRMED;
    if (before || assigned == wanted()) {
      confirmed.computeIfAbsent(assetId, _ -> new RoaringBitmap()).add(position);
      if (note != null && !before) {
        notes.add(new PairNote(assetId, holderId, PairResult.CONFIRMED, null, null));
      }
    } else {
      missing(assetId, position, note);
    }
  }

  private boolean wanted() {
    return Verification.gives(given.request().operation());
  }

  private void missing(int assetId, int position, @Nullable PairNote note) {
    int holderId = given.request().holderIds()[position];
    Optional<Failure> reason =
        said(note).or(() -> lost ? Optional.empty() : reason(assetId, holderId));
    boolean more = given.request().attempt() < attempts(reason);
    if (more && takeRoom(assetId)) {
      again.computeIfAbsent(assetId, _ -> new RoaringBitmap()).add(position);
      notes.add(new PairNote(assetId, holderId, PairResult.SENT_AGAIN, null, null));
      return;
    }
    refused++;
    if (more) {
      scarce.add(assetId);
      notes.add(new PairNote(assetId, holderId, PairResult.NOT_DONE, null, NONE_FREE));
      return;
    }
    Optional<Failure> said = reason.or(this::onlyFailure);
    notes.add(
        new PairNote(
            assetId,
            holderId,
            said.isPresent() ? PairResult.REFUSED : PairResult.NOT_DONE,
            said.map(Failure::errorNumber).orElse(null),
            said.map(Failure::errorMessage).orElse(null)));
  }

  /** How often a pair is asked for that is missing for this reason. */
  private int attempts(Optional<Failure> reason) {
    if (reason.isEmpty()) {
      return lost ? Requests.MAX_ATTEMPTS : 2;
    }
    ErrorClass why =
        ErrorNumber.of(reason.get().errorNumber())
            .map(ErrorNumber::errorClass)
            .orElse(ErrorClass.UNKNOWN);
    return switch (why) {
      case BACK_OFF -> Requests.MAX_ATTEMPTS;
      case GOAL_REACHED -> 2; // Apple says that it is so, and the reading that it is not
      case FIX, TOKEN, REREAD, UNKNOWN -> 1;
    };
  }

  private boolean takeRoom(int assetId) {
    Long left = room.get(assetId);
    if (left == null) {
      return true;
    }
    room.put(assetId, left - 1);
    return left > 0;
  }

  /** What a notification said of the pair. */
  private static Optional<Failure> said(@Nullable PairNote note) {
    return Optional.ofNullable(note)
        .filter(one -> one.errorNumber() != null)
        .map(one ->
            new Failure(
                Objects.requireNonNull(one.errorNumber()),
                one.errorMessage(),
                List.of(),
                List.of(),
                List.of()));
  }

  /** The failure that is this pair's, when that is clear. */
  private Optional<Failure> reason(int assetId, int holderId) {
    String adamId = given.adamIds().get(assetId);
    String holder = given.identities().get(holderId);
    Named best = null;
    int bestNames = 0;
    for (Named one : failures) {
      int names = one.names(adamId, holder);
      if (names > bestNames) {
        best = one;
        bestNames = names;
      }
    }
    if (best != null) {
      return Optional.of(best.failure());
    }
    return failures.size() == 1 && failures.get(0).namesNothing()
        ? Optional.of(failures.get(0).failure())
        : Optional.empty();
  }

  private Optional<Failure> onlyFailure() {
    return lost || failures.size() != 1 ? Optional.empty() : Optional.of(failures.get(0).failure());
  }

  private static long key(int assetId, int holderId) {
    return ((long) assetId << 32) | (holderId & 0xFFFF_FFFFL);
  }
}
