package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Distribution.Wish;
import java.util.HashMap;
import java.util.Map;

/**
 * A wish, the world it meets, and the plan that follows.
 *
 * @param facts of those wished assets that the location has
 * @param keys Apple's identities of the wished assets
 * @param identities Apple's identities of the targets that have one, by holder
 */
record Outlook(
    Wish wish,
    Targets targets,
    World world,
    Plan plan,
    Map<Integer, Assets.Facts> facts,
    Map<Integer, Assets.Key> keys,
    Map<Integer, String> identities) {

  /** The plan's hash. */
  String hash() {
    // What is settled meanwhile is not held any more, and so not meant any more either.
    Plan told = wish.heldOnly() ? plan.without(PlanHash.NOTHING_TO_ASK) : plan;
    return PlanHash.of(told, wish.locationId(), keys, this::identity, this::permanent);
  }

  private String identity(int position) {
    int personId = targets.personId(position);
    int code = targets.code(position);
    if (personId > 0) {
      return "person:" + personId;
    }
    return code > 0
        ? identities.getOrDefault(code, "holder:" + code)
        : "device:" + Targets.idIn(code);
  }

  /** How many licenses are free to be asked for, per asset that has a count. */
  Map<Integer, Long> free() {
    Map<Integer, Long> free = new HashMap<>();
    for (World.AssetState asset : world.assets()) {
      if (asset.here() && !asset.unlimited()) {
        free.put(asset.assetId(), asset.free());
      }
    }
    return free;
  }

  /** How many of the licenses to give can never be taken back. */
  long permanentPairs() {
    return wish.verb() == Distribution.Verb.TAKE_BACK
        ? 0
        : plan.assets().stream()
            .filter(asset -> permanent(asset.assetId()))
            .mapToLong(Plan.AssetPlan::pairs)
            .sum();
  }

  boolean permanent(int assetId) {
    Assets.Facts asset = facts.get(assetId);
    return asset != null && !asset.revocable();
  }
}
