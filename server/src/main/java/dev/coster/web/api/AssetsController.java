package dev.coster.web.api;

import dev.coster.api.AssetsApi;
import dev.coster.api.PageOf;
import dev.coster.catalog.Assets;
import dev.coster.catalog.Assets.Metadata;
import dev.coster.distribution.Licenses;
import dev.coster.distribution.Licenses.HolderCursor;
import dev.coster.distribution.Licenses.HolderFilter;
import dev.coster.distribution.Licenses.HolderRow;
import dev.coster.distribution.Licenses.LicenseStory;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.web.Cursors;
import dev.coster.web.Readings;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Serves {@link AssetsApi}. */
@RestController
final class AssetsController implements AssetsApi {

  private final Assets assets;
  private final Licenses licenses;
  private final Readings readings;
  private final HolderIds holderIds;

  AssetsController(Assets assets, Licenses licenses, Readings readings, HolderIds holderIds) {
    this.assets = assets;
    this.licenses = licenses;
    this.readings = readings;
    this.holderIds = holderIds;
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<AssetView> assets(
      @Nullable String text,
      @Nullable Integer location,
      @Nullable String type,
      @Nullable Boolean shortOnly,
      @Nullable String cursor,
      @Nullable Integer limit) {
    Assets.Filter filter =
        new Assets.Filter(
            text == null ? "" : text.strip(), location, type, Boolean.TRUE.equals(shortOnly));
    Readings.Part known = readings.of(visibility()).assets();
    return Views.page(
        limit,
        most -> assets.list(visibility(), filter, Cursors.place(cursor), most),
        row -> view(row, known),
        last -> Cursors.text(last.place()),
        known.at(location));
  }

  @Override
  @Allowed(Permission.VIEW)
  public AssetDetail asset(int id) {
    Assets.Row row = found(id);
    @Nullable Metadata metadata = assets.metadata(id).orElse(null);
    return new AssetDetail(
        view(row, readings.of(visibility()).assets()),
        metadata == null ? null : metadata.bundleId(),
        metadata == null ? null : metadata.artist(),
        metadata == null ? null : metadata.version(),
        metadata == null ? null : metadata.minimumOs(),
        assets.atLocations(visibility(), id).stream()
            .map(at ->
                new AtLocation(
                    at.locationId(),
                    at.locationName(),
                    at.unlimited(),
                    at.total(),
                    at.assigned(),
                    at.reserved(),
                    at.free(),
                    at.asOf()))
            .toList());
  }

  @Override
  @Allowed(Permission.VIEW)
  public PageOf<HolderView> holders(
      int id,
      @Nullable Integer location,
      @Nullable String text,
      @Nullable Boolean unlinkedOnly,
      @Nullable String cursor,
      @Nullable Integer limit) {
    found(id);
    HolderFilter filter =
        new HolderFilter(
            location, text == null ? "" : text.strip(), Boolean.TRUE.equals(unlinkedOnly));
    return Views.page(
        limit,
        most -> licenses.holders(visibility(), id, filter, Cursors.holder(cursor), most),
        AssetsController::view,
        last -> Cursors.text(new HolderCursor(last.locationId(), last.holderId())),
        readings.of(visibility()).licenses().at(location));
  }

  @Override
  @Allowed(Permission.VIEW)
  public StoryView story(
      int location,
      int asset,
      @Nullable Integer holder,
      @Nullable Integer device,
      @Nullable Integer person) {
    int whose = holderIds.one(visibility(), location, asset, holder, device, person);
    LicenseStory story =
        licenses
            .story(visibility(), location, asset, whose)
            .orElseThrow(
                () -> Problem.notFound("license.not_found", "Nothing is known of this license."));
    return new StoryView(
        story.sentence(),
        story.waitsFor(),
        story.since(),
        story.held(),
        story.chapters().stream()
            .map(chapter ->
                new Chapter(chapter.at(), chapter.what(), chapter.eventId(), chapter.errorNumber()))
            .toList());
  }

  private static AssetView view(Assets.Row row, Readings.Part known) {
    return new AssetView(
        row.assetId(),
        row.adamId(),
        row.pricingParam(),
        row.name(),
        row.productType(),
        row.platforms(),
        row.deviceAssignable(),
        !row.revocable(),
        row.unlimited(),
        row.total(),
        row.assigned(),
        row.reserved(),
        row.free(),
        row.asOf(),
        !known.whole(),
        row.soldOutAt());
  }

  private static HolderView view(HolderRow row) {
    return new HolderView(
        row.locationId(),
        row.locationName(),
        row.holderId(),
        row.kind(),
        row.appleId(),
        row.label(),
        row.deviceId(),
        row.personId(),
        row.since());
  }

  private Assets.Row found(int id) {
    return assets
        .find(visibility(), id)
        .orElseThrow(() -> Problem.notFound("asset.not_found", "There is no such app or book."));
  }

  private static Visibility visibility() {
    return Caller.signedIn().visibility();
  }
}
