package dev.coster.web.console;

import dev.coster.catalog.Assets;
import dev.coster.catalog.Assets.Metadata;
import dev.coster.distribution.Licenses;
import dev.coster.distribution.Licenses.HolderCursor;
import dev.coster.distribution.Licenses.HolderFilter;
import dev.coster.distribution.Licenses.HolderRow;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.Cursors;
import dev.coster.web.Readings;
import dev.coster.web.pages.Templates;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Apps and books: the list, and one of them with who has it. */
@Controller
public final class AppPages {

  static final int PAGE = 50;

  private final Templates pages;
  private final Frames frames;
  private final Assets assets;
  private final Licenses licenses;
  private final Locations locations;
  private final Ages ages;

  AppPages(
      Templates pages,
      Frames frames,
      Assets assets,
      Licenses licenses,
      Locations locations,
      Ages ages) {
    this.pages = pages;
    this.frames = frames;
    this.assets = assets;
    this.licenses = licenses;
    this.locations = locations;
    this.ages = ages;
  }

  /** The list. */
  public record ListView(
      List<Assets.Row> rows,
      List<Location> locations,
      String text,
      @Nullable Integer location,
      @Nullable String type,
      boolean shortOnly,
      @Nullable String nextUrl,
      String csvUrl,
      Readings.Part known,
      Instant now) {

    public boolean filtered() {
      return !text.isEmpty() || location != null || type != null || shortOnly;
    }
  }

  /** One app or book. */
  public record AppView(
      Assets.Row row,
      @Nullable Metadata metadata,
      List<Assets.AtLocation> locations,
      @Nullable Integer location,
      List<HolderRow> holders,
      String text,
      boolean unlinkedOnly,
      @Nullable String nextUrl,
      Readings.Read read,
      Instant now) {

    /** Whether all its holders at the locations that are looked at are known. */
    public Readings.Part known() {
      return read.licenses().at(location);
    }

    /** Whether all whom the list finds can be in one plan. */
    public boolean atOneLocation() {
      return location != null || locations.size() == 1;
    }

    /** Where a plan is made: only the app, with the location that is looked at or the only one. */
    public String giveUrl(String verb) {
      Integer only = locations.size() == 1 ? locations.getFirst().locationId() : null;
      return url(verb, location == null ? only : location);
    }

    /** The same at one location. */
    public String giveUrl(String verb, int at) {
      return url(verb, at);
    }

    private String url(String verb, @Nullable Integer at) {
      return Urls.to("/give")
          .with("verb", verb)
          .with("asset", row.assetId())
          .with("location", at)
          .toString();
    }

    public boolean filtered() {
      return location != null || !text.isEmpty() || unlinkedOnly;
    }

    /** The holders as shown, all of them. */
    public String csvUrl() {
      return Urls.to("/apps/" + row.assetId() + "/holders.csv")
          .with("location", location)
          .with("text", text)
          .with("unlinked", unlinkedOnly)
          .toString();
    }
  }

  @GetMapping("/apps")
  @Allowed(Permission.VIEW)
  JteModel list(
      SignedIn me,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable Integer location,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(name = "short", defaultValue = "false") boolean shortOnly,
      @RequestParam(required = false) @Nullable String after) {
    String kind = type == null || type.isEmpty() ? null : type;
    Assets.Filter filter = new Assets.Filter(text.strip(), location, kind, shortOnly);
    List<Assets.Row> rows = assets.list(me.visibility(), filter, Cursors.place(after), PAGE + 1);
    String next =
        Paging.next(
            rows,
            PAGE,
            last -> listUrl("/apps", filter).with("after", Cursors.text(last.place())).toString());
    ListView view =
        new ListView(
            Paging.cut(rows, PAGE),
            locations.list(me.visibility()),
            filter.text(),
            location,
            kind,
            shortOnly,
            next,
            listUrl("/apps.csv", filter).toString(),
            ages.read(me).assets().at(location),
            ages.now());
    return pages.apps(frames.frame("Apps and books", Frame.Section.APPS, me, request), view);
  }

  private static Urls listUrl(String path, Assets.Filter filter) {
    return Urls.to(path)
        .with("text", filter.text())
        .with("location", filter.locationId())
        .with("type", filter.productType())
        .with("short", filter.shortOnly());
  }

  @GetMapping("/apps/{id}")
  @Allowed(Permission.VIEW)
  JteModel one(
      SignedIn me,
      HttpServletRequest request,
      @PathVariable int id,
      @RequestParam(required = false) @Nullable Integer location,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "false") boolean unlinked,
      @RequestParam(required = false) @Nullable String after) {
    Assets.Row row =
        assets
            .find(me.visibility(), id)
            .orElseThrow(
                () -> Problem.notFound("asset.not_found", "There is no such app or book."));
    HolderFilter filter = new HolderFilter(location, text.strip(), unlinked);
    List<HolderRow> holders =
        licenses.holders(me.visibility(), id, filter, Cursors.holder(after), PAGE + 1);
    String next =
        Paging.next(
            holders,
            PAGE,
            last ->
                Urls.to("/apps/" + id)
                        .with("location", location)
                        .with("text", filter.text())
                        .with("unlinked", unlinked)
                        .with(
                            "after",
                            Cursors.text(new HolderCursor(last.locationId(), last.holderId())))
                    + "#holders");
    AppView view =
        new AppView(
            row,
            assets.metadata(id).orElse(null),
            assets.atLocations(me.visibility(), id),
            location,
            Paging.cut(holders, PAGE),
            filter.text(),
            unlinked,
            next,
            ages.read(me),
            ages.now());
    return pages.app(frames.frame(row.name(), Frame.Section.APPS, me, request), view);
  }

  @GetMapping("/apps/{id}/icon")
  @Allowed(Permission.VIEW)
  ResponseEntity<byte[]> icon(@PathVariable int id) {
    return assets
        .icon(id)
        .map(icon ->
            ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(icon.contentType()))
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(icon.bytes()))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
