package dev.coster.distribution;

import dev.coster.exchange.Requests;
import dev.coster.platform.Page;
import dev.coster.platform.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Licenses as they are in our database. */
final class StoredLicenses implements Licenses {
  private static final int REQUESTS_OF_A_STORY = 20;

  private final LicenseStore store;
  private final Requests requests;

  StoredLicenses(LicenseStore store, Requests requests) {
    this.store = store;
    this.requests = requests;
  }

  @Override
  public List<HolderRow> holders(
      Visibility visibility,
      int assetId,
      HolderFilter filter,
      @Nullable HolderCursor after,
      int limit) {
    return store.holders(visibility, assetId, filter, after, Page.rows(limit));
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
  public Optional<LicenseStory> story(
      Visibility visibility, int locationId, int assetId, int holderId) {
    if (!visibility.seesLocation(locationId)) {
      return Optional.empty();
    }
    List<Requests.Story> told =
        requests.containing(visibility, assetId, holderId, REQUESTS_OF_A_STORY).stream()
            .filter(story -> story.request().locationId() == locationId)
            .filter(story -> story.request().operation().onAssets())
            .toList();
    LicenseStore.PairFacts facts = store.facts(locationId, assetId, holderId);
    boolean known = !told.isEmpty() || facts.since() != null || facts.waitingSince() != null;
    return known ? Optional.of(Stories.tell(told, facts)) : Optional.empty();
  }
}
