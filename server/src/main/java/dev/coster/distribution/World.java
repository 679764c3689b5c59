package dev.coster.distribution;

import dev.coster.exchange.Limits;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the planner looks at: who is meant, in the stated order, and how things stand. Targets are
 * positions from 0; all bitmaps hold positions, so that their order is the stated one.
 *
 * @param targets how many targets there are
 * @param devices positions of devices; all others are persons
 * @param nameless positions without an identity at Apple: devices without a serial number, persons
 *     without a registration
 * @param assets the wished assets, each once, in any order
 */
record World(
    Distribution.Verb verb,
    int targets,
    RoaringBitmap devices,
    RoaringBitmap nameless,
    List<AssetState> assets,
    Limits limits) {

  /**
   * One asset of the wish.
   *
   * @param here whether the location has it
   * @param free how many licenses may still be asked for, reservations subtracted; not looked at
   *     when unlimited
   * @param wished who is meant for this asset
   * @param held who has it
   * @param inWork whose pair is part of an open request
   */
  record AssetState(
      int assetId,
      boolean here,
      boolean deviceAssignable,
      boolean revocable,
      boolean unlimited,
      long free,
      RoaringBitmap wished,
      RoaringBitmap held,
      RoaringBitmap inWork) {}
}
