package dev.coster.web.console;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Licenses;
import dev.coster.job.Job;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.people.People;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Freshness;
import dev.coster.web.JobCounts;
import dev.coster.web.Readings;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what there is, how fresh it is, what is running. */
@Controller
public final class OverviewPages {

  private static final int COUNT_AT_MOST = 1_000_000;
  private static final int JOBS = 8;

  private final Templates pages;
  private final Frames frames;
  private final Sources sources;

  OverviewPages(Templates pages, Frames frames, Sources sources) {
    this.pages = pages;
    this.frames = frames;
    this.sources = sources;
  }

  /** Where the numbers come from. */
  record Sources(Locations locations, Assets assets, Devices devices, People people, Parts parts) {}

  /** More of it. */
  record Parts(
      Licenses licenses,
      Jobs jobs,
      JobCounts counts,
      Sync sync,
      Readings readings,
      InstantSource clock) {}

  /** What the page shows. */
  public record View(
      List<LocationRow> locations,
      long assets,
      long shortAssets,
      long devices,
      long people,
      List<Job> jobs,
      Readings.Part known,
      Instant now) {

    /** The age of what is known of apps and books: that of the oldest location. */
    public @Nullable Instant assetsAsOf() {
      return locations.stream()
          .map(row -> row.freshness().assetsAsOf())
          .filter(Objects::nonNull)
          .min(Instant::compareTo)
          .orElse(null);
    }
  }

  /** A location with how fresh its picture is. */
  public record LocationRow(
      Location location, Freshness freshness, long given, Readings.Part known) {}

  @GetMapping("/")
  @Allowed(Permission.VIEW)
  JteModel overview(SignedIn me, HttpServletRequest request) {
    Parts parts = sources.parts();
    Map<Integer, Long> given = parts.licenses().totals(me.visibility());
    Readings.Read read = parts.readings().of(me.visibility());
    List<LocationRow> rows =
        LocationRows.of(me, sources.locations(), parts.sync()).stream()
            .map(row ->
                new LocationRow(
                    row.location(),
                    row.freshness(),
                    given.getOrDefault(row.location().id(), 0L),
                    read.licenses().at(row.location().id())))
            .toList();
    View view =
        new View(
            rows,
            sources.assets().count(me.visibility(), false),
            sources.assets().count(me.visibility(), true),
            sources
                .devices()
                .count(me.visibility(), new Devices.Filter("", null, null, null), COUNT_AT_MOST),
            sources
                .people()
                .count(me.visibility(), new People.Filter("", null, null), COUNT_AT_MOST),
            parts
                .counts()
                .of(me.visibility(), parts.jobs().list(me.visibility(), false, null, JOBS)),
            read.assets(),
            parts.clock().instant());
    return pages.overview(frames.frame("Overview", Frame.Section.OVERVIEW, me, request), view);
  }
}
