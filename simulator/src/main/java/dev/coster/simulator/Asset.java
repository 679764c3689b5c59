package dev.coster.simulator;

import dev.coster.simulator.Choices.RetiredCount;

/**
 * What one location holds of an asset. Always: total = assigned + available + retired; what the
 * service shows of it is a choice.
 */
final class Asset {
  /** What Apple shows as the total of an unlimited asset. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  final int index;
  final AssetSpec spec;
  final AssetKey key;
  private int licenses;
  private int assigned;
  private int retired;

  Asset(int index, AssetSpec spec) {
    this.index = index;
    this.spec = spec;
    this.key = new AssetKey(spec.adamId(), spec.pricingParam());
    this.licenses = spec.unlimited() ? UNLIMITED : spec.licenses();
  }

  int total() {
    return licenses;
  }

  int assigned() {
    return assigned;
  }

  int shownTotal(RetiredCount choice) {
    return choice == RetiredCount.OUTSIDE_TOTAL && !unlimited() ? licenses - retired : licenses;
  }

  int shownAssigned(RetiredCount choice) {
    return choice == RetiredCount.AMONG_ASSIGNED ? assigned + retired : assigned;
  }

  int retired() {
    return retired;
  }

  int available() {
    return licenses - assigned - retired;
  }

  boolean unlimited() {
    return spec.unlimited();
  }

  void add(int count) {
    licenses += count;
  }

  void giveOne() {
    if (available() < 1) {
      throw new IllegalStateException("no license left of " + key);
    }
    assigned++;
  }

  void takeOne() {
    assigned--;
  }

  void retireOne() {
    assigned--;
    retired++;
  }

  void restoreOne() {
    retired--;
    assigned++;
  }
}
