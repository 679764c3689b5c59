package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Plan.AssetPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a plan does, as one number: verb, location, exact pairs and what is left out and why, in
 * Apple's own identities. How the pairs are packed into requests does not matter.
 */
final class PlanHash {
  private final IntFunction<String> identity;
  private final SameSets<byte[]> digests = new SameSets<>();

  private PlanHash(IntFunction<String> identity) {
    this.identity = identity;
  }

  /**
   * The hash.
   *
   * @param keys Apple's identities of the plan's assets
   * @param identity what stands for the target at a position: Apple's identity, or ours where Apple
   *     has none
   */
  static String of(
      Plan plan, int locationId, Map<Integer, Assets.Key> keys, IntFunction<String> identity) {
    return new PlanHash(identity).of(plan, locationId, keys);
  }

  private String of(Plan plan, int locationId, Map<Integer, Assets.Key> keys) {
    MessageDigest all = sha256();
    text(all, "plan 1");
    text(all, plan.verb().name());
    text(all, Integer.toString(locationId));
    Comparator<AssetPlan> byKey = Comparator.comparing(asset -> key(keys, asset));
    List<AssetPlan> assets = plan.assets().stream().sorted(byKey).toList();
    for (AssetPlan asset : assets) {
      text(all, key(keys, asset));
      set(all, asset.asked());
      asset
          .excluded()
          .forEach((reason, whom) -> {
            text(all, reason.name());
            set(all, whom);
          });
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private static String key(Map<Integer, Assets.Key> keys, AssetPlan asset) {
    Assets.Key key = keys.get(asset.assetId());
    return key == null ? "asset:" + asset.assetId() : key.adamId() + ":" + key.pricingParam();
  }

  /** Most assets of a wish share few sets; each set is gone through once. */
  private void set(MessageDigest into, RoaringBitmap targets) {
    into.update(digests.get(targets, () -> digest(targets)));
  }

  private byte[] digest(RoaringBitmap targets) {
    MessageDigest one = sha256();
    IntIterator each = targets.getIntIterator();
    while (each.hasNext()) {
      text(one, identity.apply(each.next()));
    }
    return one.digest();
  }

  private static void text(MessageDigest into, String text) {
    into.update(text.getBytes(StandardCharsets.UTF_8));
    into.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256", missing);
    }
  }
}
