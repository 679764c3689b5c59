package dev.coster.distribution;

import dev.coster.distribution.Plan.Rectangle;
import dev.coster.exchange.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Lays rectangles over missing pairs: disjoint, exactly the missing ones, within Apple's limits,
 * and few. Two ways, and the best mix of both: assets with the same missing targets go together; or
 * targets with the same missing assets go together. The largest groups of targets are taken the
 * second way, as many of them as it pays, and what is left goes the first way.
 */
final class Packer {
  private final RoaringBitmap devices;
  private final Limits limits;

  private Packer(RoaringBitmap devices, Limits limits) {
    this.devices = devices;
    this.limits = limits;
  }

  /** The targets of one asset. */
  record Missing(int assetId, RoaringBitmap targets) {}

  /** Assets that go together with targets. */
  private record Group(List<Integer> assetIds, RoaringBitmap targets) {}

  /**
   * The rectangles.
   *
   * @param missing each asset once, by id
   * @param devices which of the targets count as devices
   */
  static List<Rectangle> pack(List<Missing> missing, RoaringBitmap devices, Limits limits) {
    List<Missing> some = missing.stream().filter(one -> !one.targets().isEmpty()).toList();
    return new Packer(devices, limits).pack(some);
  }

  private List<Rectangle> pack(List<Missing> missing) {
    List<Group> best = byAsset(missing);
    if (best.size() > 1) {
      best = mixed(missing, best);
    }
    List<Rectangle> rectangles = new ArrayList<>();
    best.forEach(group -> split(group, rectangles));
    return List.copyOf(rectangles);
  }

  private static List<Group> byAsset(List<Missing> missing) {
    List<Group> groups = new ArrayList<>();
    SameSets<Group> known = new SameSets<>();
    for (Missing one : missing) {
      Group group =
          known.get(
              one.targets(),
              () -> {
                Group fresh = new Group(new ArrayList<>(), one.targets());
                groups.add(fresh);
                return fresh;
              });
      group.assetIds().add(one.assetId());
    }
    return groups;
  }

  /** Tries 1, 2, 4, 8 … of the largest groups of targets with the same missing assets. */
  private List<Group> mixed(List<Missing> missing, List<Group> byAsset) {
    long bestCost = cost(byAsset);
    List<Group> best = byAsset;
    List<Group> byTarget =
        TargetClasses.largest(missing, bestCost - 1).stream()
            .map(found -> new Group(assetsOf(missing, found), found))
            .toList();
    RoaringBitmap taken = new RoaringBitmap();
    long takenCost = 0;
    for (int count = 1; count <= byTarget.size(); count++) {
      Group group = byTarget.get(count - 1);
      taken.or(group.targets());
      takenCost += cost(group);
      if (takenCost >= bestCost) {
        break;
      }
      if (Integer.bitCount(count) == 1 || count == byTarget.size()) {
        List<Group> rest = byAsset(without(missing, taken));
        long cost = takenCost + cost(rest);
        if (cost < bestCost) {
          bestCost = cost;
          best = new ArrayList<>(byTarget.subList(0, count));
          best.addAll(rest);
        }
      }
    }
    return best;
  }

  private static List<Integer> assetsOf(List<Missing> missing, RoaringBitmap sameTargets) {
    int one = sameTargets.first();
    return missing.stream()
        .filter(asset -> asset.targets().contains(one))
        .map(Missing::assetId)
        .toList();
  }

  private static List<Missing> without(List<Missing> missing, RoaringBitmap taken) {
    return missing.stream()
        .map(one -> new Missing(one.assetId(), RoaringBitmap.andNot(one.targets(), taken)))
        .filter(one -> !one.targets().isEmpty())
        .toList();
  }

  private long cost(List<Group> groups) {
    return groups.stream().mapToLong(this::cost).sum();
  }

  private long cost(Group group) {
    long deviceCount = RoaringBitmap.andCardinality(group.targets(), devices);
    long people = group.targets().getLongCardinality() - deviceCount;
    return Math.ceilDiv((long) group.assetIds().size(), limits.maxAssets())
        * Math.max(
            Math.ceilDiv(deviceCount, limits.maxSerialNumbers()),
            Math.ceilDiv(people, limits.maxClientUserIds()));
  }

  private void split(Group group, List<Rectangle> into) {
    List<RoaringBitmap> parts = parts(group.targets());
    int[] assets = group.assetIds().stream().mapToInt(Integer::intValue).sorted().toArray();
    for (int from = 0; from < assets.length; from += limits.maxAssets()) {
      int to = Math.min(assets.length, from + limits.maxAssets());
      for (RoaringBitmap part : parts) {
        into.add(new Rectangle(Arrays.copyOfRange(assets, from, to), part));
      }
    }
  }

  /** As many devices and as many people as one request may have of each. */
  private List<RoaringBitmap> parts(RoaringBitmap targets) {
    List<RoaringBitmap> deviceParts =
        chunks(RoaringBitmap.and(targets, devices), limits.maxSerialNumbers());
    List<RoaringBitmap> peopleParts =
        chunks(RoaringBitmap.andNot(targets, devices), limits.maxClientUserIds());
    List<RoaringBitmap> parts = new ArrayList<>();
    for (int i = 0; i < Math.max(deviceParts.size(), peopleParts.size()); i++) {
      RoaringBitmap part = new RoaringBitmap();
      if (i < deviceParts.size()) {
        part.or(deviceParts.get(i));
      }
      if (i < peopleParts.size()) {
        part.or(peopleParts.get(i));
      }
      parts.add(part);
    }
    return parts;
  }

  private static List<RoaringBitmap> chunks(RoaringBitmap targets, int size) {
    int[] all = targets.toArray();
    List<RoaringBitmap> chunks = new ArrayList<>();
    for (int from = 0; from < all.length; from += size) {
      int to = Math.min(all.length, from + size);
      chunks.add(RoaringBitmap.bitmapOf(Arrays.copyOfRange(all, from, to)));
    }
    return chunks;
  }
}
