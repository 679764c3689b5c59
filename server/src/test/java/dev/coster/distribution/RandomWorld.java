package dev.coster.distribution;

import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.World.AssetState;
import dev.coster.exchange.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.roaringbitmap.RoaringBitmap;

/** Organizations made up from a seed. */
final class RandomWorld {
  private RandomWorld() {}

  static World of(long seed, Verb verb) {
    Random random = new Random(seed);
    int targets = 1 + random.nextInt(seed % 7 == 0 ? 2_000 : 60);
    RoaringBitmap devices = some(random, targets, random.nextInt(3) * 0.5);
    Limits limits =
        new Limits(
            1 + random.nextInt(6), 1 + random.nextInt(40), 1 + random.nextInt(40), 10, 10, 10);
    // A few usual sets make what real fleets are like: many targets that miss the same.
    List<RoaringBitmap> usual = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      usual.add(some(random, targets, random.nextDouble()));
    }
    List<AssetState> assets = new ArrayList<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      RoaringBitmap held = usual.get(random.nextInt(3)).clone();
      if (random.nextInt(3) == 0) {
        held.xor(some(random, targets, 0.1));
      }
      assets.add(
          new AssetState(
              1_000 - i,
              random.nextInt(10) > 0,
              random.nextInt(4) > 0,
              random.nextInt(4) > 0,
              random.nextInt(4) == 0,
              random.nextInt(2 * targets) - 5L,
              random.nextInt(4) > 0 ? all(targets) : some(random, targets, 0.8),
              held,
              some(random, targets, random.nextInt(2) * 0.1)));
    }
    return new World(
        verb, targets, devices, some(random, targets, random.nextInt(2) * 0.2), assets, limits);
  }

  static RoaringBitmap all(int targets) {
    RoaringBitmap bitmap = new RoaringBitmap();
    bitmap.add(0L, targets);
    return bitmap;
  }

  private static RoaringBitmap some(Random random, int targets, double share) {
    RoaringBitmap bitmap = new RoaringBitmap();
    for (int i = 0; i < targets; i++) {
      if (random.nextDouble() < share) {
        bitmap.add(i);
      }
    }
    return bitmap;
  }
}
