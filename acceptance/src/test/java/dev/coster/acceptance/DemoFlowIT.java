package dev.coster.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.coster.acceptance.AppleControl.Counts;
import dev.coster.acceptance.AppleControl.LocationTruth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole flow in a browser, against the demo and its unkind Apple. */
final class DemoFlowIT {
  private static final Duration AGREE = Duration.ofMinutes(3);

  /** A request whose answer was lost is looked up after five minutes, and may be lost again. */
  private static final double JOB_MILLIS = Duration.ofMinutes(15).toMillis();

  private static DemoProcess demo;
  private static ConsoleBrowser browser;

  private Page page;

  @BeforeAll
  static void startAndSignIn() {
    demo = DemoProcess.start("demo-flow");
    browser = ConsoleBrowser.open(demo.address());
    Page page = browser.newPage();
    page.navigate("/");
    assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
    page.getByLabel("Mail address").fill(demo.email());
    page.getByLabel("Password").fill(demo.password());
    button(page, "Sign in").click();
    assertThat(page.getByRole(AriaRole.HEADING, heading("Overview"))).isVisible();
    Await.until(
        "three locations that were read",
        Duration.ofMinutes(5),
        () -> {
          page.navigate("/locations");
          Locator rows = page.locator("tbody tr");
          return rows.count() == 3
              && rows.filter(has(page.locator("time"))).count() == 3
              && rows.getByText("not read yet").count() == 0;
        });
    page.close();
  }

  @AfterAll
  static void end() {
    try {
      if (browser != null) {
        browser.close();
      }
    } finally {
      if (demo != null) {
        demo.close();
      }
    }
  }

  @BeforeEach
  void openPage() {
    page = browser.newPage();
  }

  @AfterEach
  void closePage() {
    page.close();
    browser.assertNoTrouble();
  }

