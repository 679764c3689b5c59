package dev.coster.distribution;

import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Plan.AssetPlan;
import dev.coster.distribution.World.AssetState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * Compares what is wished with what is so, and says what to ask Apple for. Pure: no clock, no
 * database, no network; the same world gives the same plan. A preview and a run are the same code.
 */
final class Planner {
  private final World world;
  private final RoaringBitmap namelessDevices;
  private final RoaringBitmap namelessPersons;

  private Planner(World world) {
    this.world = world;
    this.namelessDevices = RoaringBitmap.and(world.nameless(), world.devices());
    this.namelessPersons = RoaringBitmap.andNot(world.nameless(), world.devices());
  }

  static Plan plan(World world) {
    return new Planner(world).plan();
  }

  private Plan plan() {
    List<AssetPlan> assets =
        world.assets().stream()
            .sorted(Comparator.comparingInt(AssetState::assetId))
            .map(this::decide)
            .toList();
    return new Plan(
        world.verb(), pack(assets, AssetPlan::now), pack(assets, AssetPlan::later), assets);
  }

  private List<Plan.Rectangle> pack(
      List<AssetPlan> assets, Function<AssetPlan, RoaringBitmap> part) {
    List<Packer.Missing> missing = new ArrayList<>();
    for (AssetPlan asset : assets) {
      missing.add(new Packer.Missing(asset.assetId(), part.apply(asset)));
    }
    return Packer.pack(missing, world.devices(), world.limits());
  }

  private AssetPlan decide(AssetState asset) {
    Sieve sieve = new Sieve(asset.wished());
    if (!asset.here()) {
      sieve.leaveOut(Exclusion.NOT_AT_LOCATION, asset.wished());
    }
    sieve.leaveOut(Exclusion.NO_SERIAL_NUMBER, namelessDevices);
    if (world.verb() == Verb.TAKE_BACK) {
      sieve.leaveOut(Exclusion.NOT_REGISTERED, namelessPersons);
    }
    sieve.leaveOut(Exclusion.IN_WORK, asset.inWork());
    if (world.verb() == Verb.TAKE_BACK) {
      sieve.leaveOut(Exclusion.NOT_HELD, RoaringBitmap.andNot(sieve.left, asset.held()));
      if (!asset.revocable()) {
        sieve.leaveOut(Exclusion.IRREVOCABLE, sieve.left.clone());
      }
    } else {
      sieve.leaveOut(Exclusion.ALREADY_HELD, asset.held());
      if (!asset.deviceAssignable()) {
        sieve.leaveOut(Exclusion.NOT_DEVICE_ASSIGNABLE, world.devices());
      }
      if (!asset.unlimited()) {
        int free = Math.clamp(asset.free(), 0, Integer.MAX_VALUE);
        RoaringBitmap first = sieve.left.limit(free); // the lowest positions, the first ones stated
        sieve.leaveOut(Exclusion.NO_LICENSE_FREE, RoaringBitmap.andNot(sieve.left, first));
      }
    }
    return new AssetPlan(
        asset.assetId(),
        RoaringBitmap.andNot(sieve.left, world.nameless()),
        RoaringBitmap.and(sieve.left, world.nameless()),
        sieve.out);
  }

  /** Takes targets out for one reason after the other; the first reason counts. */
  private static final class Sieve {
    private final RoaringBitmap left;
    private final Map<Exclusion, RoaringBitmap> out = new EnumMap<>(Exclusion.class);

    Sieve(RoaringBitmap wished) {
      left = wished.clone();
    }

    void leaveOut(Exclusion reason, RoaringBitmap whom) {
      RoaringBitmap gone = RoaringBitmap.and(left, whom);
      if (!gone.isEmpty()) {
        left.andNot(gone);
        out.put(reason, gone);
      }
    }
  }
}
