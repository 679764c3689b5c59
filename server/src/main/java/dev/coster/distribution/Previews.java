package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Distribution.AssetPreview;
import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.ExclusionCount;
import dev.coster.distribution.Distribution.PlannedPair;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Limits;
import dev.coster.platform.Ints;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Tells people what a plan would do. */
final class Previews {
  /** How long apps go on working after their license was taken back. */
  static final Duration GRACE = Duration.ofDays(30);

  private static final int EXAMPLES = 5;

  /** Rough, from what is seen: Apple works on some requests at once, some seconds each. */
  private static final int EVENTS_AT_ONCE = 4;

  private static final Duration PER_EVENT = Duration.ofSeconds(15);

  private final PlanStore store;
  private final GivenStore givenByUs;
  private final Exchange exchange;

  Previews(PlanStore store, GivenStore givenByUs, Exchange exchange) {
    this.store = store;
    this.givenByUs = givenByUs;
    this.exchange = exchange;
  }

  Preview of(UUID planId, Outlook outlook, Limits limits, Instant now, Instant expiresAt) {
    Plan plan = outlook.plan();
    int registrations = plan.toRegister().getCardinality();
    int registering = Math.ceilDiv(registrations, Math.max(1, limits.maxUsers()));
    int requests = plan.requests().size() + plan.afterRegistration().size() + registering;
    return new Preview(
        planId,
        outlook.hash(),
        plan.verb(),
        outlook.wish().locationId(),
        plan.pairs(),
        registrations,
        outlook.permanentPairs(),
        givenByOthers(outlook),
        requests,
        estimate(outlook.wish().locationId(), requests, registrations > 0),
        assets(outlook),
        exclusions(outlook),
        appsStopOn(outlook, now),
        expiresAt);
  }

  /** Whoever gave these may want them back. */
  private long givenByOthers(Outlook outlook) {
    if (outlook.wish().verb() != Verb.TAKE_BACK || outlook.plan().pairs() == 0) {
      return 0;
    }
    Map<Integer, RoaringBitmap> ours = givenByUs.of(outlook);
    return outlook.plan().assets().stream()
        .mapToLong(asset ->
            RoaringBitmap.andNotCardinality(
                asset.asked(), ours.getOrDefault(asset.assetId(), new RoaringBitmap())))
        .sum();
  }

  private Duration estimate(int locationId, int requests, boolean registering) {
    double perSecond = Math.max(1, exchange.traffic(locationId).perSecond());
    Duration sending = Duration.ofSeconds((long) Math.ceil(requests / perSecond));
    Duration working = PER_EVENT.multipliedBy(Math.ceilDiv(requests, EVENTS_AT_ONCE));
    Duration all = sending.compareTo(working) > 0 ? sending : working;
    return registering ? all.plus(PER_EVENT.multipliedBy(2)) : all;
  }

  private static @Nullable Instant appsStopOn(Outlook outlook, Instant now) {
    boolean apps =
        outlook.wish().verb() == Verb.TAKE_BACK
            && outlook.plan().assets().stream()
                .anyMatch(asset -> asset.pairs() > 0 && isApp(outlook, asset.assetId()));
    return apps ? now.plus(GRACE) : null;
  }

  private static boolean isApp(Outlook outlook, int assetId) {
    Assets.Facts asset = outlook.facts().get(assetId);
    return asset != null && "App".equalsIgnoreCase(asset.productType());
  }

  private List<AssetPreview> assets(Outlook outlook) {
    Map<Integer, String> names = store.assetNames(outlook.wish().assetIds());
    Map<Integer, Long> free = outlook.free();
    List<AssetPreview> previews = new ArrayList<>();
    for (Plan.AssetPlan asset : outlook.plan().assets()) {
      int id = asset.assetId();
      Long before = free.get(id);
      long change = outlook.wish().verb() == Verb.GIVE ? -asset.pairs() : asset.pairs();
      RoaringBitmap without = asset.excluded().get(Exclusion.NO_LICENSE_FREE);
      Assets.Facts facts = outlook.facts().get(id);
      previews.add(
          new AssetPreview(
              id,
              names.getOrDefault(id, "?"),
              asset.pairs(),
              facts != null && facts.unlimited(),
              before,
              before == null ? null : before + change,
              without == null ? 0 : without.getLongCardinality(),
              outlook.permanent(id)));
    }
    return previews;
  }

  private List<ExclusionCount> exclusions(Outlook outlook) {
    Set<Integer> codes = new LinkedHashSet<>();
    for (Plan.AssetPlan asset : outlook.plan().assets()) {
      asset.excluded().values().forEach(whom -> examples(outlook, whom).forEach(codes::add));
    }
    Map<Integer, String> labels = store.labels(Ints.of(codes));
    List<ExclusionCount> counts = new ArrayList<>();
    for (Plan.AssetPlan asset : outlook.plan().assets()) {
      asset
          .excluded()
          .forEach((reason, whom) ->
              counts.add(
                  new ExclusionCount(
                      reason,
                      asset.assetId(),
                      whom.getLongCardinality(),
                      examples(outlook, whom)
                          .mapToObj(code -> labels.getOrDefault(code, "?"))
                          .toList())));
    }
    return counts;
  }

  /**
   * A part of the pairs that a plan asks for, by asset and in the stated order of their holders.
   */
  List<PlannedPair> pairs(Outlook outlook, long from, int limit) {
    List<Spot> spots = spots(outlook.plan(), from, limit);
    Map<Integer, String> names = store.assetNames(outlook.wish().assetIds());
    Targets targets = outlook.targets();
    Map<Integer, String> labels =
        store.labels(
            spots.stream().mapToInt(spot -> targets.code(spot.position())).distinct().toArray());
    return spots.stream()
        .map(spot -> {
          int code = targets.code(spot.position());
          String identity = outlook.identities().get(code);
          return new PlannedPair(
              spot.asset().assetId(),
              names.getOrDefault(spot.asset().assetId(), "?"),
              labels.getOrDefault(code, "?"),
              identity == null ? null : identity.substring(identity.indexOf(':') + 1),
              targets.devices().contains(spot.position()),
              !spot.asset().later().contains(spot.position()));
        })
        .toList();
  }

  private record Spot(Plan.AssetPlan asset, int position) {}

  private static List<Spot> spots(Plan plan, long from, int limit) {
    List<Spot> spots = new ArrayList<>();
    long skip = from;
    for (Plan.AssetPlan asset : plan.assets()) {
      RoaringBitmap asked = asset.asked();
      int count = asked.getCardinality();
      for (long at = skip; at < count && spots.size() < limit; at++) {
        spots.add(new Spot(asset, asked.select((int) at)));
      }
      skip = Math.max(0, skip - count);
    }
    return spots;
  }

  private static IntStream examples(Outlook outlook, RoaringBitmap whom) {
    return Arrays.stream(outlook.targets().codes(whom.limit(EXAMPLES)));
  }
}
