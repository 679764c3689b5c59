package dev.coster.platform;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * What an actor may see: everything, or what belongs to certain locations. Every list method of a
 * base package takes one, and applies it in SQL as {@code (:all or location_id = any(:locations))}.
 * Immutable.
 */
public final class Visibility {

  /** Sees everything. For Coster itself and for administrators without limits. */
  public static final Visibility ALL = new Visibility(true, new int[0]);

  private final boolean all;
  private final int[] locations;

  private Visibility(boolean all, int[] locations) {
    this.all = all;
    this.locations = locations;
  }

  /**
   * Sees only what belongs to these locations; people and devices are visible by sites and stay
   * visible.
   */
  public static Visibility ofLocations(Set<Integer> locationIds) {
    return new Visibility(
        false, locationIds.stream().mapToInt(Integer::intValue).sorted().toArray());
  }

  /** The parameters of the condition in SQL. */
  public Map<String, Object> params() {
    return Map.of("all", all, "locations", SqlArrays.ints(locations));
  }

  /** Whether there is no limit. */
  public boolean all() {
    return all;
  }

  /** The visible locations, sorted; meaningless when {@link #all()}. */
  public int[] locations() {
    return locations.clone();
  }

  /** Whether this location is visible. */
  public boolean seesLocation(int locationId) {
    return all || Arrays.binarySearch(locations, locationId) >= 0;
  }
}
