package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import dev.coster.security.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Choosing, looking at the plan, running it: what pages say and offer, and to whom. */
final class GivePagesTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static ConsoleWorld world;

  @BeforeAll
  static void start() {
    world = new ConsoleWorld(database);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void owner() {
    world.signIn(Role.OWNER);
  }

  /** A refused plan stands at the address that a form was sent to. */
  @Test
  void reloadingARefusedPlanLeadsBackToTheForm() {
    assertThat(ConsoleWorld.location(world.get("/plans"))).isEqualTo("/give");
  }

  @Test
  void theFormTakesTheLocationThatHasTheApp() {
    String page = world.get("/give?verb=GIVE&asset=1").body();
    assertThat(page).contains("<option value=\"2\" selected>South</option>");
    assertThat(page).contains("10 licenses free");
    assertThat(world.get("/give?verb=GIVE&asset=2&location=2").body())
        .contains("<option value=\"2\" selected>South</option>")
        .contains("89 licenses free");
  }

  @Test
  void anotherLocationBringsItsOwnCounts() {
    assertThat(world.get("/give/chosen?verb=GIVE&location=1&asset=1&asset=2").body())
        .contains("not at this location")
        .contains("499 licenses free");
  }

  @Test
  void whatWasTickedAtOneLocationIsTakenBackThere() {
    String form = world.get("/give?verb=TAKE_BACK&item=2-2-1").body();
    assertThat(form).contains("<option value=\"2\" selected>South</option>");
    String plan = world.follow("/plans", "verb=TAKE_BACK&location=2&item=2-2-1&asset=2").body();
    assertThat(plan).contains("Takes back 1 license of 1 app or book.").contains("South");
    assertThat(world.get("/give?verb=TAKE_BACK&item=2-2-1&item=1-2-1").body())
        .contains("1 at North, 1 at South");
  }

  @Test
  void thePlanNamesWhoGetsPageByPage() {
    HttpResponse<String> first =
        world.follow("/plans", "verb=GIVE&location=1&asset=2&allDevices=true");
    assertThat(first.body())
        .contains("Who gets what")
        .contains("SERIAL2<")
        .contains("1–50 of 119")
        .contains("?from=50#who");
    assertThat(world.get(first.uri().getPath() + "?from=100").body())
        .contains("101–119 of 119")
        .contains("SERIAL99<");
  }

  @Test
  void everybodyWhomTheSearchFindsIsMeantAndNotOnlyThePage() {
    assertThat(world.get("/give?verb=GIVE&asset=2&allDevices=true&deviceSearch=iPad+1").body())
        .contains("All 32 devices that “iPad 1” finds")
        .contains("name=\"deviceSearch\" value=\"iPad 1\"");
    assertThat(
            world
                .follow(
                    "/plans", "verb=GIVE&location=1&asset=2&allDevices=true&deviceSearch=iPad+1")
                .body())
        .contains("1–31 of 31");
    assertThat(world.follow("/plans", "verb=GIVE&location=1&asset=3&allPeople=true").body())
        .contains("Gives 2 licenses");
    assertThat(
            world
                .post("/plans", "verb=GIVE&location=1&asset=3&allPeople=true&peopleSearch=Zoe")
                .body())
        .contains("The search finds nobody");
  }

  @Test
  void allHoldersThatAreFoundAreTakenBackFrom() {
    assertThat(world.get("/give?verb=TAKE_BACK&asset=1&location=2&allHolders=true").body())
        .contains("name=\"allHolders\" value=\"true\" checked");
    String all = "verb=TAKE_BACK&location=2&asset=1&allHolders=true";
    assertThat(world.follow("/plans", all).body()).contains("Takes back 2 licenses");
    assertThat(world.follow("/plans", all + "&holderSearch=serial2").body())
        .contains("Takes back 1 license")
        .contains("SERIAL2<");
    assertThat(world.post("/plans", all + "&unlinked=true").body())
        .contains("The search finds nobody");
    assertThat(world.post("/plans", "verb=GIVE&location=2&asset=1&allHolders=true").body())
        .contains("plan.only_taking_back");
  }

  @Test
  void allHoldersAreOfferedWhereAPlanCanBeAboutAllOfThem() {
    assertThat(world.get("/apps/2").body())
        .doesNotContain("name=\"allHolders\"")
        .contains("A plan is about one location");
    assertThat(world.get("/apps/2?location=2").body()).contains("name=\"allHolders\"");
    assertThat(world.get("/apps/1").body()).contains("name=\"allHolders\"");
  }

  @Test
  void whatIsOnlyElsewhereIsFoundAndLeadsThere() {
    String found = world.get("/give/assets?search=keyn&location=1&verb=GIVE").body();
    assertThat(found)
        .contains("Keynote")
        .contains("South has it: 10 licenses free")
        .contains("name=\"switchTo\" value=\"2-1\"")
        .doesNotContain("type=\"checkbox\"");
    assertThat(world.get("/give/assets?search=keyn&location=2&verb=GIVE").body())
        .contains("type=\"checkbox\"")
        .doesNotContain("switchTo");
    assertThat(world.get("/give/assets?search=nosuch&location=2").body())
        .contains("Nothing of that name at any location");
    assertThat(
            world.post("/give", "verb=GIVE&location=1&asset=2&serials=SERIAL7&switchTo=2-1").body())
        .contains("<option value=\"2\" selected>South</option>")
        .contains("name=\"asset\" value=\"1\" checked")
        .contains("name=\"asset\" value=\"2\" checked")
        .contains(">SERIAL7</textarea>");
  }

  @Test
  void ofManyLocationsTheBestAreOfferedAndAFewAreNamed() {
    database
        .jdbc()
        .sql(
            """
            insert into location (location_id, u_id, name, state, state_since, claim_id, created_at)
              select 100 + i, 'm' || i, 'Many ' || i, 'USABLE', now(), gen_random_uuid(), now()
              from generate_series(1, 7) i;
            insert into location_asset (location_id, asset_id, product_type, device_assignable,
              revocable, platforms, unlimited, total, assigned, available, retired, listing_id)
              select 100 + i, 1, 'App', true, true, '{iOS}', false, 90, 0, (i - 1) * 20, 0, 1
              from generate_series(1, 7) i;
            insert into location_asset (location_id, asset_id, product_type, device_assignable,
              revocable, platforms, unlimited, total, assigned, available, retired, listing_id)
              select 100 + i, 2, 'App', true, true, '{iOS}', false, 90, 0, 0, 0, 1
              from generate_series(1, 7) i;
            """)
        .update();
    try {
      String found = world.get("/give/assets?search=keyn&location=1&verb=GIVE").body();
      assertThat(found.split("name=\"switchTo\"", -1)).hasSize(1 + 5);
      assertThat(found)
          .containsSubsequence("value=\"107-1\"", "value=\"106-1\"", "value=\"103-1\"")
          .contains("and 3 more locations");
      assertThat(world.get("/apps").body())
          .contains("none free at Many 1, Many 2, Many 3, and 4 more<");
      assertThat(world.get("/apps.csv").body()).contains("Many 7");
    } finally {
      database
          .jdbc()
          .sql(
              """
              delete from location_asset where location_id > 100;
              delete from location where location_id > 100
              """)
          .update();
    }
  }

  @Test
  void withoutJavaScriptTheSearchIsAButton() {
    assertThat(world.get("/give?verb=GIVE&location=2&allDevices=true").body())
        .contains("id=\"search-button\" type=\"submit\" formaction=\"/give\"");
    assertThat(world.post("/give", "verb=GIVE&location=2&allDevices=true&search=keyn").body())
        .contains("name=\"search\" type=\"search\" value=\"keyn\"")
        .contains("name=\"allDevices\" value=\"true\" checked")
        .contains("name=\"asset\" value=\"1\">");
    assertThat(world.get("/give?verb=GIVE&location=2&search=keyn").body())
        .contains("name=\"asset\" value=\"1\">");
  }

  @Test
  void whatIsSoldOutAtOneLocationIsWithoutAFreeLicense() {
    assertThat(world.get("/").body())
        .containsPattern(
            "(?s)h1 mb-0\">\\s*0\\s*</div><div class=\"text-secondary\">without a free");
    database
        .jdbc()
        .sql("update location_asset set available = 0 where location_id = 2 and asset_id = 2")
        .update();
    try {
      assertThat(world.get("/").body())
          .containsPattern(
              "(?s)h1 mb-0\">\\s*1\\s*</div><div class=\"text-secondary\">without a free");
      assertThat(world.get("/apps?short=true").body())
          .contains("Pages")
          .contains("none free at South")
          .doesNotContain("Keynote");
      assertThat(world.get("/apps?short=true&location=1").body()).contains("Nothing fits");
      assertThat(world.get("/apps.csv").body()).contains("None free at").contains(",South,");
    } finally {
      database
          .jdbc()
          .sql("update location_asset set available = 89 where location_id = 2 and asset_id = 2")
          .update();
    }
  }

  @Test
  void everythingAndSingleAppsAtOnceAreRefused() {
    assertThat(
            world
                .post("/plans", "verb=TAKE_BACK&everything=true&location=2&device=1&asset=1")
                .body())
        .contains("plan.everything_or_assets");
  }

  @Test
  void everythingOfADeviceIsTakenBackAndWhatStaysIsSaid() {
    assertThat(world.get("/devices/1").body())
        .contains("Take everything back at North")
        .contains("Take everything back at South");
    String everything = "verb=TAKE_BACK&everything=true&";
    assertThat(world.follow("/plans", everything + "location=2&device=1").body())
        .contains("Takes back 2 licenses of 2 apps and books");
    assertThat(world.post("/plans", everything + "location=2&device=9").body())
        .contains("plan.nothing_held");
    database
        .jdbc()
        .sql("insert into assignment values (1, 2, 121, now()), (1, 3, 121, now())")
        .update();
    try {
      assertThat(world.get("/people/1").body()).contains("Take everything back");
      assertThat(world.follow("/plans", everything + "location=1&person=1").body())
          .contains("Takes back 1 license of 1 app or book")
          .contains("Walden: cannot be taken back");
    } finally {
      database.jdbc().sql("delete from assignment where holder_id = 121").update();
    }
  }

  @Test
  void aPlanThatWasOvertakenIsComputedAnewFromTheSameSelection() {
    HttpResponse<String> plan =
        world.follow("/plans", "verb=GIVE&location=2&asset=1&serials=SERIAL7%0ASERIAL8");
    String path = plan.uri().getPath();
    String hash = plan.body().replaceAll("(?s).*name=\"hash\" value=\"([^\"]+)\".*", "$1");
    database.jdbc().sql("insert into assignment values (2, 1, 7, now())").update();
    try {
      HttpResponse<String> refused = world.post(path + "/run", "hash=" + hash);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("Compute it anew").contains(path + "/again");
      assertThat(world.get(path).body()).contains("This plan is out of date");
      HttpResponse<String> again = world.follow(path + "/again", "");
      assertThat(again.body()).contains("Gives 1 license of 1 app or book.").contains("SERIAL8<");
    } finally {
      database.jdbc().sql("delete from assignment where holder_id = 7").update();
    }
  }

  @Test
  void aRefusedSelectionKeepsWhatWasTypedAndIsNoSuccess() {
    HttpResponse<String> refused =
        world.post("/plans", "verb=GIVE&location=2&asset=1&serials=NOBODY");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("plan.device_unknown").contains(">NOBODY</textarea>");
  }

  @Test
  void whoMayNotIsOfferedNothingAndRefused() {
    HttpResponse<String> plan =
        world.follow("/plans", "verb=TAKE_BACK&location=2&asset=1&serials=SERIAL1");
    String hash = plan.body().replaceAll("(?s).*name=\"hash\" value=\"([^\"]+)\".*", "$1");
    world.signIn(Role.VIEWER);
    assertThat(world.get("/apps/1").body()).doesNotContain("/give?").doesNotContain("Take back");
    assertThat(world.get("/apps").body()).doesNotContain("Give…");
    assertThat(world.get("/devices").body()).doesNotContain("/devices/new").doesNotContain("Give");
    assertThat(world.get("/devices/1").body()).contains("Keynote").doesNotContain("Take back");
    assertThat(world.get("/people/1").body()).doesNotContain(">Register<");
    assertThat(world.get("/locations/1").body()).doesNotContain("Renew").doesNotContain("Save");
    assertThat(world.get("/locations").body()).doesNotContain("/locations/new");
    assertThat(world.get(plan.uri().getPath()).body())
        .contains("Takes back 1 license")
        .contains("not run this one");
    HttpResponse<String> run = world.post(plan.uri().getPath() + "/run", "hash=" + hash);
    assertThat(run.statusCode()).isEqualTo(403);
    assertThat(run.body()).contains("account.not_allowed");
    world.signIn(Role.OPERATOR);
    assertThat(world.get("/apps/1").body()).contains("/give?").contains("Take back");
    assertThat(world.get("/locations/1").body())
        .doesNotContain("Renew")
        .contains("Read everything");
  }

  @Test
  void theFilterOfTheHoldersIsSaidAndKept() {
    assertThat(world.get("/apps/2?location=2").body())
        .contains("<option value=\"2\" selected>South</option>")
        .contains("Show all")
        .contains("value=\"2-2-1\"")
        .doesNotContain("value=\"1-2-1\"");
  }
}
