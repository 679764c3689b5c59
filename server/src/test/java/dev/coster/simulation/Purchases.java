package dev.coster.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who took licenses besides us: Apple's 9709 for a request of ours means that we asked for more
 * than we knew to be free, unless somebody took some since our counts were read.
 */
final class Purchases {
  static final int NOT_ENOUGH = 9709;

  private final Map<String, Instant> takenElsewhere = new HashMap<>();
  private final Map<UUID, Instant> countsOf = new HashMap<>();

  /** Somebody took licenses of an asset ({@code uId adamId pricingParam}), or may have. */
  void tookElsewhere(String asset, Instant at) {
    takenElsewhere.put(asset, at);
  }

  /** A request was recorded over counts whose reading began then. */
  void recorded(UUID request, Instant countsBegan) {
    countsOf.put(request, countsBegan);
  }

  /** Apple had too few licenses for a request of ours. */
  void refused(Sendings.Sent sent) {
    Instant began = countsOf.get(sent.request);
    if (began == null || !sent.operation.equals("ASSOCIATE")) {
      return;
    }
    List<String> assets =
        sent.pairs.stream().map(pair -> sent.uId + " " + pair.asset()).distinct().toList();
    boolean explained =
        assets.stream()
            .map(takenElsewhere::get)
            .anyMatch(taken -> taken != null && !taken.isBefore(began));
    if (!explained) {
      throw new Violation(
          "Apple had too few licenses for %s, though nobody else took any of %s since %s"
              .formatted(sent.request, assets, began));
    }
  }
}
