package dev.coster.catalog;

import dev.coster.platform.NamePlace;
import dev.coster.platform.OutboxType;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The assets (apps and books): what Apple's listing says of them per location, and what the store
 * tells about them. Methods that change join the caller's transaction. Thread-safe.
 */
public interface Assets {

  /** Dense keys for Apple's identities, made where they are new. Same order as given. */
  int[] idsFor(List<Key> keys);

  /** Apple's identity of an asset. */
  record Key(String adamId, String pricingParam) {}

  /** The dense key of an identity, if it is known. */
  Optional<Integer> idOf(Key key);

  /** How many assets there are, or of how many of them a location has no free license. */
  long count(Visibility visibility, boolean shortOnly);

  /** Apple's identities of dense keys. */
  Map<Integer, Key> keys(Set<Integer> assetIds);

  /**
   * A page of the catalog, one row per asset over all visible locations (or one of them), by name.
   */
  List<Row> list(Visibility visibility, Filter filter, @Nullable NamePlace after, int limit);

  /**
   * What to show.
   *
   * @param text part of the name, the bundle id, or the adam id; empty = all
   * @param locationId only this location; null = all visible
   * @param productType App or Book; null = both
   * @param shortOnly only those of which a location that is meant has no free license
   */
  record Filter(
      String text, @Nullable Integer locationId, @Nullable String productType, boolean shortOnly) {}

  /**
   * An asset with its counts summed over the visible locations; unlimited = at least one location
   * has it without limit.
   *
   * @param reserved what of the last known available count is asked for, held for people who are
   *     being registered, or given since
   * @param free the rest of it; null when unlimited
   * @param asOf the oldest reading among the counts; null when never read
   * @param soldOutAt locations that have no free license of it, by name
   */
  record Row(
      int assetId,
      String adamId,
      String pricingParam,
      String name,
      boolean hasIcon,
      String productType,
      List<String> platforms,
      boolean deviceAssignable,
      boolean revocable,
      boolean unlimited,
      @Nullable Long total,
      long assigned,
      long reserved,
      @Nullable Long free,
      @Nullable Instant asOf,
      int locations,
      List<String> soldOutAt) {

    /** Where the next page begins after this row. */
    public NamePlace place() {
      return new NamePlace(name, assetId);
    }
  }

  /** One asset, whole. */
  Optional<Row> find(Visibility visibility, int assetId);

  /** The asset at each visible location that has it. */
  List<AtLocation> atLocations(Visibility visibility, int assetId);

  /** An asset at one location. */
  record AtLocation(
      int locationId,
      String locationName,
      boolean deviceAssignable,
      boolean revocable,
      boolean unlimited,
      @Nullable Integer total,
      int assigned,
      @Nullable Integer available,
      @Nullable Integer retired,
      long reserved,
      @Nullable Long free,
      Instant asOf) {}

  /** What the store tells, beyond the name. */
  Optional<Metadata> metadata(int assetId);

  /** What the store tells of an asset; fields are null when it does not. */
  record Metadata(
      String name,
      @Nullable String kind,
      @Nullable String artist,
      @Nullable String bundleId,
      @Nullable String minimumOs,
      @Nullable String version,
      @Nullable String price,
      List<String> genres,
      List<String> deviceFamilies,
      Instant fetchedAt) {}

  /** The cached icon; empty when there is none (the page then draws a letter). */
  Optional<Icon> icon(int assetId);

  /** An icon as fetched from the store. */
  @SuppressWarnings("ArrayRecordComponent") // bytes of an image, never compared
  record Icon(String contentType, byte[] bytes) {}

  /** What the planner must know of a location's assets: facts and the last known free count. */
  Map<Integer, Facts> facts(int locationId, Set<Integer> assetIds);

  /**
   * Facts for planning.
   *
   * @param free last known available count, minus confirmed gives since that reading began
   *     (releases since are not added, so that never too many are asked for); reservations are not
   *     subtracted; {@link Long#MAX_VALUE} when unlimited
   * @param given confirmed gives since that reading began: it may have counted them too
   * @param asOf when the reading began; null = never read
   */
  record Facts(
      int assetId,
      Key key,
      String productType,
      boolean deviceAssignable,
      boolean revocable,
      boolean unlimited,
      long free,
      long given,
      @Nullable Instant asOf) {}

  /**
   * A finished listing of assets, staged in {@code listing_asset}, becomes the location's counts.
   * Called by {@code sync}.
   *
   * @param complete whether all pages told of one state, so that absence means something
   */
  void applyListing(long listingId, int locationId, boolean complete, Instant beganAt);

  /** Asks for the counts of a location to be read again soon. */
  void askForCounts(int locationId, String reason, Instant at);

  /** The counts of an asset at a location changed in a listing: outbox event. */
  @OutboxType("asset-counts-changed")
  record AssetCountsChanged(int locationId, List<Integer> assetIds) {}
}
