package dev.coster.distribution;

import dev.coster.distribution.Packer.Missing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Divides targets into classes that miss the same assets, by refining asset for asset. Exact, with
 * a few ints per target, however many assets there are.
 */
final class TargetClasses {
  private final int targets;

  /** The class of each target; 0 = misses nothing. */
  private final int[] classOf;

  /** How many assets each target misses. */
  private final int[] assetsOf;

  /** Where the members of a class go that also miss the asset in hand. */
  private final int[] movedTo;

  private final int[] movedFor;
  private int classes = 1;

  private TargetClasses(int targets) {
    this.targets = targets;
    this.classOf = new int[targets];
    this.assetsOf = new int[targets];
    // At most one class per target, and as many new ones before the numbers are used anew.
    this.movedTo = new int[2 * targets + 2];
    this.movedFor = new int[2 * targets + 2];
  }

  /** The classes with the most pairs, largest first, at most so many. */
  static List<RoaringBitmap> largest(List<Missing> missing, long atMost) {
    int targets = missing.stream().mapToInt(one -> one.targets().last() + 1).max().orElse(0);
    TargetClasses found = new TargetClasses(targets);
    for (int i = 0; i < missing.size(); i++) {
      found.refine(missing.get(i).targets(), i + 1);
    }
    found.renumber();
    return found.largest(atMost);
  }

  private void refine(RoaringBitmap missing, int turn) {
    if (classes > targets + 1) {
      renumber();
      Arrays.fill(movedFor, 0);
    }
    IntIterator each = missing.getIntIterator();
    while (each.hasNext()) {
      int target = each.next();
      int from = classOf[target];
      if (movedFor[from] != turn) {
        movedFor[from] = turn;
        movedTo[from] = classes++;
      }
      classOf[target] = movedTo[from];
      assetsOf[target]++;
    }
  }

  /** Gives the classes that still have members small numbers, in the order of the targets. */
  private void renumber() {
    int[] renamed = new int[classes];
    int next = 1;
    for (int target = 0; target < targets; target++) {
      int old = classOf[target];
      if (old != 0) {
        if (renamed[old] == 0) {
          renamed[old] = next++;
        }
        classOf[target] = renamed[old];
      }
    }
    classes = next;
  }

  private List<RoaringBitmap> largest(long atMost) {
    long[] pairs = new long[classes];
    for (int target = 0; target < targets; target++) {
      pairs[classOf[target]] += assetsOf[target];
    }
    int[] chosen =
        IntStream.range(1, classes)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(one -> -pairs[one])
                    .thenComparing(Comparator.naturalOrder()))
            .limit(atMost)
            .mapToInt(Integer::intValue)
            .toArray();
    int[] place = new int[classes];
    List<RoaringBitmap> sets = new ArrayList<>();
    for (int one : chosen) {
      sets.add(new RoaringBitmap());
      place[one] = sets.size();
    }
    for (int target = 0; target < targets; target++) {
      int at = place[classOf[target]];
      if (at > 0) {
        sets.get(at - 1).add(target);
      }
    }
    return sets;
  }
}
