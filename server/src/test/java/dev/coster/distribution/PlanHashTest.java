package dev.coster.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Plan.AssetPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.roaringbitmap.RoaringBitmap;

class PlanHashTest {
  private static final RoaringBitmap NOBODY = new RoaringBitmap();

  private static String hash(Plan plan, int locationId) {
    Map<Integer, Assets.Key> keys = new HashMap<>();
    for (int id = 0; id <= 1_000; id++) {
      keys.put(id, new Assets.Key("a" + id, "STDQ"));
    }
    return PlanHash.of(plan, locationId, keys, position -> "D:S" + position, _ -> false);
  }

  private static Plan leftOut(Exclusion reason, int... targets) {
    return plan(
        Verb.GIVE,
        new AssetPlan(
            1, RoaringBitmap.bitmapOf(1), NOBODY, Map.of(reason, RoaringBitmap.bitmapOf(targets))));
  }

  private static Plan plan(Verb verb, AssetPlan... assets) {
    return new Plan(verb, List.of(), List.of(), List.of(assets));
  }

  private static AssetPlan asset(int id, int... targets) {
    return new AssetPlan(id, RoaringBitmap.bitmapOf(targets), NOBODY, Map.of());
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void theSameWorldHasTheSameHashAndOthersHaveOthers(Verb verb) {
    Set<String> hashes = new HashSet<>();
    Set<String> worlds = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      Plan plan = Planner.plan(RandomWorld.of(seed, verb));
      hashes.add(hash(plan, 1));
      worlds.add(plan.assets().toString().replaceAll("ALREADY_HELD|NOT_HELD|IN_WORK", "NOTHING"));
      assertThat(hash(Planner.plan(RandomWorld.of(seed, verb)), 1)).isEqualTo(hash(plan, 1));
    }
    assertThat(hashes).hasSameSizeAs(worlds);
  }

  @Test
  void eachPartOfAPlanCounts() {
    assertThat(
            Set.of(
                hash(plan(Verb.GIVE, asset(1, 1, 2)), 1),
                hash(plan(Verb.TAKE_BACK, asset(1, 1, 2)), 1),
                hash(plan(Verb.GIVE, asset(1, 1, 2)), 2),
                hash(plan(Verb.GIVE, asset(2, 1, 2)), 1),
                hash(plan(Verb.GIVE, asset(1, 1)), 1),
                hash(plan(Verb.GIVE, asset(1, 1), asset(2, 2)), 1),
                hash(
                    plan(
                        Verb.GIVE,
                        new AssetPlan(
                            1,
                            RoaringBitmap.bitmapOf(1),
                            NOBODY,
                            Map.of(Exclusion.ALREADY_HELD, RoaringBitmap.bitmapOf(2)))),
                    1)))
        .hasSize(7);
  }

  @Test
  void whatIsInWorkMaySettleMeanwhile() {
    assertThat(hash(leftOut(Exclusion.IN_WORK, 2), 1))
        .isEqualTo(hash(leftOut(Exclusion.ALREADY_HELD, 2), 1))
        .isNotEqualTo(hash(leftOut(Exclusion.IN_WORK, 3), 1))
        .isNotEqualTo(hash(leftOut(Exclusion.NO_LICENSE_FREE, 2), 1));
  }

  @Test
  void whereOnlyWhatIsHeldIsMeantWhatWasInWorkMayBeGone() {
    AssetPlan inWork =
        new AssetPlan(2, NOBODY, NOBODY, Map.of(Exclusion.IN_WORK, RoaringBitmap.bitmapOf(1)));
    AssetPlan stays =
        new AssetPlan(3, NOBODY, NOBODY, Map.of(Exclusion.IRREVOCABLE, RoaringBitmap.bitmapOf(1)));
    Plan before = plan(Verb.TAKE_BACK, asset(1, 1), inWork, stays);

    assertThat(hash(before.without(PlanHash.NOTHING_TO_ASK), 1))
        .isEqualTo(hash(plan(Verb.TAKE_BACK, asset(1, 1), stays), 1))
        .isNotEqualTo(hash(plan(Verb.TAKE_BACK, asset(1, 1)), 1));
  }

  @Test
  void whatCanNeverBeTakenBackCounts() {
    Plan plan = plan(Verb.GIVE, asset(1, 1));
    Map<Integer, Assets.Key> keys = Map.of(1, new Assets.Key("a1", "STDQ"));

    assertThat(PlanHash.of(plan, 1, keys, Integer::toString, _ -> true))
        .isNotEqualTo(PlanHash.of(plan, 1, keys, Integer::toString, _ -> false));
  }

  @Test
  void howPairsArePackedAndWhenTheyAreAskedForDoesNotCount() {
    Plan one = plan(Verb.GIVE, asset(1, 1, 2), asset(2, 3));
    Plan other =
        new Plan(
            Verb.GIVE,
            List.of(new Plan.Rectangle(new int[] {1}, RoaringBitmap.bitmapOf(1, 2))),
            List.of(),
            List.of(asset(1, 1, 2), asset(2, 3)));
    assertThat(hash(other, 1)).isEqualTo(hash(one, 1));
  }
}
