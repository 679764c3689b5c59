package dev.coster.distribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds equal sets again. Compares sets of equal size with each other, instead of trusting a hash
 * of their content: there are few, and they are large. The sets must not be changed meanwhile.
 */
final class SameSets<T> {
  private final Map<Long, List<Entry<T>>> bySize = new HashMap<>();

  private record Entry<T>(RoaringBitmap set, T value) {}

  /** What was made for an equal set before, else what is made now. */
  T get(RoaringBitmap set, Supplier<T> make) {
    List<Entry<T>> sameSize =
        bySize.computeIfAbsent(set.getLongCardinality(), _ -> new ArrayList<>());
    for (Entry<T> entry : sameSize) {
      if (entry.set().equals(set)) {
        return entry.value();
      }
    }
    T made = make.get();
    sameSize.add(new Entry<>(set, made));
    return made;
  }
}
