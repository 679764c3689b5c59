package dev.coster.distribution;

import org.roaringbitmap.RoaringBitmap;

/** Which of a wish's targets are meant for one asset. */
interface Meant {
  /** All of them. */
  Meant EVERYBODY =
      targets -> {
        RoaringBitmap all = new RoaringBitmap();
        all.add(0L, targets.count());
        return all;
      };

  /** Their positions. */
  RoaringBitmap among(Targets targets);

  /** These holders. */
  static Meant holders(int[] holderIds) {
    return targets -> {
      RoaringBitmap meant = new RoaringBitmap();
      for (int holderId : holderIds) {
        int position = targets.positionOf(holderId);
        if (position >= 0) {
          meant.add(position);
        }
      }
      return meant;
    };
  }
}
