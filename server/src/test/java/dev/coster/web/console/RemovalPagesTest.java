package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.Instants;
import dev.coster.platform.TestDatabase;
import dev.coster.security.Role;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looking at an import, undoing it, and editing and removing what is here. */
final class RemovalPagesTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Pattern TICKET =
      Pattern.compile(
          "name=\"id\" value=\"([^\"]+)\"><input type=\"hidden\" name=\"hash\" value=\"([^\"]+)\"");
  private static final Pattern UNDO = Pattern.compile("href=\"([^\"]+/import/undo\\?at=[^\"]+)\"");

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

  private static HttpResponse<String> imported(String path, String csv) {
    Matcher ticket = TICKET.matcher(world.upload(path, csv).body());
    assertThat(ticket.find()).isTrue();
    return world.post(path + "/run", "id=" + ticket.group(1) + "&hash=" + ticket.group(2));
  }

  private static long count(String sql) {
    return database.jdbc().sql("select count(*) from " + sql).query(Long.class).single();
  }

  private static String undoOf(String path) {
    Matcher link = UNDO.matcher(world.get(path).body());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void thePreviewShowsNamesAndWhatLooksWrong() {
    String mojibake =
        new String(
            "Günter".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            Charset.forName("windows-1252"));
    String page =
        world
            .upload(
                "/devices/import",
                "Serial number,Name\nNAMEDA1,Blue iPad\nNAMEDB2,=HYPERLINK(x)\nNAMEDC3,"
                    + mojibake
                    + "\nNAMEDD4,Åse Ågård\n")
            .body();
    assertThat(page).contains("<td>Blue iPad</td>").contains("<td>=HYPERLINK(x)</td>");
    assertThat(page.split("looks like a formula", -1)).hasSize(2);
    assertThat(page.split("looks wrongly encoded", -1)).hasSize(2);
    assertThat(page).contains(">add</span>");
    HttpResponse<String> done = imported("/devices/import", "Serial number,Name\nNAMEDE5,Five\n");
    assertThat(done.body()).contains(">added</span>").contains("/devices/import#made");
  }

  @Test
  void anImportIsUndoneAsFarAsNothingIsHeld() {
    imported("/devices/import", "Serial number,Name\nUNDOA1,One\nUNDOB2,Two\nUNDOC3,Three\n");
    database
        .jdbc()
        .sql(
            """
            insert into holder (kind, apple_id, device_id, created_at)
              select 'D', serial_number, device_id, now() from device
              where serial_number in ('UNDOB2', 'UNDOC3');
            insert into assignment (location_id, asset_id, holder_id, since)
              select 1, 2, holder_id, now() from holder where apple_id = 'UNDOB2';
            """)
        .update();
    String undo = undoOf("/devices/import");
    assertThat(world.get(undo).body())
        .contains("2 devices that it added would be removed. 1 more stay");
    String at = undo.substring(undo.indexOf("at=") + 3);
    assertThat(world.post("/devices/import/undo", "at=" + ConsoleWorld.encode(at)).statusCode())
        .isEqualTo(302);
    assertThat(count("device where serial_number = 'UNDOA1'")).isZero();
    assertThat(count("device where serial_number = 'UNDOB2' and retired_at is null")).isOne();
    assertThat(count("device where serial_number = 'UNDOC3' and retired_at is not null")).isOne();
    assertThat(world.get("/devices?text=UNDOC3").body()).contains("Nothing fits");
    assertThat(count("audit_event where action = 'device.import.undo'")).isOne();
    world.post("/devices/new", "serialNumber=undoc3&name=Again");
    assertThat(world.get("/devices?text=UNDOC3").body()).contains("Again");
    Instant added =
        database
            .jdbc()
            .sql("select created_at from device where serial_number = 'UNDOC3'")
            .query((row, _) -> Instants.at(row, "created_at"))
            .single();
    assertThat(world.get("/devices/import").body())
        .as("what was added by hand is no import")
        .doesNotContain("at=" + added);
    world.post("/devices/import/undo", "at=" + ConsoleWorld.encode(added.toString()));
    assertThat(world.get("/devices?text=UNDOC3").body()).contains("Again");
  }

  @Test
  void peopleOfAnImportAreRemovedAndForgotten() {
    imported("/people/import", "Name,Email\nUma,uma@school.example\nUlf,ulf@school.example\n");
    database
        .jdbc()
        .sql(
            """
            insert into holder (kind, apple_id, person_id, created_at)
              select 'U', 'user-ulf', person_id, now() from person where name = 'Ulf'
            """)
        .update();
    String undo = undoOf("/people/import");
    world.post(
        "/people/import/undo",
        "at=" + ConsoleWorld.encode(undo.substring(undo.indexOf("at=") + 3)));
    assertThat(count("person where email in ('uma@school.example', 'ulf@school.example')"))
        .isZero();
    assertThat(count("person where erased_at is not null and name = ''")).isOne();
  }

  @Test
  void whoHasSomethingIsNotRemoved() {
    assertThat(world.get("/devices/1/remove").body())
        .contains("It has licenses")
        .doesNotContain("id=\"remove\"");
    HttpResponse<String> refused = world.post("/devices/1/remove", "");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("device.in_use");
    assertThat(world.get("/people/1/remove").body()).contains("registered with Apple");
    assertThat(world.post("/people/1/remove", "").statusCode()).isEqualTo(409);
    database
        .jdbc()
        .sql(
            """
            insert into request (request_id, location_id, operation, lane, asset_ids, holder_ids,
              state, recorded_at)
            values (gen_random_uuid(), 1, 'ASSOCIATE', 'BULK', '{2}', '{50}', 'RECORDED', now())
            """)
        .update();
    assertThat(world.post("/devices/50/remove", "").statusCode()).isEqualTo(409);
    database.jdbc().sql("delete from request").update();
    assertThat(world.get("/devices/50/remove").body()).contains("id=\"remove\"");
    assertThat(world.post("/devices/50/remove", "").statusCode()).isEqualTo(302);
    assertThat(world.get("/devices/50").body()).contains("Removed").doesNotContain("/edit");
    assertThat(world.post("/plans", "verb=GIVE&location=1&asset=2&serials=SERIAL50").body())
        .contains("plan.device_unknown");
  }

  @Test
  void aDeviceAndAPersonAreEdited() {
    assertThat(world.get("/devices/60/edit").body()).contains("value=\"iPad 60\"");
    world.post(
        "/devices/60/edit",
        "serialNumber=SERIAL60&name=Sixty&model=&platform=iPadOS&site=Annex2&personEmail=ada@school.example");
    assertThat(world.get("/devices/60").body())
        .contains("Sixty")
        .contains("iPadOS")
        .contains("Annex2")
        .contains(">Ada</a>");
    HttpResponse<String> unknown =
        world.post("/devices/60/edit", "name=Sixty&personEmail=nobody@x.example");
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("device.person.unknown").contains("Edit the device");
    world.post("/devices/60/edit", "name=Sixty&personEmail=");
    assertThat(world.get("/devices/60").body()).doesNotContain(">Ada</a>");
    database.jdbc().sql("update device set person_id = 2 where device_id = 61").update();
    world.post("/devices/61/edit", "name=SixtyOne&personEmail=");
    assertThat(world.get("/devices/61").body()).contains("SixtyOne").contains(">Bob</a>");
    database.jdbc().sql("update device set person_id = null where device_id = 61").update();
    world.post("/people/2/edit", "name=Robert&email=robert@school.example&notes=new");
    assertThat(world.get("/people/2").body()).contains("Robert").contains("robert@school.example");
    HttpResponse<String> taken =
        world.post("/people/2/edit", "name=Robert&email=ada@school.example");
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(count("audit_event where action in ('device.edit', 'person.edit')"))
        .isGreaterThanOrEqualTo(3);
    world.signIn(Role.VIEWER);
    assertThat(world.get("/devices/60").body()).doesNotContain("/edit").doesNotContain("/remove");
    assertThat(world.post("/devices/60/remove", "").statusCode()).isEqualTo(403);
  }
}
