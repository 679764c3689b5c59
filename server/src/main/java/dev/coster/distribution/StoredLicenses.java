package dev.coster.distribution;

import dev.coster.exchange.Exchange;
import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.job.Jobs;
import dev.coster.location.LocationWords;
import dev.coster.location.Locations;
import dev.coster.platform.Page;
import dev.coster.platform.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Licenses as they are in our database. */
final class StoredLicenses implements Licenses {
  private static final int REQUESTS_OF_A_STORY = 20;

  private final LicenseStore store;
  private final HolderSearchStore search;
  private final BelongingsStore belongings;
  private final Requests requests;
  private final Jobs jobs;
  private final Locations locations;
  private final Exchange exchange;

  StoredLicenses(
      LicenseStore store,
      HolderSearchStore search,
      BelongingsStore belongings,
      Requests requests,
      Jobs jobs,
      Locations locations,
      Exchange exchange) {
    this.store = store;
    this.search = search;
    this.belongings = belongings;
    this.requests = requests;
    this.jobs = jobs;
    this.locations = locations;
    this.exchange = exchange;
  }

  @Override
  public List<HolderRow> holders(
      Visibility visibility,
      int assetId,
      HolderFilter filter,
      @Nullable HolderCursor after,
      int limit) {
    HolderFilter clean =
        new HolderFilter(filter.locationId(), filter.text().strip(), filter.unlinkedOnly());
    return search.holders(visibility, assetId, clean, after, Page.rows(limit));
  }

  @Override
  public int[] holderIds(Visibility visibility, int[] assetIds, HolderFilter filter) {
    return search.ids(
        visibility,
        assetIds,
        new HolderFilter(filter.locationId(), filter.text().strip(), filter.unlinkedOnly()));
  }

  @Override
  public Belongings belongings(
      Visibility visibility, int locationId, int[] deviceIds, int[] personIds, int[] holderIds) {
    return visibility.seesLocation(locationId)
        ? belongings.of(locationId, deviceIds, personIds, holderIds)
        : new Belongings(new int[0], new int[0]);
  }

  @Override
  public List<HeldRow> heldByDevice(
      Visibility visibility, int deviceId, @Nullable HeldCursor after, int limit) {
    return store.heldByDevice(visibility, deviceId, after, Page.rows(limit));
  }

  @Override
  public List<HeldRow> heldByPerson(
      Visibility visibility, int personId, @Nullable HeldCursor after, int limit) {
    return store.heldByPerson(visibility, personId, after, Page.rows(limit));
  }

  @Override
  public Map<Integer, Long> totals(Visibility visibility) {
    return store.totals(visibility);
  }

  @Override
  public Optional<HolderView> holder(int holderId) {
    return store.holder(holderId);
  }

  @Override
  public int[] holdersOf(
      Visibility visibility,
      int locationId,
      int assetId,
      @Nullable Integer deviceId,
      @Nullable Integer personId) {
    return visibility.seesLocation(locationId)
        ? store.holdersOf(locationId, assetId, deviceId, personId)
        : new int[0];
  }

  @Override
  public Optional<LicenseStory> story(
      Visibility visibility, int locationId, int assetId, int holderId) {
    if (!visibility.seesLocation(locationId)) {
      return Optional.empty();
    }
    List<Requests.Story> told =
        requests
            .containing(
                Visibility.ofLocations(Set.of(locationId)), assetId, holderId, REQUESTS_OF_A_STORY)
            .stream()
            .filter(story -> story.request().operation().onAssets())
            .toList();
    LicenseStore.PairFacts facts = store.facts(locationId, assetId, holderId);
    boolean known = !told.isEmpty() || facts.since() != null || facts.waitingSince() != null;
    if (!known) {
      return Optional.empty();
    }
    UUID job = told.isEmpty() ? facts.waitingJob() : told.getFirst().request().jobId();
    return Optional.of(
        Stories.tell(
            told,
            facts,
            new Stories.Obstacle(
                hindrance(locationId, job), exchange.traffic(locationId).pausedUntil())));
  }

  /** Why nothing is sent now; null when nothing is in the way. */
  private @Nullable String hindrance(int locationId, @Nullable UUID jobId) {
    Optional<Job> job = jobId == null ? Optional.empty() : jobs.find(Visibility.ALL, jobId);
    if (job.filter(Job::pauseRequested).isPresent()) {
      return "its job is paused";
    }
    return locations
        .find(Visibility.ALL, locationId)
        .filter(location -> !location.state().writable())
        .map(location ->
            location.name() + " cannot be written to, " + LocationWords.clause(location))
        .orElse(null);
  }
}
