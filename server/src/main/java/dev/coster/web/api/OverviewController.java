package dev.coster.web.api;

import dev.coster.api.OverviewApi;
import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.job.Jobs;
import dev.coster.people.People;
import dev.coster.platform.Visibility;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.sync.Sync;
import dev.coster.sync.Sync.Freshness;
import dev.coster.web.Found;
import dev.coster.web.Readings;
import java.time.Instant;
import java.util.Objects;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link OverviewApi}. */
@RestController
final class OverviewController implements OverviewApi {

  private static final int COUNT_AT_MOST = 1_000_000;

  private final Sources sources;
  private final Sync sync;
  private final Readings readings;

  /** Where the numbers come from. */
  record Sources(Assets assets, Devices devices, People people, Jobs jobs) {}

  OverviewController(Sources sources, Sync sync, Readings readings) {
    this.sources = sources;
    this.sync = sync;
    this.readings = readings;
  }

  @Override
  @Allowed(Permission.VIEW)
  public OverviewView overview() {
    Visibility visibility = Caller.signedIn().visibility();
    Readings.Part known = readings.of(visibility).assets();
    return new OverviewView(
        known.known(sources.assets().count(visibility, false)),
        known.known(sources.assets().count(visibility, true)),
        sync.freshness(visibility).stream()
            .map(Freshness::assetsAsOf)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null),
        sources.devices().count(visibility, Found.ALL_DEVICES, COUNT_AT_MOST),
        sources.people().count(visibility, Found.people("", null), COUNT_AT_MOST),
        sources.jobs().countOpen(visibility),
        known.unread());
  }
}