  @Test
  void theListOfAppsShowsWhatAppleHas() {
    page.navigate("/apps");
    assertThat(page.locator("#apps tbody tr").first().locator("td.number").first())
        .hasText(Pattern.compile("[0-9,]+|Unlimited"));
    awaitCountsLikeApples();
    if (Boolean.getBoolean("coster.screenshots")) {
      page.reload();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of(System.getProperty("coster.images"), "apps.png")));
    }
  }

  @Test
  void givesAnAppToTwoDevicesAndTakesItBack() {
    LocationTruth location = demo.apple().truth().values().iterator().next();
    String locationId = locationId(location.name());
    NamedCsvRecord app = appForDevices(locationId);
    String key = key(app);
    List<String> serials = twoDevicesWithout(location, key);

    page.navigate("/apps?location=" + locationId + "&text=" + app.getField("Apple id"));
    page.locator("#apps tbody input[name=asset]").first().check();
    String appPath =
        page.locator("#apps tbody a").first().getAttribute("href").split("[#?]", -1)[0];
    button(page, "Give…").click();
    wish(location.name(), serials);
    assertThat(page.getByText("Gives 2 licenses of 1 app or book.")).isVisible();
    assertThat(pairs(location)).doesNotContainAnyElementsOf(pairs(key, serials));
    button(page, "Give 2 licenses").click();
    awaitDone();
    assertThat(pairs(location)).containsAll(pairs(key, serials));
    serials.forEach(serial -> assertHolder(appPath, serial, 1));
    awaitCountsLikeApples();

    page.navigate(appPath);
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Take back…")).first().click();
    wish(location.name(), serials);
    assertThat(page.getByText("Takes back 2 licenses of 1 app or book.")).isVisible();
    button(page, "Take back 2 licenses").click();
    awaitDone();
    assertThat(pairs(location)).doesNotContainAnyElementsOf(pairs(key, serials));
    serials.forEach(serial -> assertHolder(appPath, serial, 0));
    awaitCountsLikeApples();
  }

  @Test
  void registersAPersonAndShowsTheInvitation() {
    page.navigate("/people/new");
    page.getByLabel("Name").first().fill("Ada Lovelace");
    page.getByLabel("Mail address").fill("ada.lovelace@hillside.example");
    button(page, "Add").click();
    assertThat(page.getByRole(AriaRole.HEADING, heading("Ada Lovelace"))).isVisible();
    String person = page.url();
    button(page, "Register").click();
    awaitDone();
    page.navigate(person);
    String link = page.locator("code.invite-link").first().textContent();
    assertThat(link).contains("inviteCode=");
    assertThat(demo.apple().knowsInvitation(link.replaceAll(".*inviteCode=([^&]*).*", "$1")))
        .isTrue();
  }

  @Test
  void anAppOfAnotherLocationIsFoundAndSwitchedTo() {
    page.navigate("/give?verb=GIVE&allDevices=true");
    page.locator("#search").fill("Translator Pocket");
    button(page, "Switch to Hillside High School").click();
    assertThat(page.locator("#location option:checked")).hasText("Hillside High School");
    assertThat(page.locator("#assets input[name=asset]")).isChecked();
    assertThat(page.locator("input[name=allDevices]")).isChecked();
  }

  @Test
  void anImportIsLookedAtMadeAndUndone() {
    page.navigate("/devices/import");
    byte[] csv = "Serial number,Name\nFLOWA1,Flow one\n".getBytes(StandardCharsets.UTF_8);
    page.locator("#file").setInputFiles(new FilePayload("devices.csv", "text/csv", csv));
    button(page, "Show what will happen").click();
    assertThat(page.getByText("Flow one")).isVisible();
    button(page, "Import 1 row").click();
    assertThat(page.locator("tbody .state").first()).hasText("added");
    page.navigate("/devices/import");
    page.locator("#made a").first().click();
    button(page, "Remove 1 device").click();
    page.navigate("/devices?text=FLOWA1");
    assertThat(page.getByText("Nothing fits the search")).isVisible();
  }

  @Test
  void aBadTokenIsExplainedAndChangesNothing() {
    page.navigate("/locations/new");
    page.getByLabel("or its text").fill("this is no content token");
    browser.expectRefusal(() -> {
      button(page, "Add").click();
      assertThat(page.locator(".problem")).containsText("Whose side: the input");
    });
    assertThat(page.locator(".problem h2")).not().isEmpty();
    assertThat(page.locator(".problem code")).hasText(Pattern.compile("[a-z_]+\\.[a-z_]+"));
    page.navigate("/locations");
    assertThat(page.locator("tbody tr")).hasCount(3);
  }

  @Test
  void everyPageStaysOnThisMachine() {
    for (String path :
        List.of(
            "/",
            "/apps",
            "/people",
            "/devices",
            "/locations",
            "/jobs",
            "/people/new",
            "/devices/new",
            "/locations/new",
            "/give?verb=GIVE",
            "/people/import",
            "/devices/import")) {
      var answer = page.navigate(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.headers().get("content-security-policy")).as(path).isNotBlank();
    }
  }

  private void wish(String location, List<String> serials) {
    page.locator("#location")
        .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(location));
    page.locator("#serials").fill(String.join("\n", serials));
    button(page, "Show what will happen").click();
  }

  /** The page of a job goes on by itself; nothing here loads it again. */
  private void awaitDone() {
    assertThat(page).hasURL(Pattern.compile(".*/jobs/[0-9a-f-]{36}$"));
    assertThat(page.locator("#job .card-body .state").first())
        .hasText(
            Pattern.compile("Done.*|Failed.*|Canceled.*"),
            new LocatorAssertions.HasTextOptions().setTimeout(JOB_MILLIS));
    assertThat(page.locator("#job .card-body .state").first()).hasText("Done");
  }

  private void assertHolder(String appPath, String serial, int times) {
    page.navigate(appPath + "?text=" + serial);
    assertThat(page.locator("#holders-table tbody tr")).hasCount(times);
  }

  private static void awaitCountsLikeApples() {
    for (LocationTruth location : demo.apple().truth().values()) {
      String id = locationId(location.name());
      Await.until(
          "counts like Apple's at " + location.name(),
          AGREE,
          () -> counts(id).equals(demo.apple().truth().get(location.name()).counts()));
    }
  }

  private static Map<String, Counts> counts(String locationId) {
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

  private static NamedCsvRecord appForDevices(String locationId) {
    return csv("/apps.csv?location=" + locationId).stream()
        .filter(row -> row.getField("Device-assignable").equals("Y"))
        .filter(row -> row.getField("Irrevocable").equals("N"))
        .filter(row -> !row.getField("Free").equals("unlimited"))
        .filter(row -> Long.parseLong(row.getField("Free")) >= 2)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> twoDevicesWithout(LocationTruth location, String key) {
    List<String> serials =
        csv("/devices.csv").stream()
            .filter(row -> row.getField("Site").equals(location.name()))
            .map(row -> row.getField("Serial number"))
            .filter(serial -> !location.pairs().contains(LocationTruth.pair(key, serial)))
            .limit(2)
            .toList();
    assertThat(serials).hasSize(2);
    return serials;
  }

  private static java.util.Set<String> pairs(LocationTruth location) {
    return demo.apple().truth().get(location.name()).pairs();
  }

  private static List<String> pairs(String key, List<String> serials) {
    return serials.stream().map(serial -> LocationTruth.pair(key, serial)).toList();
  }

  private static String locationId(String name) {
    String page = browser.download("/locations");
    var link = Pattern.compile("/locations/(\\d+)\">" + Pattern.quote(name) + "<").matcher(page);
    assertThat(link.find()).as("a link to " + name).isTrue();
    return link.group(1);
  }

  private static String key(NamedCsvRecord row) {
    return row.getField("Apple id") + ":" + row.getField("Pricing");
  }

  private static List<NamedCsvRecord> csv(String path) {
    return CsvReader.builder()
        .ofNamedCsvRecord(browser.download(path).replace("\uFEFF", ""))
        .stream()
        .toList();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  private static GetByRoleOptions heading(String text) {
    return new GetByRoleOptions().setName(text).setExact(true);
  }

  private static Locator.FilterOptions has(Locator inner) {
    return new Locator.FilterOptions().setHas(inner);
  }
}
