package dev.coster.distribution;

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
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What became of the pairs of a request that was lost or failed, now that they were read. Pure.
 *
 * <p>A pair that is as it was asked for is confirmed, whatever Apple's event said. Of the others, a
 * pair that a failure names is refused with its number; so is each one when the event has a single
 * failure that names nothing. Whose reason is not clear is asked for once more; a lost request's
 * pairs as long as the exchange allows.
 */
final class Judgment {
  /** Apple's own trouble: said of a moment, not of the pair. */
  private static final Set<Integer> PASSING = Set.of(9603, 9644);

  private final Case given;
  private final boolean lost;
  private final List<Named> failures;
  private final Map<Long, PairNote> known = new HashMap<>();

  private final List<PairNote> notes = new ArrayList<>();
  private final Map<Integer, RoaringBitmap> confirmed = new HashMap<>();
  private final Map<Integer, RoaringBitmap> again = new HashMap<>();
  private long refused;
  private long confirmedBefore;

  /**
   * What is known.
   *
   * @param assigned positions in the request's holders that have an asset, as read
   * @param notes how single pairs fared before
   * @param adamIds of the request's assets
   * @param identities Apple's identities of its holders, kind in front
   */
  record Case(
      Request request,
      Map<Integer, RoaringBitmap> assigned,
      List<PairNote> notes,
      List<Failure> failures,
      Map<Integer, String> adamIds,
      Map<Integer, String> identities) {}

  /**
   * The judgment.
   *
   * @param confirmed positions per asset that were confirmed by the reading
   * @param again positions per asset to ask for once more
   * @param confirmedInAll by the reading or before
   * @param numbers Apple's numbers among the refusals
   */
  record Verdict(
      List<PairNote> notes,
      Map<Integer, RoaringBitmap> confirmed,
      Map<Integer, RoaringBitmap> again,
      long confirmedInAll,
      long refusedInAll,
      Set<Integer> numbers) {

    boolean complete() {
      return notes.isEmpty() && again.isEmpty() && refusedInAll == 0;
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
        PairNote note = known.get(key(assetId, holders[position]));
        if (note != null) {
          count(note);
        } else if (has.contains(position) == wanted()) {
          confirmed.computeIfAbsent(assetId, _ -> new RoaringBitmap()).add(position);
        } else {
          missing(assetId, position);
        }
      }
    }
    notes.stream().map(PairNote::errorNumber).filter(Objects::nonNull).forEach(numbers::add);
    long all = confirmed.values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
    return new Verdict(notes, confirmed, again, all + confirmedBefore, refused, numbers);
  }

  private boolean wanted() {
    return Verification.gives(given.request().operation());
  }

  private void count(PairNote note) {
    if (note.result() == PairResult.CONFIRMED) {
      confirmedBefore++;
    } else if (note.result() != PairResult.SENT_AGAIN) {
      refused++;
    }
  }

  private void missing(int assetId, int position) {
    int holderId = given.request().holderIds()[position];
    Optional<Failure> reason = lost ? Optional.empty() : reason(assetId, holderId);
    int attempt = given.request().attempt();
    boolean passing = reason.filter(why -> PASSING.contains(why.errorNumber())).isPresent();
    boolean more =
        (lost || passing) ? attempt < Requests.MAX_ATTEMPTS : reason.isEmpty() && attempt == 1;
    if (more) {
      again.computeIfAbsent(assetId, _ -> new RoaringBitmap()).add(position);
      notes.add(new PairNote(assetId, holderId, PairResult.SENT_AGAIN, null, null));
      return;
    }
    refused++;
    Optional<Failure> said = reason.or(this::onlyFailure);
    notes.add(
        new PairNote(
            assetId,
            holderId,
            said.isPresent() ? PairResult.REFUSED : PairResult.NOT_DONE,
            said.map(Failure::errorNumber).orElse(null),
            said.map(Failure::errorMessage).orElse(null)));
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
