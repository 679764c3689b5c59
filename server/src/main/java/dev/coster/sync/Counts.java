package dev.coster.sync;

import dev.coster.apple.ResponseAsset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said of Apple's counts without believing them. */
final class Counts {
  /** Noted at a walk of assets some of whose counts contradict each other. */
  static final String CONTRADICT = "Some counts contradict each other.";

  private Counts() {}

  static boolean unlimited(ResponseAsset asset) {
    Integer total = asset.totalCount();
    return asset.unlimited() || (total != null && total == ResponseAsset.UNLIMITED_TOTAL);
  }

  /** {@link #CONTRADICT} if they do. */
  static @Nullable String note(Page page) {
    return page instanceof Page.OfAssets(var listing) && contradict(listing.rows())
        ? CONTRADICT
        : null;
  }

  private static boolean contradict(List<ResponseAsset> assets) {
    return assets.stream().anyMatch(Counts::contradicts);
  }

  private static boolean contradicts(ResponseAsset asset) {
    if (negative(asset.assignedCount()) || negative(asset.retiredCount())) {
      return true;
    }
    if (unlimited(asset)) {
      return false;
    }
    Integer total = asset.totalCount();
    return negative(total)
        || negative(asset.availableCount())
        || exceeds(asset.assignedCount(), total)
        || exceeds(asset.availableCount(), total);
  }

  private static boolean negative(@Nullable Integer count) {
    return count != null && count < 0;
  }

  private static boolean exceeds(@Nullable Integer count, @Nullable Integer total) {
    return count != null && total != null && count > total;
  }
}
