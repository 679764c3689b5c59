package dev.coster.web.console;

import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.security.SignedIn;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Freshness;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Joins locations with how fresh their picture is. */
public final class LocationRows {

  private LocationRows() {}

  static List<Row> of(SignedIn me, Locations locations, Sync sync) {
    Map<Integer, Freshness> byId =
        sync.freshness(me.visibility()).stream()
            .collect(Collectors.toMap(Freshness::locationId, Function.identity()));
    return locations.list(me.visibility()).stream()
        .map(location -> new Row(location, freshness(byId, location.id())))
        .toList();
  }

  private static Freshness freshness(Map<Integer, Freshness> byId, int locationId) {
    Freshness known = byId.get(locationId);
    return known != null ? known : new Freshness(locationId, null, null, null, null, null);
  }

  /** A location with how fresh its picture is. */
  public record Row(Location location, Freshness freshness) {}
}
