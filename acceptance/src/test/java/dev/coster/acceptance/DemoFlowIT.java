package dev.coster.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.coster.acceptance.AppleControl.LocationTruth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole flow in a browser, against the demo and its unkind Apple. */
final class DemoFlowIT {
  private static DemoProcess demo;
  private static ConsoleBrowser browser;

  private Page page;
  private ConsolePages console;

  @BeforeAll
  static void startAndSignIn() {
    demo = DemoProcess.start("demo-flow");
    browser = ConsoleBrowser.open(demo.address());
    Page page = browser.newPage();
    ConsolePages console = new ConsolePages(browser, page);
    page.navigate("/");
    assertThat(page).hasURL(Pattern.compile(".*/sign-in$"));
    console.signIn(demo.email(), demo.password());
    console.assertHeading("Overview");
    console.awaitRead(3);
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
    console = new ConsolePages(browser, page);
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
    console.awaitCountsLikeApples(demo.apple());
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
    String locationId = console.locationId(location.name());
    NamedCsvRecord app = appForDevices(locationId);
    String key = ConsolePages.key(app);
    List<String> serials = twoDevicesWithout(location, key);

    page.navigate("/apps?location=" + locationId + "&text=" + app.getField("Apple id"));
    page.locator("#apps tbody input[name=asset]").first().check();
    String appPath =
        page.locator("#apps tbody a").first().getAttribute("href").split("[#?]", -1)[0];
    console.press("Give…");
    console.wish(location.name(), serials, List.of());
    assertThat(page.getByText("Gives 2 licenses of 1 app or book.")).isVisible();
    assertThat(pairs(location)).doesNotContainAnyElementsOf(pairs(key, serials));
    console.press("Give 2 licenses");
    console.awaitDone();
    assertThat(pairs(location)).containsAll(pairs(key, serials));
    serials.forEach(serial -> console.assertHolder(appPath, serial, 1));
    console.awaitCountsLikeApples(demo.apple());

    page.navigate(appPath);
    page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Take back…")).first().click();
    console.wish(location.name(), serials, List.of());
    assertThat(page.getByText("Takes back 2 licenses of 1 app or book.")).isVisible();
    console.press("Take back 2 licenses");
    console.awaitDone();
    assertThat(pairs(location)).doesNotContainAnyElementsOf(pairs(key, serials));
    serials.forEach(serial -> console.assertHolder(appPath, serial, 0));
    console.awaitCountsLikeApples(demo.apple());
  }

  @Test
  void registersAPersonAndShowsTheInvitation() {
    page.navigate("/people/new");
    page.getByLabel("Name").first().fill("Ada Lovelace");
    page.getByLabel("Mail address").fill("ada.lovelace@hillside.example");
    console.press("Add");
    console.assertHeading("Ada Lovelace");
    String person = page.url();
    console.press("Register");
    console.awaitDone();
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
    console.press("Switch to Hillside High School");
    assertThat(page.locator("#location option:checked")).hasText("Hillside High School");
    assertThat(page.locator("#assets input[name=asset]")).isChecked();
    assertThat(page.locator("input[name=allDevices]")).isChecked();
  }

  @Test
  void anImportIsLookedAtMadeAndUndone() {
    page.navigate("/devices/import");
    byte[] csv = "Serial number,Name\nFLOWA1,Flow one\n".getBytes(StandardCharsets.UTF_8);
    page.locator("#file").setInputFiles(new FilePayload("devices.csv", "text/csv", csv));
    console.press("Show what will happen");
    assertThat(page.getByText("Flow one")).isVisible();
    console.press("Import 1 row");
    assertThat(page.locator("tbody .state").first()).hasText("added");
    page.navigate("/devices/import");
    page.locator("#made a").first().click();
    console.press("Remove 1 device");
    page.navigate("/devices?text=FLOWA1");
    assertThat(page.getByText("Nothing fits the search")).isVisible();
  }

  @Test
  void aBadTokenIsExplainedAndChangesNothing() {
    page.navigate("/locations/new");
    page.getByLabel("or its text").fill("this is no content token");
    browser.expectRefusal(() -> {
      console.press("Add");
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

  private NamedCsvRecord appForDevices(String locationId) {
    return console.csv("/apps.csv?location=" + locationId).stream()
        .filter(row -> row.getField("Device-assignable").equals("Y"))
        .filter(row -> row.getField("Irrevocable").equals("N"))
        .filter(row -> !row.getField("Free").equals("unlimited"))
        .filter(row -> Long.parseLong(row.getField("Free")) >= 2)
        .findFirst()
        .orElseThrow();
  }

  private List<String> twoDevicesWithout(LocationTruth location, String key) {
    List<String> serials =
        console.csv("/devices.csv").stream()
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
}
