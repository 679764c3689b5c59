package dev.coster.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.coster.acceptance.AppleControl.Counts;
import dev.coster.acceptance.AppleControl.LocationTruth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first day of an administrator, in a browser and by https: from the one-time link of an empty
 * server to licenses that are given and taken back, at an Apple where everything else is made by
 * the control port.
 */
final class FirstDayIT {
  private static final Duration AGREE = Duration.ofMinutes(3);
  private static final String EMAIL = "first@school.example";
  private static final String PASSWORD = "a long enough password";
  private static final String NORTH = "North";
  private static final String SOUTH = "South";
  private static final Map<String, String> APPS =
      Map.of("900000001", "Chess", "900000002", "Sketch");
  private static final String CHESS = "900000001:STDQ";
  private static final String SERIAL = "FD00000001";
  private static final String ADA = "ada@school.example";

  @TempDir private static Path folder;

  private SimulatorProcess simulator;
  private ServerProcess server;
  private ConsoleBrowser browser;
  private AppleControl apple;
  private Page page;
  private ConsolePages console;

  @BeforeEach
  void start() {
    SelfSigned https = SelfSigned.make(folder);
    simulator = SimulatorProcess.start("first-day", "--trust", https.certificate().toString());
    apple = simulator.apple();
    apple.answerAlways();
    String port = String.valueOf(ProgramProcess.freePort());
    Map<String, String> settings = new HashMap<>(simulator.settings());
    settings.put("COSTER_PORT", port);
    settings.put("COSTER_PUBLIC_URL", "https://127.0.0.1:" + port);
    settings.put("COSTER_TLS_CERTIFICATE", https.certificate().toString());
    settings.put("COSTER_TLS_KEY", https.key().toString());
    server = ServerProcess.start("first-day", settings);
    browser = ConsoleBrowser.open(server.address());
    page = browser.newPage();
    console = new ConsolePages(browser, page);
  }

  @AfterEach
  void end() {
    try (SimulatorProcess _ = simulator;
        ServerProcess _ = server;
        ConsoleBrowser watched = browser) {
      watched.assertNoTrouble();
    }
  }

  @Test
  void fromTheOneTimeLinkToATakeOver() {
    becomeTheFirstAdministrator();
    String north = apple.createLocation(NORTH);
    APPS.forEach((adamId, name) -> apple.addApp(north, adamId, name, 5));
    handIn("/locations/new", north, "Add");
    console.awaitRead(1);
    importCsv("/devices", "Serial number,Name\n" + SERIAL + ",iPad 1\nFD00000002,iPad 2\n");
    importCsv("/people", "Name,Email\nAda Lovelace," + ADA + "\nAlan Turing,alan@school.example\n");
    awaitPages(0);

    String ada = registerAda();
    give();
    awaitPages(2);
    assertHeld(ada, 1);

    renew(north);
    takeBack();
    awaitPages(0);
    assertHeld(ada, 0);

    takeOverWhatAnotherServerManages();
  }

  private void becomeTheFirstAdministrator() {
    page.navigate(server.link());
    page.getByLabel("Name").fill("First");
    page.getByLabel("Password (at least 12 characters)").fill(PASSWORD);
    page.getByLabel("Mail address").fill(EMAIL);
    console.press("Create the account");
    console.signIn(EMAIL, PASSWORD);
    console.assertHeading("Welcome");
    page.navigate(server.link());
    console.assertHeading("This link is not valid any more");
  }

  /** As the browser keeps a second download of it. */
  private void handIn(String path, String uId, String button) {
    byte[] token = apple.issueToken(uId).getBytes(StandardCharsets.UTF_8);
    page.navigate(path);
    page.getByLabel("Token file, under any name")
        .setInputFiles(new FilePayload("sToken (1).vpptoken", "application/octet-stream", token));
    console.press(button);
    console.awaitDone();
  }

