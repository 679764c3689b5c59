package dev.coster.distribution;

import static dev.coster.distribution.RandomWorld.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Plan.AssetPlan;
import dev.coster.distribution.Plan.Rectangle;
import dev.coster.distribution.World.AssetState;
import dev.coster.exchange.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.roaringbitmap.RoaringBitmap;

class PlannerTest {
  private static final Limits APPLE = new Limits(25, 1_000, 1_000, 100, 100, 100);
  private static final RoaringBitmap NOBODY = new RoaringBitmap();

  static Stream<Arguments> organizations() {
    return LongStream.range(0, 400)
        .boxed()
        .flatMap(seed -> Stream.of(Verb.values()).map(verb -> Arguments.of(seed, verb)));
  }

  private record Pair(int assetId, int target) {}

  @ParameterizedTest
  @MethodSource("organizations")
  void rectanglesAreDisjointAndExactlyThePairsThatMayBeAskedFor(long seed, Verb verb) {
    World world = RandomWorld.of(seed, verb);
    Plan plan = Planner.plan(world);

    Set<Pair> covered = covered(plan.requests());
    Set<Pair> coveredLater = covered(plan.afterRegistration());

    assertThat(covered).hasSize((int) pairs(plan.requests()));
    assertThat(covered).isEqualTo(pairs(plan, false));
    assertThat(coveredLater).isEqualTo(pairs(plan, true));
    for (AssetState asset : world.assets()) {
      for (int target = 0; target < world.targets(); target++) {
        Pair pair = new Pair(asset.assetId(), target);
        if (covered.contains(pair) || coveredLater.contains(pair)) {
          assertThat(asset.here()).isTrue();
          assertThat(asset.wished().contains(target)).isTrue();
          assertThat(asset.inWork().contains(target)).isFalse();
          assertThat(asset.held().contains(target)).isEqualTo(verb == Verb.TAKE_BACK);
          assertThat(coveredLater.contains(pair)).isEqualTo(world.nameless().contains(target));
          if (verb == Verb.TAKE_BACK) {
            assertThat(asset.revocable()).isTrue();
          } else if (world.devices().contains(target)) {
            assertThat(asset.deviceAssignable()).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("organizations")
  void neverMoreIsGivenThanIsFreeAndTheFirstOnesGetIt(long seed, Verb verb) {
    World world = RandomWorld.of(seed, verb);
    Plan plan = Planner.plan(world);
    for (AssetState asset : world.assets()) {
      AssetPlan planned = of(plan, asset.assetId());
      RoaringBitmap without = planned.excluded().getOrDefault(Exclusion.NO_LICENSE_FREE, NOBODY);
      if (verb == Verb.GIVE && !asset.unlimited()) {
        assertThat(planned.pairs()).isLessThanOrEqualTo(Math.max(0, asset.free()));
        if (!without.isEmpty()) {
          assertThat(planned.pairs()).isEqualTo(Math.max(0, asset.free()));
          assertThat(planned.asked().isEmpty() || planned.asked().last() < without.first())
              .isTrue();
        }
      } else {
        assertThat(without.isEmpty()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("organizations")
  void everyWishedPairIsAskedForOrLeftOutForOneReason(long seed, Verb verb) {
    World world = RandomWorld.of(seed, verb);
    Plan plan = Planner.plan(world);
    for (AssetState asset : world.assets()) {
      AssetPlan planned = of(plan, asset.assetId());
      RoaringBitmap everyone = planned.asked();
      long sum = planned.pairs();
      for (RoaringBitmap left : planned.excluded().values()) {
        everyone.or(left);
        sum += left.getLongCardinality();
      }
      assertThat(everyone).isEqualTo(asset.wished());
      assertThat(sum).isEqualTo(asset.wished().getLongCardinality());
    }
  }

  @ParameterizedTest
  @MethodSource("organizations")
  void requestsStayWithinTheLimits(long seed, Verb verb) {
    World world = RandomWorld.of(seed, verb);
    Plan plan = Planner.plan(world);
    Stream.concat(plan.requests().stream(), plan.afterRegistration().stream())
        .forEach(request -> {
          int devices = RoaringBitmap.andCardinality(request.targets(), world.devices());
          int people = request.targets().getCardinality() - devices;
          assertThat(request.assetIds().length).isBetween(1, world.limits().maxAssets());
          assertThat(devices).isLessThanOrEqualTo(world.limits().maxSerialNumbers());
          assertThat(people).isLessThanOrEqualTo(world.limits().maxClientUserIds());
          assertThat(devices + people).isPositive();
        });
  }

  @ParameterizedTest
  @MethodSource("organizations")
  void applyingAndPlanningAgainIsEmptyAndTheSameWorldGivesTheSamePlan(long seed, Verb verb) {
    World world = RandomWorld.of(seed, verb);
    Plan plan = Planner.plan(world);

    assertThat(shape(Planner.plan(RandomWorld.of(seed, verb)))).isEqualTo(shape(plan));
    assertThat(Planner.plan(applied(world, plan)).pairs()).isZero();
  }

  @ParameterizedTest
  @MethodSource("organizations")
  void packingIsNeverWorseThanAssetForAsset(long seed, Verb verb) {
    World world = RandomWorld.of(seed, verb);
    Plan plan = Planner.plan(world);
    long assetForAsset = 0;
    for (AssetPlan asset : plan.assets()) {
      int devices = RoaringBitmap.andCardinality(asset.now(), world.devices());
      int people = asset.now().getCardinality() - devices;
      assetForAsset +=
          Math.max(
              Math.ceilDiv(devices, world.limits().maxSerialNumbers()),
              Math.ceilDiv(people, world.limits().maxClientUserIds()));
    }
    assertThat((long) plan.requests().size()).isLessThanOrEqualTo(assetForAsset);
  }

  @Test
  void wishedAndHeldIsNothingToDo() {
    AssetState held = asset(1, 0, all(500), all(500));
    Plan plan = Planner.plan(new World(Verb.GIVE, 500, all(500), NOBODY, List.of(held), APPLE));
    assertThat(plan.requests()).isEmpty();
    assertThat(of(plan, 1).excluded()).containsOnlyKeys(Exclusion.ALREADY_HELD);
  }

  @Test
  void aFleetWithOneMissingSetTakesOneRequestPerThousand() {
    List<AssetState> assets = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      assets.add(asset(i, 1_000_000, all(100_000), NOBODY));
    }
    Plan plan = Planner.plan(new World(Verb.GIVE, 100_000, all(100_000), NOBODY, assets, APPLE));
    assertThat(plan.requests()).hasSize(100);
    assertThat(plan.pairs()).isEqualTo(2_500_000);
  }

  @Test
  void devicesAndPeopleShareRequests() {
    RoaringBitmap devices = new RoaringBitmap();
    devices.add(0L, 1_000L);
    Plan plan =
        Planner.plan(
            new World(
                Verb.GIVE,
                2_000,
                devices,
                NOBODY,
                List.of(asset(1, 5_000, all(2_000), NOBODY)),
                APPLE));
    assertThat(plan.requests()).hasSize(1);
  }

  @Test
  void aMixedFleetIsGroupedByWhatDevicesMissWherePossible() {
    // 1,000 devices miss everything; 10 more have one app each: 26 requests by asset, 11 by device.
    List<AssetState> assets = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      assets.add(
          asset(i + 1, 1_000_000, all(1_010), i < 10 ? RoaringBitmap.bitmapOf(1_000 + i) : NOBODY));
    }
    Plan plan = Planner.plan(new World(Verb.GIVE, 1_010, all(1_010), NOBODY, assets, APPLE));
    assertThat(plan.requests()).hasSize(11);
    assertThat(covered(plan.requests())).hasSize(25 * 1_010 - 10);
  }

  private static AssetState asset(int id, long free, RoaringBitmap wished, RoaringBitmap held) {
    return new AssetState(id, true, true, true, false, free, wished, held, NOBODY);
  }

  private static World applied(World world, Plan plan) {
    List<AssetState> after = new ArrayList<>();
    for (AssetState asset : world.assets()) {
      RoaringBitmap held = asset.held().clone();
      RoaringBitmap asked = of(plan, asset.assetId()).asked();
      long given = asked.getLongCardinality();
      if (world.verb() == Verb.GIVE) {
        held.or(asked);
      } else {
        held.andNot(asked);
        given = -given;
      }
      after.add(
          new AssetState(
              asset.assetId(),
              asset.here(),
              asset.deviceAssignable(),
              asset.revocable(),
              asset.unlimited(),
              asset.free() - given,
              asset.wished(),
              held,
              asset.inWork()));
    }
    return new World(
        world.verb(), world.targets(), world.devices(), world.nameless(), after, world.limits());
  }

  private static AssetPlan of(Plan plan, int assetId) {
    return plan.assets().stream()
        .filter(asset -> asset.assetId() == assetId)
        .findFirst()
        .orElseThrow();
  }

  private static Set<Pair> covered(List<Rectangle> rectangles) {
    Set<Pair> pairs = new HashSet<>();
    for (Rectangle rectangle : rectangles) {
      for (int assetId : rectangle.assetIds()) {
        rectangle.targets().forEach((int target) -> pairs.add(new Pair(assetId, target)));
      }
    }
    return pairs;
  }

  private static long pairs(List<Rectangle> rectangles) {
    return rectangles.stream().mapToLong(Rectangle::pairs).sum();
  }

  private static Set<Pair> pairs(Plan plan, boolean later) {
    Set<Pair> pairs = new HashSet<>();
    for (AssetPlan asset : plan.assets()) {
      (later ? asset.later() : asset.now())
          .forEach((int target) -> pairs.add(new Pair(asset.assetId(), target)));
    }
    return pairs;
  }

  private static List<Map<String, String>> shape(Plan plan) {
    List<Map<String, String>> shape = new ArrayList<>();
    for (Rectangle rectangle : plan.requests()) {
      Map<String, String> one = new HashMap<>();
      one.put("assets", java.util.Arrays.toString(rectangle.assetIds()));
      one.put("targets", rectangle.targets().toString());
      shape.add(one);
    }
    return shape;
  }
}
