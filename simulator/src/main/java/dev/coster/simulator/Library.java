package dev.coster.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a location holds: its assets and who has them. Every change keeps the counts and the rows in
 * step.
 */
final class Library {
  /** A book that stays with a retired user. */
  record RetiredHolding(Asset asset, int holder, int version) {}

  /** An assignment that was taken away, kept for deltas that show removals. */
  record Removal(Asset asset, int holder, int version) {}

  private static final int REMOVALS_KEPT = 10_000;

  final VersionLine assetVersions;
  final VersionLine assignmentVersions;
  final Assignments assignments = new Assignments();
  final Names serialNumbers = new Names();
  final List<RetiredHolding> retiredHoldings = new ArrayList<>();
  final List<Removal> removals = new ArrayList<>();
  private final List<Asset> assets = new ArrayList<>();
  private final Map<AssetKey, Asset> byKey = new LinkedHashMap<>();

  Library(long salt) {
    assetVersions = new VersionLine(salt);
    assignmentVersions = new VersionLine(~salt);
  }

  List<Asset> assets() {
    return assets;
  }

  Asset asset(int index) {
    return assets.get(index);
  }

  @Nullable Asset find(AssetKey key) {
    return byKey.get(key);
  }

  Asset add(AssetSpec spec) {
    Asset asset = new Asset(assets.size(), spec);
    assets.add(asset);
    byKey.put(asset.key, asset);
    assetVersions.next();
    return asset;
  }

  void changeTotal(Asset asset, int delta) {
    asset.add(delta);
    assetVersions.next();
  }

  boolean holds(Asset asset, int holder) {
    return assignments.contains(asset.index, holder);
  }

  void give(Asset asset, int holder, int second) {
    asset.giveOne();
    addRow(asset, holder, second);
  }

  void take(Asset asset, int holder) {
    removeRow(asset, holder);
    asset.takeOne();
  }

  /** Takes all revocable assets from a holder and tells which. */
  List<Asset> revoke(int holder) {
    List<Asset> taken = new ArrayList<>();
    for (Asset asset : assets) {
      if (asset.spec.revocable() && holds(asset, holder)) {
        take(asset, holder);
        taken.add(asset);
      }
    }
    return taken;
  }

  /**
   * Frees a retired user's revocable licenses, which are returned; the others stay with the user
   * for good.
   */
  List<Asset> retire(int holder) {
    List<Asset> freed = revoke(holder);
    for (Asset asset : assets) {
      if (holds(asset, holder)) {
        removeRow(asset, holder);
        asset.retireOne();
        retiredHoldings.add(new RetiredHolding(asset, holder, assignmentVersions.next()));
      }
    }
    return freed;
  }

  /** What a retired user had kept comes back to life with another record of the same person. */
  void restore(int retired, int holder, int second) {
    for (RetiredHolding kept : List.copyOf(retiredHoldings)) {
      if (kept.holder == retired && !holds(kept.asset, holder)) {
        retiredHoldings.remove(kept);
        kept.asset.restoreOne();
        addRow(kept.asset, holder, second);
      }
    }
  }

  /** Hands the assignments of one record to another; what the other has already stays behind. */
  void hand(int from, int to, int second) {
    for (Asset asset : assets) {
      if (holds(asset, from) && !holds(asset, to)) {
        removeRow(asset, from);
        addRow(asset, to, second);
      }
    }
  }

  private void addRow(Asset asset, int holder, int second) {
    assignments.add(asset.index, holder, assignmentVersions.next(), second);
    assetVersions.next();
  }

  private void removeRow(Asset asset, int holder) {
    assignments.remove(asset.index, holder);
    if (removals.size() >= REMOVALS_KEPT) {
      removals.subList(0, REMOVALS_KEPT / 2).clear();
    }
    removals.add(new Removal(asset, holder, assignmentVersions.next()));
    assetVersions.next();
  }
}
