package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import dev.coster.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What nobody has counted yet is not shown as zero. */
final class UnreadTest {
  private static final String UNKNOWN = "<span title=\"not read yet\">–";

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
  void unread() {
    world.signIn(Role.OWNER);
    world.unread();
  }

  @Test
  void beforeAnythingWasReadNothingIsZero() {
    assertThat(world.get("/").body())
        .contains("<a href=\"/apps?location=1\">" + UNKNOWN)
        .contains("<a href=\"/apps?location=2\">" + UNKNOWN);
    assertThat(world.get("/devices?text=SERIAL33").body())
        .contains("<a href=\"/devices/33#licenses\">" + UNKNOWN)
        .contains("Not read yet: licenses");
    assertThat(world.get("/devices/33").body())
        .contains("None is known")
        .doesNotContain("No licenses");
    assertThat(world.get("/people").body())
        .contains("<a href=\"/people/2#licenses\">" + UNKNOWN)
        .contains("<td>" + UNKNOWN)
        .doesNotContain("state-secondary\">New");
    assertThat(world.get("/people/2").body()).doesNotContain("Not registered anywhere");
    assertThat(world.get("/apps/3").body())
        .contains("Not read yet")
        .doesNotContain("Nobody has it yet");
    assertThat(world.get("/devices.csv?text=SERIAL33").body())
        .contains("SERIAL33,iPad 33,,,,Main site,,,\"North, South\"");
    assertThat(world.get("/apps.csv").body())
        .contains("As of,Not read at")
        .contains(",\"North, South\"\r\n");
    assertThat(world.get("/apps.csv?location=2").body()).contains(",South\r\n");
  }

  @Test
  void whatIsKnownOfOneLocationIsSaidToBeThatOfOne() {
    world.read(1);
    assertThat(world.get("/devices?text=SERIAL33").body())
        .contains("0 <span class=\"age\">so far</span>")
        .contains("Without South");
    assertThat(world.get("/devices/33").body()).contains("None so far").contains("Without South");
    assertThat(world.get("/people").body()).contains("New <span class=\"age\"");
    assertThat(world.get("/apps/3?location=1").body()).doesNotContain("Not read yet");
  }

  @Test
  void whenAllWasReadAZeroIsAZero() {
    world.read(1);
    world.read(2);
    assertThat(world.get("/devices?text=SERIAL33").body())
        .containsPattern("#licenses\">0\\s*</a>")
        .doesNotContain("so far")
        .doesNotContain("not read yet");
    assertThat(world.get("/devices/33").body()).contains("No licenses");
    assertThat(world.get("/people").body()).contains("state-secondary\">New<");
  }

  @Test
  void aPlanSaysThatItKnowsNotWhoHasWhat() {
    String plan = "verb=GIVE&location=2&asset=1&serials=SERIAL7";
    assertThat(world.follow("/plans", plan).body()).contains("were not read completely yet");
    assertThat(world.follow("/plans", plan.replace("asset=1", "asset=3")).body())
        .contains("apps and books were not read at Apple yet")
        .doesNotContain("is not at this location");
    world.read(2);
    assertThat(world.follow("/plans", plan).body()).doesNotContain("not read completely");
    assertThat(world.follow("/plans", plan.replace("asset=1", "asset=3")).body())
        .contains("is not at this location");
  }
}
