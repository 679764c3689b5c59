package dev.coster.web.console;

import dev.coster.distribution.Licenses.HeldRow;
import dev.coster.security.SignedIn;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Freshness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How old a picture is that several locations make up: as old as the oldest of them. */
public final class Ages {

  private final Sync sync;
  private final InstantSource clock;

  Ages(Sync sync, InstantSource clock) {
    this.sync = sync;
    this.clock = clock;
  }

  /** Licenses of a device or a person, with the age of what is known of them. */
  public record Held(List<HeldRow> rows, @Nullable Instant asOf, Instant now) {}

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
    return new Held(rows, asOf, clock.instant());
  }
}
