package dev.coster.web.console;

import dev.coster.distribution.Licenses.HeldRow;
import dev.coster.security.SignedIn;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Freshness;
import dev.coster.web.Readings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How old a picture is that several locations make up: as old as the oldest of them. */
public final class Ages {

  private final Sync sync;
  private final Readings readings;
  private final InstantSource clock;

  Ages(Sync sync, Readings readings, InstantSource clock) {
    this.sync = sync;
    this.readings = readings;
    this.clock = clock;
  }

  /** Licenses of a device or a person, with the age of what is known of them. */
  public record Held(List<HeldRow> rows, @Nullable Instant asOf, Instant now, Readings.Part known) {

    /** Where there is something to take back. */
    public List<HeldRow> locations() {
      return rows.stream()
          .filter(HeldRow::revocable)
          .collect(Collectors.toMap(HeldRow::locationId, row -> row, (one, _) -> one, TreeMap::new))
          .values()
          .stream()
          .toList();
    }
  }

  /** What was read at all. */
  Readings.Read read(SignedIn me) {
    return readings.of(me.visibility());
  }

  Instant now() {
    return clock.instant();
  }

  /** The licenses, and when the locations were read that they could be at. */
  Held held(SignedIn me, List<HeldRow> rows) {
    Set<Integer> here = rows.stream().map(HeldRow::locationId).collect(Collectors.toSet());
    Instant asOf =
        sync.freshness(me.visibility()).stream()
            .filter(each -> here.isEmpty() || here.contains(each.locationId()))
            .map(Freshness::assignmentsAsOf)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null);
    return new Held(rows, asOf, clock.instant(), read(me).licenses());
  }
}