  private void importCsv(String list, String csv) {
    page.navigate(list + "/import");
    page.locator("#file")
        .setInputFiles(
            new FilePayload("list.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    console.press("Show what will happen");
    assertThat(page.getByText("Nothing has been changed yet")).isVisible();
    console.press("Import 2 rows");
    assertThat(page.getByText("2 added, 0 updated, 0 unchanged, 0 refused.")).isVisible();
    page.navigate(list);
    assertThat(page.locator("tbody tr")).hasCount(2);
  }

  /** Hands the invitation out and has her accept it; answers the path of her page. */
  private String registerAda() {
    page.navigate("/people");
    page.getByRole(AriaRole.LINK, ConsolePages.named("Ada Lovelace")).click();
    console.assertHeading("Ada Lovelace");
    String path = page.url();
    console.press("Register");
    console.awaitDone();
    page.navigate(path);
    String link = page.locator("code.invite-link").textContent();
    console.press("Copy");
    assertThat(page.getByText("Handed out")).isVisible();
    apple.accept(link.replaceAll(".*inviteCode=([^&]*).*", "$1"), "ada@icloud.example");
    Await.until(
        "Ada to be associated",
        AGREE,
        () -> {
          page.navigate(path);
          return page.locator("main .state").first().textContent().equals("Associated");
        });
    return path;
  }

  private void give() {
    page.navigate("/apps?text=900000001");
    page.locator("#apps tbody input[name=asset]").check();
    console.press("Give…");
    console.wish(NORTH, List.of(SERIAL), List.of(ADA));
    run("Gives 2 licenses of 1 app or book.", "Give 2 licenses");
    assertThat(apple.truth().get(NORTH).pairs())
        .hasSize(2)
        .contains(LocationTruth.pair(CHESS, SERIAL));
  }

  private void run(String sentence, String button) {
    assertThat(page.getByText(sentence)).isVisible();
    console.press(button);
    console.awaitDone();
  }

  /**
   * What follows goes by the new token: the one before is good for a while longer, but not here.
   */
  private void renew(String uId) {
    String location = console.locationId(NORTH);
    page.navigate("/locations/" + location);
    page.getByRole(AriaRole.LINK, ConsolePages.named("Renew the token")).click();
    handIn(page.url(), uId, "Renew");
    page.navigate("/locations/" + location);
    assertThat(page.getByRole(AriaRole.CELL, ConsolePages.named("sToken (1).vpptoken")))
        .hasCount(2);
    apple.revokeFirstToken(uId);
  }

  private void takeBack() {
    page.navigate("/apps?text=900000001");
    page.locator("#apps .asset-name").click();
    page.locator("#holders-table [data-all]").check();
    console.press("Take back…");
    console.press("Show what will happen");
    run("Takes back 2 licenses of 1 app or book.", "Take back 2 licenses");
    page.navigate("/locations/" + console.locationId(NORTH));
    assertThat(page.locator(".datagrid .state").first()).hasText("in order");
  }

  private void takeOverWhatAnotherServerManages() {
    String uId = apple.createLocation(SOUTH);
    apple.claim(uId, "Other MDM");
    handIn("/locations/new", uId, "Add");
    console.awaitRead(2);
    page.navigate("/locations/" + console.locationId(SOUTH));
    assertThat(page.locator(".problem h2")).hasText("managed by Other MDM");
    assertThat(apple.writes(uId)).isZero();
    page.getByLabel("The other server has been stopped from writing to this location.").check();
    console.press("Take over");
    Await.until(
        "the location to be in order",
        AGREE,
        () -> {
          page.reload();
          return page.locator(".datagrid .state").first().textContent().equals("in order");
        });
    assertThat(apple.writes(uId)).isPositive();
  }

  /** Waits until all pages say what Apple has, and that is so many licenses. */
  private void awaitPages(int given) {
    LocationTruth truth = apple.truth().get(NORTH);
    assertThat(truth.rows()).isEqualTo(given);
    Map<String, Counts> apples = new HashMap<>();
    APPS.forEach((adamId, name) -> apples.put(name, truth.counts().get(adamId + ":STDQ")));
    Await.until(
        given + " licenses on the overview, and on the list of apps " + apples,
        AGREE,
        () -> shownInTotal() == given && shown().equals(apples));
    console.awaitCountsLikeApples(apple);
  }

  private long shownInTotal() {
    page.navigate("/");
    return number(page.locator("main tbody tr").first().locator("td.number").innerText());
  }

  /** Total, used and free of each app, by its name. */
  private Map<String, Counts> shown() {
    page.navigate("/apps");
    Map<String, Counts> shown = new HashMap<>();
    for (Locator row : page.locator("#apps tbody tr").all()) {
      List<String> numbers = row.locator("td.number").allInnerTexts();
      shown.put(
          row.locator(".asset-label").innerText().strip(),
          new Counts(number(numbers.get(0)), number(numbers.get(1)), number(numbers.get(3))));
    }
    return shown;
  }

  /** −1 where there is none, or not yet. */
  private static long number(String text) {
    String plain = text.strip().replace(",", "");
    return plain.matches("[0-9]+") ? Long.parseLong(plain) : -1;
  }

  /** The device's page and the person's say what they hold. */
  private void assertHeld(String person, int apps) {
    page.navigate("/devices");
    page.getByRole(AriaRole.LINK, ConsolePages.named("iPad 1")).click();
    console.assertHeading("iPad 1");
    assertThat(page.locator("#held tbody tr")).hasCount(apps);
    page.navigate(person);
    assertThat(page.locator("#held tbody tr")).hasCount(apps);
  }
}
