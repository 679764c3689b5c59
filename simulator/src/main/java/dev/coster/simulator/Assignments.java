package dev.coster.simulator;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The assignments of one location, in the order in which they were made. A row is a slot in
 * parallel int arrays; a removed row leaves a hole until enough holes are there. Versions rise with
 * the slots, so a delta is a tail.
 */
final class Assignments {
  private static final int BLOCK = 1024;
  private static final int HOLE = -1;

  /** Which rows are wanted. */
  record Filter(boolean everything, IntPredicate assets, IntPredicate holders) {
    static final Filter ALL = new Filter(true, any -> true, any -> true);

    boolean matches(int asset, int holder) {
      return everything || (assets.test(asset) && holders.test(holder));
    }
  }

  /** Takes rows one after the other. */
  @FunctionalInterface
  interface Visitor {
    void row(int asset, int holder);
  }

  private final PairIndex index = new PairIndex();
  private int[] assets = new int[BLOCK];
  private int[] holders = new int[BLOCK];
  private int[] versions = new int[BLOCK];
  private int[] seconds = new int[BLOCK];
  private int[] liveInBlock = new int[1];
  private int slots;
  private int live;

  int size() {
    return live;
  }

  boolean contains(int asset, int holder) {
    return index.get(asset, holder) >= 0;
  }

  /** The second at which this existing row was made. */
  int madeAt(int asset, int holder) {
    return seconds[index.get(asset, holder)];
  }

  void add(int asset, int holder, int version, int second) {
    makeRoom();
    assets[slots] = asset;
    holders[slots] = holder;
    versions[slots] = version;
    seconds[slots] = second;
    index.put(asset, holder, slots);
    liveInBlock[slots / BLOCK]++;
    slots++;
    live++;
  }

  void remove(int asset, int holder) {
    int slot = index.get(asset, holder);
    assets[slot] = HOLE;
    index.remove(asset, holder);
    liveInBlock[slot / BLOCK]--;
    live--;
  }

  int count(Filter filter, int sinceVersion) {
    if (filter.everything() && sinceVersion < 0) {
      return live;
    }
    int count = 0;
    for (int slot = firstAfter(sinceVersion); slot < slots; slot++) {
      if (assets[slot] != HOLE && filter.matches(assets[slot], holders[slot])) {
        count++;
      }
    }
    return count;
  }

  /**
   * Shows the matching rows newer than a version (-1: all), without the first {@code skip}, at most
   * {@code take}.
   */
  void visit(Filter filter, int sinceVersion, int skip, int take, Visitor visitor) {
    int slot = firstAfter(sinceVersion);
    int toSkip = skip;
    if (filter.everything() && sinceVersion < 0) {
      int block = 0;
      while (block < liveInBlock.length && toSkip >= liveInBlock[block] && slot < slots) {
        toSkip -= liveInBlock[block++];
        slot = block * BLOCK;
      }
    }
    int taken = 0;
    for (; slot < slots && taken < take; slot++) {
      if (assets[slot] == HOLE || !filter.matches(assets[slot], holders[slot])) {
        continue;
      }
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      visitor.row(assets[slot], holders[slot]);
      taken++;
    }
  }

  /** The first slot whose version is greater. */
  private int firstAfter(int version) {
    int low = 0;
    int high = slots;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (versions[middle] <= version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void makeRoom() {
    if (slots < assets.length) {
      return;
    }
    if (slots - live > slots / 4) {
      closeHoles();
      return;
    }
    int length = Math.max(assets.length * 3 / 2, assets.length + BLOCK);
    assets = Arrays.copyOf(assets, length);
    holders = Arrays.copyOf(holders, length);
    versions = Arrays.copyOf(versions, length);
    seconds = Arrays.copyOf(seconds, length);
    liveInBlock = Arrays.copyOf(liveInBlock, length / BLOCK + 1);
  }

  private void closeHoles() {
    int to = 0;
    Arrays.fill(liveInBlock, 0);
    for (int from = 0; from < slots; from++) {
      if (assets[from] == HOLE) {
        continue;
      }
      assets[to] = assets[from];
      holders[to] = holders[from];
      versions[to] = versions[from];
      seconds[to] = seconds[from];
      index.put(assets[to], holders[to], to);
      liveInBlock[to / BLOCK]++;
      to++;
    }
    slots = to;
  }
}
