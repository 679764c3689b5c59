package dev.coster.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Dense keys of Apple's identities, as met in one walk. What a page brings new is looked up in one
 * go and remembered only once the page is committed: a key that was made in a transaction that was
 * taken back means nobody, or somebody else later; whoever takes back throws these away. When full
 * it remembers no more, since a walk comes by all identities in turn and driving out the oldest
 * would drive out the next. For one thread at a time.
 */
final class Keys<K> {
  private final Map<K, Integer> known = new HashMap<>();
  private final Map<K, Integer> ofPage = new HashMap<>();
  private final int limit;
  private final Function<List<K>, int[]> source;

  Keys(int limit, Function<List<K>, int[]> source) {
    this.limit = limit;
    this.source = source;
  }

  /** Makes sure that the keys of a page's identities can be had. */
  void meet(Collection<K> identities) {
    LinkedHashSet<K> missing = new LinkedHashSet<>();
    for (K identity : identities) {
      if (!known.containsKey(identity)) {
        missing.add(identity);
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    List<K> asked = List.copyOf(missing);
    int[] ids = source.apply(asked);
    for (int i = 0; i < ids.length; i++) {
      ofPage.put(asked.get(i), ids[i]);
    }
  }

  /** The key of an identity that was met. */
  int of(K identity) {
    Integer id = known.get(identity);
    if (id == null) {
      id = ofPage.get(identity);
    }
    if (id == null) {
      throw new IllegalStateException("Not met: " + identity);
    }
    return id;
  }

  /** The page is committed. */
  void keep() {
    if (known.size() + ofPage.size() <= limit) {
      known.putAll(ofPage);
    }
    ofPage.clear();
  }
}
