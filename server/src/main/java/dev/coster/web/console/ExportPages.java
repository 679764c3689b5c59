package dev.coster.web.console;

import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.people.People;
import dev.coster.people.People.PersonState;
import dev.coster.security.Allowed;
import dev.coster.security.Permission;
import dev.coster.security.SignedIn;
import dev.coster.web.Readings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The lists as CSV, filtered as shown. */
@Controller
public final class ExportPages {

  private final Assets assets;
  private final Devices devices;
  private final People people;
  private final Readings readings;

  ExportPages(Assets assets, Devices devices, People people, Readings readings) {
    this.assets = assets;
    this.devices = devices;
    this.people = people;
    this.readings = readings;
  }

  @GetMapping("/apps.csv")
  @Allowed(Permission.VIEW)
  void apps(
      SignedIn me,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable Integer location,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(name = "short", defaultValue = "false") boolean shortOnly)
      throws IOException {
    Assets.Filter filter = new Assets.Filter(text.strip(), location, Texts.orNull(type), shortOnly);
    String unread = readings.of(me.visibility()).assets().at(location).missing();
    CsvAnswers.<Assets.Row>write(
        response,
        "apps-and-books.csv",
        List.of(
            "Name",
            "Apple id",
            "Pricing",
            "Kind",
            "Platforms",
            "Device-assignable",
            "Irrevocable",
            "Total",
            "Used",
            "Reserved",
            "Free",
            "None free at",
            "As of",
            "Not read at"),
        (last, limit) ->
            assets.list(me.visibility(), filter, last == null ? null : last.place(), limit),
        row -> cells(row, unread));
  }

  private static List<String> cells(Assets.Row row, String unread) {
    return List.of(
        row.name(),
        row.adamId(),
        row.pricingParam(),
        row.productType(),
        String.join(" ", row.platforms()),
        row.deviceAssignable() ? "Y" : "N",
        row.revocable() ? "N" : "Y",
        row.unlimited() ? "unlimited" : text(row.total()),
        String.valueOf(row.assigned()),
        String.valueOf(row.reserved()),
        row.unlimited() ? "unlimited" : text(row.free()),
        String.join(", ", row.soldOutAt()),
        text(row.asOf()),
        unread);
  }

  @GetMapping("/devices.csv")
  @Allowed(Permission.VIEW)
  void devices(
      SignedIn me, HttpServletResponse response, @RequestParam(defaultValue = "") String text)
      throws IOException {
    Devices.Filter filter = new Devices.Filter(text.strip(), null, null, null);
    Readings.Part known = readings.of(me.visibility()).licenses();
    CsvAnswers.<Devices.Row>write(
        response,
        "devices.csv",
        List.of(
            "Serial number",
            "Name",
            "Model",
            "Platform",
            "OS version",
            "Site",
            "Person",
            "Licenses",
            "Licenses not read at"),
        (last, limit) ->
            devices.list(me.visibility(), filter, last == null ? null : last.place(), limit),
        row ->
            List.of(
                text(row.serialNumber()),
                row.name(),
                text(row.model()),
                text(row.platform()),
                text(row.osVersion()),
                row.siteName(),
                text(row.personName()),
                text(known.known(row.licenses())),
                known.missing()));
  }

  @GetMapping("/people.csv")
  @Allowed(Permission.VIEW)
  void people(
      SignedIn me,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable PersonState state)
      throws IOException {
    People.Filter filter = new People.Filter(text.strip(), null, state);
    Readings.Read read = readings.of(me.visibility());
    CsvAnswers.<People.Row>write(
        response,
        "people.csv",
        List.of(
            "Name",
            "Email",
            "Managed Apple Account",
            "Site",
            "State",
            "Licenses",
            "Licenses not read at",
            "Devices"),
        (last, limit) ->
            people.list(me.visibility(), filter, last == null ? null : last.place(), limit),
        row ->
            List.of(
                row.name(),
                text(row.email()),
                text(row.managedAppleAccount()),
                row.siteName(),
                row.state() == PersonState.NEW && read.users().nothing()
                    ? ""
                    : PeoplePages.words(row.state()),
                text(read.licenses().known(row.licenses())),
                read.licenses().missing(),
                String.valueOf(row.devices())));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
