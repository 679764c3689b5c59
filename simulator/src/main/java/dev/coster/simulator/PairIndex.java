package dev.coster.simulator;

import java.util.Arrays;

/**
 * A map from a pair of ints to a slot: open addressing with linear probing, twelve bytes an entry.
 */
final class PairIndex {
  private static final long FREE = -1L;

  private long[] keys = new long[1 << 10];
  private int[] slots = new int[1 << 10];
  private int size;

  PairIndex() {
    Arrays.fill(keys, FREE);
  }

  int get(int asset, int holder) {
    int at = find(key(asset, holder));
    return keys[at] == FREE ? -1 : slots[at];
  }

  void put(int asset, int holder, int slot) {
    if ((size + 1) * 3L > keys.length * 2L) {
      grow();
    }
    long key = key(asset, holder);
    int at = find(key);
    if (keys[at] == FREE) {
      keys[at] = key;
      size++;
    }
    slots[at] = slot;
  }

  void remove(int asset, int holder) {
    int gap = find(key(asset, holder));
    if (keys[gap] == FREE) {
      return;
    }
    size--;
    closeGap(gap);
  }

  /**
   * Moves later entries of the same run forward, so that no marker for removed entries is needed.
   */
  private void closeGap(int first) {
    int mask = keys.length - 1;
    int gap = first;
    int at = (gap + 1) & mask;
    while (keys[at] != FREE) {
      int home = home(keys[at]);
      if (((at - home) & mask) >= ((at - gap) & mask)) {
        keys[gap] = keys[at];
        slots[gap] = slots[at];
        gap = at;
      }
      at = (at + 1) & mask;
    }
    keys[gap] = FREE;
  }

  private int find(long key) {
    int mask = keys.length - 1;
    int at = home(key);
    while (keys[at] != FREE && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int home(long key) {
    long mixed = (key ^ (key >>> 31)) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 33) & (keys.length - 1);
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSlots = slots;
    keys = new long[oldKeys.length * 2];
    slots = new int[oldSlots.length * 2];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        slots[at] = oldSlots[i];
      }
    }
  }

  private static long key(int asset, int holder) {
    return ((long) asset << 32) | holder;
  }
}
