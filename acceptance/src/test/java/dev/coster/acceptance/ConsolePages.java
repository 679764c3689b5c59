package dev.coster.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.coster.acceptance.AppleControl.Counts;
import dev.coster.acceptance.AppleControl.LocationTruth;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What an administrator does and reads on the console's pages, in one tab of the browser. */
record ConsolePages(ConsoleBrowser browser, Page page) {
  private static final Duration AGREE = Duration.ofMinutes(3);

  /** A request whose answer was lost is looked up after five minutes, and may be lost again. */
  private static final double JOB_MILLIS = Duration.ofMinutes(15).toMillis();

  void signIn(String email, String password) {
    page.getByLabel("Mail address").fill(email);
    page.getByLabel("Password").fill(password);
    press("Sign in");
  }

  /** Presses a button. */
  void press(String button) {
    page.getByRole(AriaRole.BUTTON, named(button)).click();
  }

  void assertHeading(String text) {
    assertThat(page.getByRole(AriaRole.HEADING, named(text))).isVisible();
  }

  /** Waits until so many locations are there, and all were read. */
  void awaitRead(int locations) {
    Await.until(
        locations + " locations that were read",
        Duration.ofMinutes(5),
        () -> {
          page.navigate("/locations");
          Locator rows = page.locator("tbody tr");
          Locator time = page.locator("time");
          return rows.count() == locations
              && rows.filter(new Locator.FilterOptions().setHas(time)).count() == locations
              && rows.getByText("not read yet").count() == 0;
        });
  }

  /** Asks what will happen to holders who are typed in. */
  void wish(String location, List<String> serials, List<String> emails) {
    page.locator("#location").selectOption(new SelectOption().setLabel(location));
    page.locator("#serials").fill(String.join("\n", serials));
    page.locator("#emails").fill(String.join("\n", emails));
    press("Show what will happen");
  }

  /** The page of a job goes on by itself; nothing here loads it again. */
  void awaitDone() {
    assertThat(page).hasURL(Pattern.compile(".*/jobs/[0-9a-f-]{36}$"));
    Locator state = page.locator("#job .card-body .state").first();
    assertThat(state)
        .hasText(
            Pattern.compile("Done.*|Failed.*|Canceled.*"),
            new LocatorAssertions.HasTextOptions().setTimeout(JOB_MILLIS));
    assertThat(state).hasText("Done");
  }

  void assertHolder(String appPath, String text, int times) {
    page.navigate(appPath + "?text=" + text);
    assertThat(page.locator("#holders-table tbody tr")).hasCount(times);
  }

  void awaitCountsLikeApples(AppleControl apple) {
    for (LocationTruth location : apple.truth().values()) {
      String id = locationId(location.name());
      Await.until(
          "counts like Apple's at " + location.name(),
          AGREE,
          () -> counts(id).equals(apple.truth().get(location.name()).counts()));
    }
  }

  private Map<String, Counts> counts(String locationId) {
    Map<String, Counts> counts = new HashMap<>();
    for (NamedCsvRecord row : csv("/apps.csv?location=" + locationId)) {
      if (!row.getField("Total").equals("unlimited")) {
        counts.put(
            key(row),
            new Counts(
                Long.parseLong(row.getField("Total")),
                Long.parseLong(row.getField("Used")),
                Long.parseLong(row.getField("Free"))));
      }
    }
    return counts;
  }

  String locationId(String name) {
    String list = browser.download("/locations");
    var link = Pattern.compile("/locations/(\\d+)\">" + Pattern.quote(name) + "<").matcher(list);
    assertThat(link.find()).as("a link to " + name).isTrue();
    return link.group(1);
  }

  static String key(NamedCsvRecord row) {
    return row.getField("Apple id") + ":" + row.getField("Pricing");
  }

  List<NamedCsvRecord> csv(String path) {
    return CsvReader.builder()
        .ofNamedCsvRecord(browser.download(path).replace("\uFEFF", ""))
        .stream()
        .toList();
  }

  static GetByRoleOptions named(String text) {
    return new GetByRoleOptions().setName(text).setExact(true);
  }
}
