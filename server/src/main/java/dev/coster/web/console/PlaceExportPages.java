package dev.coster.web.console;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Licenses;
import dev.coster.distribution.Licenses.HolderCursor;
import dev.coster.distribution.Licenses.HolderFilter;
import dev.coster.distribution.Licenses.HolderRow;
import dev.coster.location.Location;
import dev.coster.location.LocationWords;
import dev.coster.location.Locations;
import dev.coster.platform.Problem;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.sync.Sync;
import dev.coster.web.Readings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Locations, and who has an app, as CSV, filtered as shown. */
@Controller
public final class PlaceExportPages {

  private final Assets assets;
  private final Licenses licenses;
  private final Locations locations;
  private final Sync sync;
  private final Readings readings;

  PlaceExportPages(
      Assets assets, Licenses licenses, Locations locations, Sync sync, Readings readings) {
    this.assets = assets;
    this.licenses = licenses;
    this.locations = locations;
    this.sync = sync;
    this.readings = readings;
  }

  @GetMapping("/apps/{id}/holders.csv")
  @Allowed(Permission.VIEW)
  void holders(
      SignedIn me,
      HttpServletResponse response,
      @PathVariable int id,
      @RequestParam(required = false) @Nullable Integer location,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "false") boolean unlinked)
      throws IOException {
    Assets.Row asset =
        assets
            .find(me.visibility(), id)
            .orElseThrow(
                () -> Problem.notFound("asset.not_found", "There is no such app or book."));
    HolderFilter filter = new HolderFilter(location, text.strip(), unlinked);
    String unread = readings.of(me.visibility()).licenses().at(location).missing();
    CsvAnswers.<HolderRow>write(
        response,
        "holders-" + asset.adamId() + ".csv",
        List.of("Who", "Held by", "Apple's id", "Location", "Known since", "Not read at"),
        (last, limit) ->
            licenses.holders(
                me.visibility(),
                id,
                filter,
                last == null ? null : new HolderCursor(last.locationId(), last.holderId()),
                limit),
        row ->
            List.of(
                row.label(),
                row.kind().startsWith("D") ? "Device" : "Person",
                row.appleId(),
                row.locationName(),
                row.since().toString(),
                unread));
  }

  @GetMapping("/locations.csv")
  @Allowed(Permission.VIEW)
  void locations(SignedIn me, HttpServletResponse response) throws IOException {
    Map<Integer, Long> given = licenses.totals(me.visibility());
    Readings.Read read = readings.of(me.visibility());
    CsvAnswers.<LocationRows.Row>write(
        response,
        "locations.csv",
        List.of(
            "Location",
            "State",
            "Organization",
            "Token until",
            "Licenses given",
            "Apps as of",
            "Licenses as of"),
        (last, _) -> last == null ? LocationRows.of(me, locations, sync) : List.of(),
        row -> {
          Location location = row.location();
          long count = given.getOrDefault(location.id(), 0L);
          return List.of(
              location.name(),
              LocationWords.words(location),
              text(location.organizationName()),
              text(location.tokenExpiresAt()),
              text(read.licenses().at(location.id()).known(count)),
              text(row.freshness().assetsAsOf()),
              text(row.freshness().assignmentsAsOf()));
        });
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
