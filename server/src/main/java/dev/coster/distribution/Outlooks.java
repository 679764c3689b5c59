package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.distribution.World.AssetState;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import dev.coster.people.Registrations;
import dev.coster.platform.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads what the planner looks at, as it is in the caller's transaction, and plans. */
final class Outlooks {
  private final PlanStore store;
  private final FreeLicenses free;
  private final Assets assets;
  private final Devices devices;
  private final Registrations registrations;
  private final Requests requests;
  private final Exchange exchange;

  Outlooks(
      PlanStore store,
      FreeLicenses free,
      Assets assets,
      Devices devices,
      Registrations registrations,
      Requests requests,
      Exchange exchange) {
    this.store = store;
    this.free = free;
    this.assets = assets;
    this.devices = devices;
    this.registrations = registrations;
    this.requests = requests;
    this.exchange = exchange;
  }

  /** What comes of the wish. */
  Outlook of(Wish wish) {
    return of(wish, _ -> Meant.EVERYBODY, null);
  }

  /**
   * What comes of a wish that means others for each asset.
   *
   * <p>What is open and reserved is read before what is there, since others settle requests
   * meanwhile: a request that settles between the two counts twice then, and never not at all.
   *
   * @param meant who is meant for an asset
   * @param plansFor the job that plans again: what it holds for itself is free to it; null = none
   */
  Outlook of(Wish stated, IntFunction<Meant> meant, @Nullable UUID plansFor) {
    Wish wish = stated.everything() ? named(stated) : stated;
    Targets targets = targets(wish);
    Set<Integer> assetIds = new TreeSet<>();
    Arrays.stream(wish.assetIds()).forEach(assetIds::add);
    Map<Integer, RoaringBitmap> inWork = inWork(wish.locationId(), assetIds, targets);
    Map<Integer, Long> reserved = free.reserved(wish.locationId(), plansFor);
    Map<Integer, Assets.Facts> facts = assets.facts(wish.locationId(), assetIds);
    Map<Integer, RoaringBitmap> held = new HashMap<>();
    store.held(
        wish.locationId(),
        wish.assetIds(),
        targets.holderIds(),
        (assetId, holderId) -> add(held, assetId, targets.positionOf(holderId)));
    List<AssetState> states = new ArrayList<>();
    for (int assetId : assetIds) {
      Assets.Facts fact = facts.get(assetId);
      RoaringBitmap has = held.getOrDefault(assetId, new RoaringBitmap());
      RoaringBitmap wished = meant.apply(assetId).among(targets);
      states.add(
          new AssetState(
              assetId,
              fact != null,
              fact != null && fact.deviceAssignable(),
              fact != null && fact.revocable(),
              fact != null && fact.unlimited(),
              fact == null ? 0 : Math.max(0, fact.free() - reserved.getOrDefault(assetId, 0L)),
              wish.heldOnly() ? RoaringBitmap.and(wished, has) : wished,
              has,
              inWork.getOrDefault(assetId, new RoaringBitmap())));
    }
    World world =
        new World(
            wish.verb(), targets.count(), targets.devices(), targets.nameless(), states, limits());
    return new Outlook(
        wish,
        targets,
        world,
        Planner.plan(world),
        facts,
        assets.keys(assetIds),
        store.identities(targets.holderIds()));
  }

  /** Everything, by name: the assets and holders of what is held now. */
  private Wish named(Wish everything) {
    Licenses.Belongings has = store.belongings(everything);
    return new Wish(
        everything.verb(),
        everything.locationId(),
        has.assetIds(),
        new int[0],
        new int[0],
        has.holderIds(),
        true);
  }

  /** Apple's limits, as read last. */
  Limits limits() {
    return exchange
        .limits()
        .orElseThrow(() ->
            new Problem(
                Problem.Kind.UNAVAILABLE,
                Problem.Side.COSTER,
                "apple.limits_unknown",
                "Coster has not read yet how much Apple takes per request.",
                "Nothing was changed.",
                "Try again in a minute; if this stays, look whether Apple can be reached."));
  }

  private Targets targets(Wish wish) {
    Targets.Builder builder = new Targets.Builder();
    int[] deviceHolders = devices.holders(wish.deviceIds());
    for (int i = 0; i < deviceHolders.length; i++) {
      builder.device(wish.deviceIds()[i], deviceHolders[i]);
    }
    int[] personHolders = registrations.holders(wish.locationId(), wish.personIds());
    for (int i = 0; i < personHolders.length; i++) {
      builder.person(wish.personIds()[i], personHolders[i]);
    }
    Map<Integer, String> known = store.identities(wish.holderIds());
    for (int holderId : wish.holderIds()) {
      String identity = known.get(holderId);
      if (identity != null) {
        builder.holder(holderId, identity.startsWith("D"));
      }
    }
    return builder.build();
  }

  private Map<Integer, RoaringBitmap> inWork(
      int locationId, Set<Integer> assetIds, Targets targets) {
    Map<Integer, RoaringBitmap> inWork = new HashMap<>();
    for (Request request : requests.open(locationId)) {
      RoaringBitmap whom = new RoaringBitmap();
      for (int holderId : request.holderIds()) {
        int position = targets.positionOf(holderId);
        if (position >= 0) {
          whom.add(position);
        }
      }
      // These name no assets: they are about all that their holders have.
      boolean allAssets =
          request.operation() == Operation.REVOKE || request.operation() == Operation.RETIRE;
      for (int assetId : assetIds) {
        if (allAssets || Arrays.binarySearch(request.assetIds(), assetId) >= 0) {
          inWork.computeIfAbsent(assetId, _ -> new RoaringBitmap()).or(whom);
        }
      }
    }
    return inWork;
  }

  private static void add(Map<Integer, RoaringBitmap> sets, int assetId, int position) {
    sets.computeIfAbsent(assetId, _ -> new RoaringBitmap()).add(position);
  }
}
