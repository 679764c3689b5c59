package dev.coster.web.console;

import dev.coster.distribution.Licenses.HeldRow;
import dev.coster.security.SignedIn;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Freshness;
import dev.coster.web.Readings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /** How old something is; null = not read yet. */
  public record Age(@Nullable Instant asOf, Instant now) {}

  /** How old it is now. */
  Age of(@Nullable Instant asOf) {
    return new Age(asOf, clock.instant());
  }

  /** How old the licenses are that are counted for each device and each person of a list. */
  Age licenses(SignedIn me) {
    return of(oldest(me, Freshness::assignmentsAsOf, _ -> true));
  }

  /** How old the counts of a location are that a plan is made with. */
  Age counts(SignedIn me, int location) {
    return of(oldest(me, Freshness::assetsAsOf, each -> each.locationId() == location));
  }

  /** The licenses, and when the locations were read that they could be at. */
  Held held(SignedIn me, List<HeldRow> rows) {
    Set<Integer> here = rows.stream().map(HeldRow::locationId).collect(Collectors.toSet());
    Instant asOf =
        oldest(
            me,
            Freshness::assignmentsAsOf,
            each -> here.isEmpty() || here.contains(each.locationId()));
    return new Held(rows, asOf, clock.instant(), read(me).licenses());
  }

  private @Nullable Instant oldest(
      SignedIn me, Function<Freshness, @Nullable Instant> read, Predicate<Freshness> which) {
    return sync.freshness(me.visibility()).stream()
        .filter(which)
        .map(read)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
