package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Plan.AssetPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a plan does, as one number: verb, location, exact pairs, which of them are for ever, and
 * what is left out and why. Assets and devices count by Apple's own identities, people by ours,
 * since they may be registered meanwhile. How the pairs are packed into requests does not matter,
 * nor whether what need not be asked for is so already or about to be.
 */
final class PlanHash {
  /** Left out, because there is nothing to ask for: what is in work settles at any moment. */
  static final Set<Exclusion> NOTHING_TO_ASK =
      Set.of(Exclusion.ALREADY_HELD, Exclusion.NOT_HELD, Exclusion.IN_WORK);

  private final IntFunction<String> identity;
  private final IntPredicate permanent;
  private final SameSets<byte[]> digests = new SameSets<>();

  private PlanHash(IntFunction<String> identity, IntPredicate permanent) {
    this.identity = identity;
    this.permanent = permanent;
  }

  /**
   * The hash.
   *
   * @param keys Apple's identities of the plan's assets
   * @param identity what stands for the target at a position
   * @param permanent whether an asset can never be taken back
   */
  static String of(
      Plan plan,
      int locationId,
      Map<Integer, Assets.Key> keys,
      IntFunction<String> identity,
      IntPredicate permanent) {
    return new PlanHash(identity, permanent).of(plan, locationId, keys);
  }

  private String of(Plan plan, int locationId, Map<Integer, Assets.Key> keys) {
    MessageDigest all = sha256();
    text(all, "plan 2");
    text(all, plan.verb().name());
    text(all, Integer.toString(locationId));
    Comparator<AssetPlan> byKey = Comparator.comparing(asset -> key(keys, asset));
    List<AssetPlan> assets = plan.assets().stream().sorted(byKey).toList();
    for (AssetPlan asset : assets) {
      text(all, key(keys, asset));
      text(all, permanent.test(asset.assetId()) ? "for ever" : "");
      set(all, asset.asked());
      leftOut(asset)
          .forEach((reason, whom) -> {
            text(all, reason);
            set(all, whom);
          });
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private static Map<String, RoaringBitmap> leftOut(AssetPlan asset) {
    Map<String, RoaringBitmap> leftOut = new TreeMap<>();
    asset
        .excluded()
        .forEach((reason, whom) ->
            leftOut
                .computeIfAbsent(
                    NOTHING_TO_ASK.contains(reason) ? "" : reason.name(), _ -> new RoaringBitmap())
                .or(whom));
    return leftOut;
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
