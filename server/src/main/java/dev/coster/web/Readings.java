package dev.coster.web;

import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.platform.Visibility;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Freshness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of the visible locations was read at all. Where nothing was, a count of zero would say what
 * nobody knows. Thread-safe.
 */
public final class Readings {

  private final Sync sync;
  private final Locations locations;

  /** Made once, by configuration. */
  public Readings(Sync sync, Locations locations) {
    this.sync = sync;
    this.locations = locations;
  }

  /** What was read, of all visible locations. */
  public Read of(Visibility visibility) {
    List<Location> all = locations.list(visibility);
    Map<Integer, Freshness> byId =
        sync.freshness(visibility).stream()
            .collect(Collectors.toMap(Freshness::locationId, Function.identity()));
    return new Read(
        part(all, byId, Freshness::assetsAsOf),
        part(all, byId, Freshness::usersAsOf),
        part(all, byId, Freshness::fullyReadAt));
  }

  private static Part part(
      List<Location> all,
      Map<Integer, Freshness> byId,
      Function<Freshness, @Nullable Instant> readAt) {
    return new Part(
        all.stream()
            .map(location -> {
              Freshness fresh = byId.get(location.id());
              return new Place(
                  location.id(), location.name(), fresh != null && readAt.apply(fresh) != null);
            })
            .toList());
  }

  /**
   * What was read at least once.
   *
   * @param assets apps and books with their counts
   * @param users people's state with Apple
   * @param licenses who has what, all of it
   */
  public record Read(Part assets, Part users, Part licenses) {}

  /** A location, and whether it was read. */
  public record Place(int locationId, String name, boolean read) {}

  /** How much of something was read. */
  public record Part(List<Place> places) {

    private static final int NAMED = 3;

    /** Whether it was read everywhere. */
    public boolean whole() {
      return !places.isEmpty() && places.stream().allMatch(Place::read);
    }

    /** Whether it was read nowhere; also where there is no location yet. */
    public boolean nothing() {
      return places.stream().noneMatch(Place::read);
    }

    /** Whether it was read at some locations, and not at others. */
    public boolean partly() {
      return !whole() && !nothing();
    }

    /** Only these locations. */
    public Part among(Set<Integer> locationIds) {
      return new Part(
          places.stream().filter(each -> locationIds.contains(each.locationId())).toList());
    }

    /** Only that location; all for null. */
    public Part at(@Nullable Integer locationId) {
      return locationId == null ? this : among(Set.of(locationId));
    }

    /** The count, or null where nobody knows one yet. */
    public @Nullable Long known(long count) {
      return count == 0 && nothing() ? null : Long.valueOf(count);
    }

    /** The names of the locations that were not read yet. */
    public List<String> unread() {
      return places.stream().filter(each -> !each.read()).map(Place::name).toList();
    }

    /** The same in words. */
    public String missing() {
      List<String> names = unread();
      String first = String.join(", ", names.stream().limit(NAMED).toList());
      return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
  }
}
