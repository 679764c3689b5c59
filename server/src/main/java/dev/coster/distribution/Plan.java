package dev.coster.distribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the planner decided.
 *
 * @param requests rectangles to ask for now
 * @param afterRegistration rectangles of persons who have to be registered first
 * @param assets per asset, by id
 */
record Plan(
    Distribution.Verb verb,
    List<Rectangle> requests,
    List<Rectangle> afterRegistration,
    List<AssetPlan> assets) {

  /**
   * One request to be: each of the assets for each of the targets.
   *
   * @param assetIds sorted
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rectangle(int[] assetIds, RoaringBitmap targets) {
    long pairs() {
      return assetIds.length * targets.getLongCardinality();
    }
  }

  /**
   * One asset's part.
   *
   * @param now targets to ask for now
   * @param later persons to ask for when they are registered
   * @param excluded who is left out, and why; no empty sets
   */
  record AssetPlan(
      int assetId,
      RoaringBitmap now,
      RoaringBitmap later,
      Map<Distribution.Exclusion, RoaringBitmap> excluded) {

    long pairs() {
      return now.getLongCardinality() + later.getLongCardinality();
    }

    private AssetPlan without(Set<Distribution.Exclusion> reasons) {
      Map<Distribution.Exclusion, RoaringBitmap> rest = new HashMap<>(excluded);
      rest.keySet().removeAll(reasons);
      return new AssetPlan(assetId, now, later, rest);
    }

    /** Who is asked for, now or later. */
    RoaringBitmap asked() {
      return RoaringBitmap.or(now, later);
    }
  }

  /**
   * The same without those who are left out for these reasons, and without what then is nothing.
   */
  Plan without(Set<Distribution.Exclusion> reasons) {
    return new Plan(
        verb,
        requests,
        afterRegistration,
        assets.stream()
            .map(asset -> asset.without(reasons))
            .filter(asset -> asset.pairs() > 0 || !asset.excluded().isEmpty())
            .toList());
  }

  long pairs() {
    return assets.stream().mapToLong(AssetPlan::pairs).sum();
  }

  /** Persons who have to be registered before their pairs can be asked for. */
  RoaringBitmap toRegister() {
    RoaringBitmap persons = new RoaringBitmap();
    assets.forEach(asset -> persons.or(asset.later()));
    return persons;
  }
}
