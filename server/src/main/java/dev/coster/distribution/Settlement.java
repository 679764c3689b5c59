package dev.coster.distribution;

import dev.coster.apple.ErrorNumber;
import dev.coster.audit.Audit;
import dev.coster.catalog.Assets;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Request;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
import dev.coster.platform.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * What follows when pairs of a request are settled, all in one transaction: the picture, the job's
 * counters, the audit event of this batch, and the word to upper packages.
 */
final class Settlement {
  /** After these, what we believe of an asset's count or nature is old. */
  private static final Set<Integer> COUNTS_ARE_OLD =
      Set.of(
          ErrorNumber.NOT_REVOCABLE.number(),
          ErrorNumber.NOT_DEVICE_ASSIGNABLE.number(),
          ErrorNumber.NOT_ENOUGH_LICENSES.number());

  private final Observed observed;
  private final Assets assets;
  private final Registrations registrations;
  private final Outbox outbox;
  private final Audit audit;
  private final Progress progress;
  private final InstantSource clock;

  Settlement(
      Observed observed,
      Assets assets,
      Registrations registrations,
      Outbox outbox,
      Audit audit,
      Progress progress,
      InstantSource clock) {
    this.observed = observed;
    this.assets = assets;
    this.registrations = registrations;
    this.outbox = outbox;
    this.audit = audit;
    this.progress = progress;
    this.clock = clock;
  }

  /** Rectangles of a request's pairs. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Part(int[] assetIds, RoaringBitmap positions) {}

  static int[] holders(Request request, RoaringBitmap positions) {
    int[] holders = positions.toArray();
    for (int i = 0; i < holders.length; i++) {
      holders[i] = request.holderIds()[holders[i]];
    }
    return holders;
  }

  /** Apple's word becomes the picture. */
  void learned(Request request, Map<Integer, RoaringBitmap> confirmed, Instant at) {
    boolean present = Verification.gives(request.operation());
    for (Part part : parts(confirmed)) {
      observed.learned(
          request.locationId(), part.assetIds(), holders(request, part.positions()), present, at);
    }
  }

  /** Tells the packages above what was confirmed, and has the counts read again. */
  void confirmed(Request request, Map<Integer, RoaringBitmap> confirmed) {
    for (Part part : parts(confirmed)) {
      int[] holders = holders(request, part.positions());
      outbox.publish(
          Verification.gives(request.operation())
              ? new Distribution.AssignmentsConfirmed(
                  request.locationId(), part.assetIds(), holders)
              : new Distribution.AssignmentsReleased(
                  request.locationId(), part.assetIds(), holders));
    }
    if (!confirmed.isEmpty()) {
      assets.askForCounts(
          request.locationId(), "licenses were given or taken back", clock.instant());
    }
  }

  private static List<Part> parts(Map<Integer, RoaringBitmap> pairs) {
    List<Packer.Missing> missing = new ArrayList<>();
    new TreeMap<>(pairs).forEach((assetId, whom) -> missing.add(new Packer.Missing(assetId, whom)));
    Limits none = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, 0);
    return Packer.pack(missing, new RoaringBitmap(), none).stream()
        .map(rectangle -> new Part(rectangle.assetIds(), rectangle.targets()))
        .toList();
  }

  /** Apple's numbers say what of our picture is old. */
  void numbers(Request request, Set<Integer> numbers) {
    Instant now = clock.instant();
    if (numbers.stream().anyMatch(COUNTS_ARE_OLD::contains)) {
      assets.askForCounts(request.locationId(), "Apple refused a license", now);
    }
    if (numbers.contains(ErrorNumber.USER_NOT_FOUND.number())) {
      registrations.askForUsers(request.locationId(), "Apple did not find a user", now);
    }
  }

  /** Counts, and writes the one audit event of this batch of results. */
  void settled(Request request, long confirmed, long refused) {
    if (confirmed + refused > 0) {
      String verb = request.operation() == Operation.ASSOCIATE ? "Given" : "Taken back";
      audit.record(
          Actor.SYSTEM,
          Audit.Entry.of(
                  "distribution.result",
                  "request",
                  request.id(),
                  refused == 0
                      ? "%s: %,d.".formatted(verb, confirmed)
                      : "%s: %,d; refused: %,d.".formatted(verb, confirmed, refused))
              .at(request.locationId()));
    }
    progress.settled(request.jobId(), confirmed, refused);
  }
}
