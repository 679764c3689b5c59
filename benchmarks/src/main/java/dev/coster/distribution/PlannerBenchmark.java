package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.World.AssetState;
import dev.coster.exchange.Limits;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.roaringbitmap.RoaringBitmap;

/** How long planning and hashing take for 100,000 devices × 25 apps, even and uneven fleets. */
public final class PlannerBenchmark {
  private static final int DEVICES = 100_000;
  private static final int ASSETS = 25;
  private static final Limits APPLE = new Limits(25, 1_000, 1_000, 100, 100, 100);

  private PlannerBenchmark() {}

  /** Prints the figures. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    for (double unevenness : new double[] {0, 0.0001, 0.01, 0.5}) {
      World world = world(unevenness);
      for (int round = 1; round <= 3; round++) {
        long begin = System.nanoTime();
        Plan plan = Planner.plan(world);
        long planned = System.nanoTime();
        PlanHash.of(plan, 1, keys(), position -> "D:SERIAL" + position, _ -> false);
        long hashed = System.nanoTime();
        out.printf(
            "held %.2f %%: %,d pairs, %,d requests, plan %d ms, hash %d ms, heap %d MB%n",
            unevenness * 100,
            plan.pairs(),
            plan.requests().size(),
            Duration.ofNanos(planned - begin).toMillis(),
            Duration.ofNanos(hashed - planned).toMillis(),
            (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
      }
    }
  }

  private static World world(double held) {
    Random random = new Random(1);
    RoaringBitmap all = new RoaringBitmap();
    all.add(0L, DEVICES);
    List<AssetState> assets = new ArrayList<>();
    for (int id = 1; id <= ASSETS; id++) {
      RoaringBitmap holders = new RoaringBitmap();
      for (int device = 0; device < DEVICES; device++) {
        if (random.nextDouble() < held) {
          holders.add(device);
        }
      }
      assets.add(
          new AssetState(id, true, true, true, false, DEVICES, all, holders, new RoaringBitmap()));
    }
    return new World(Verb.GIVE, DEVICES, all, new RoaringBitmap(), assets, APPLE);
  }

  private static Map<Integer, Assets.Key> keys() {
    Map<Integer, Assets.Key> keys = new HashMap<>();
    for (int id = 1; id <= ASSETS; id++) {
      keys.put(id, new Assets.Key(Integer.toString(100_000 + id), "STDQ"));
    }
    return keys;
  }
}
