package dev.coster.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Apps and books. */
public interface AssetsApi {

  @Route(path = "/assets")
  PageOf<AssetView> assets(
      @InQuery("text") @Nullable String text,
      @InQuery("location") @Nullable Integer location,
      @InQuery("type") @Nullable String type,
      @InQuery("short") @Nullable Boolean shortOnly,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  @Route(path = "/assets/{id}")
  AssetDetail asset(@InPath("id") int id);

  @Route(path = "/assets/{id}/holders")
  PageOf<HolderView> holders(
      @InPath("id") int id,
      @InQuery("location") @Nullable Integer location,
      @InQuery("text") @Nullable String text,
      @InQuery("unlinked") @Nullable Boolean unlinkedOnly,
      @InQuery("cursor") @Nullable String cursor,
      @InQuery("limit") @Nullable Integer limit);

  /** The story of one license: that of a holder, or of a device, or of a person. */
  @Route(path = "/licenses/story")
  StoryView story(
      @InQuery("location") int location,
      @InQuery("asset") int asset,
      @InQuery("holder") @Nullable Integer holder,
      @InQuery("device") @Nullable Integer device,
      @InQuery("person") @Nullable Integer person);

  /**
   * An asset, its counts summed over the visible locations.
   *
   * @param total null when unlimited, like free
   * @param incomplete whether a location was not read yet, so that its counts are missing here
   * @param soldOutAt locations that have no free license of it
   */
  record AssetView(
      int id,
      String adamId,
      String pricingParam,
      String name,
      String type,
      List<String> platforms,
      boolean deviceAssignable,
      boolean irrevocable,
      boolean unlimited,
      @Nullable Long total,
      long used,
      long reserved,
      @Nullable Long free,
      @Nullable Instant asOf,
      boolean incomplete,
      @Nullable List<String> soldOutAt) {}

  /** An asset, whole. */
  record AssetDetail(
      AssetView asset,
      @Nullable String bundleId,
      @Nullable String developer,
      @Nullable String version,
      @Nullable String minimumOs,
      List<AtLocation> locations) {}

  /** An asset at one location. */
  record AtLocation(
      int locationId,
      String location,
      boolean unlimited,
      @Nullable Integer total,
      int used,
      long reserved,
      @Nullable Long free,
      Instant asOf) {}

  /** Who has an asset. */
  record HolderView(
      int locationId,
      String location,
      int holderId,
      String kind,
      String appleId,
      String label,
      @Nullable Integer deviceId,
      @Nullable Integer personId,
      Instant since) {}

  /** The life of a license. */
  record StoryView(
      String sentence,
      String waitsFor,
      @Nullable Instant since,
      boolean held,
      List<Chapter> chapters) {}

  /** Something that happened to a license. */
  record Chapter(
      Instant at, String what, @Nullable String eventId, @Nullable Integer errorNumber) {}
}
