package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import dev.coster.security.Role;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Imports, jobs, locations, invitations and failures, as a browser meets them. */
final class ConsolePagesTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Pattern TICKET =
      Pattern.compile(
          "name=\"id\" value=\"([^\"]+)\"><input type=\"hidden\" name=\"hash\" value=\"([^\"]+)\"");

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

  @Test
  void ofTwoPreviewsEachImportsItsOwnFile() {
    HttpResponse<String> one =
        world.upload("/devices/import", "Serial number,Site\nIMPORTA1,Annex\n");
    HttpResponse<String> two = world.upload("/devices/import", "Serial number\nIMPORTB2\n");
    assertThat(one.body()).contains("1 new site").contains("Annex");
    assertThat(two.body()).contains("IMPORTB2");
    HttpResponse<String> done = world.post("/devices/import/run", ticket(one));
    assertThat(done.body()).contains("IMPORTA1").contains("Imported");
    assertThat(serials("IMPORTA1")).isEqualTo(1);
    assertThat(serials("IMPORTB2")).isZero();
    assertThat(world.post("/devices/import/run", ticket(one)).statusCode()).isEqualTo(409);
    assertThat(world.post("/devices/import/run", "id=" + UUID.randomUUID() + "&hash=x").body())
        .contains("import.file_gone");
  }

  private static String ticket(HttpResponse<String> page) {
    Matcher ticket = TICKET.matcher(page.body());
    assertThat(ticket.find()).isTrue();
    return "id=" + ticket.group(1) + "&hash=" + ticket.group(2);
  }

  private static long serials(String serial) {
    return database
        .jdbc()
        .sql("select count(*) from device where serial_number = :serial")
        .param("serial", serial)
        .query(Long.class)
        .single();
  }

  @Test
  void aFileOfTwoMegabytesIsTakenAndATooLargeOneIsToldSo() {
    String row = "UNKNOWNSERIAL" + "X".repeat(80) + "\n";
    HttpResponse<String> large =
        world.upload("/devices/import", "Serial number\n" + row.repeat((2 << 20) / row.length()));
    assertThat(large.statusCode()).isEqualTo(200);
    HttpResponse<String> tooLarge = world.upload("/devices/import", "x".repeat(66 << 20));
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(tooLarge.body()).contains("larger than 64 MB").contains("request.too_large");
  }

  @Test
  void whatIsNotThereAndWhatIsNotTakenIsSaidOnAPage() {
    HttpResponse<String> unknown = world.get("/no/such/page");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("There is no such page.").contains("request.no_page");
    assertThat(unknown.body()).as("with the navigation").contains("href=\"/apps\"");
    HttpResponse<String> verb = world.get("/plans/" + UUID.randomUUID() + "/run");
    assertThat(verb.statusCode()).isEqualTo(405);
    assertThat(verb.body()).contains("request.wrong_method");
    HttpResponse<String> missing = world.post("/plans/" + UUID.randomUUID() + "/run", "");
    assertThat(missing.statusCode()).isEqualTo(400);
    assertThat(missing.body()).contains("A field is missing");
    HttpResponse<String> person = world.post("/people/new", "name=");
    assertThat(person.statusCode()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void aJobThatIsToBeCanceledSaysSoAndOffersNothingMore() {
    String path = "/jobs/" + job("sync.full", "{}", "WAITING", "{}", null);
    assertThat(world.get(path).body()).contains("job-cancel").doesNotContain("job-pause");
    assertThat(world.post(path + "/pause", "").statusCode()).isEqualTo(409);
    database.jdbc().sql("update job set cancel_requested = true where kind = 'sync.full'").update();
    assertThat(world.get(path).body())
        .contains("Being canceled")
        .contains("Canceling was asked for")
        .doesNotContain("job-cancel");
    String pausable = "/jobs/" + job("distribution.give", "{}", "RUNNING", "{}", null);
    assertThat(world.get(pausable).body()).contains("job-pause");
    assertThat(world.get(pausable + "?state=REFUSED").body())
        .contains("hx-get=\"" + pausable + "?state=REFUSED\"");
  }

  @Test
  void aLocationSaysThatNoNotificationsArrive() {
    assertThat(world.get("/locations/1").body()).doesNotContain("none arrive");
    database
        .jdbc()
        .sql(
            """
            update location set notifications_since = now() - interval '3 days',
              notifications_missed = 3, notifications_missing_since = now() - interval '2 hours'
            where location_id = 1
            """)
        .update();
    assertThat(world.get("/locations/1").body())
        .contains("none arrive")
        .contains("Coster asks Apple by itself until one comes again")
        .contains("certificate");
    database
        .jdbc()
        .sql("update location set notifications_since = null, notifications_missing_since = null")
        .update();
  }

  @Test
  void aFailedJobShowsItsProblemLikeAnyOther() {
    String result =
        """
        {"problem": {"side": "APPLE", "what": "It has expired.", "meaning": "Nothing is answered.",
         "remedy": "Download it again."}}
        """;
    String failed = job("location.add", "{}", "FAILED", result, "location.token.expired");
    assertThat(world.get("/jobs/" + failed).body())
        .contains("It has expired.")
        .contains("Nothing is answered.")
        .contains("Download it again.")
        .contains("Whose side: Apple")
        .contains("<code>location.token.expired</code>")
        .doesNotContain("Said.");
  }

  @Test
  void aJobLeadsOn() {
    String known =
        job("location.add", "{}", "FAILED", "{\"locationId\": 2}", "location.already_here");
    assertThat(world.get("/jobs/" + known).body()).contains("/locations/new?renews=2");
    String done = job("location.add", "{}", "DONE", "{\"locationId\": 2}", null);
    assertThat(world.get("/jobs/" + done).body()).contains("href=\"/locations/2\"");
    String people = job("people.register", "{\"personIds\": [2, 1]}", "DONE", "{}", null);
    assertThat(world.get("/jobs/" + people).body())
        .contains("href=\"/people/1\"")
        .contains("href=\"/people/2\"")
        .contains("not registered yet");
  }

  private static String job(String kind, String wish, String state, String result, String code) {
    String id = UUID.randomUUID().toString();
    database
        .jdbc()
        .sql(
            """
            insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id,
              actor_name, created_at, updated_at, started_at, finished_at, wish, result, error_code,
              error_detail)
            values (cast(:id as uuid), :kind, 'A job', :state, 1, 'SYSTEM', 'coster', 'Coster',
              now(), now(), now(), case when :state in ('DONE', 'FAILED') then now() end,
              cast(:wish as jsonb), cast(:result as jsonb), :code, 'Said.')
            """)
        .param("id", id)
        .param("kind", kind)
        .param("state", state)
        .param("wish", wish)
        .param("result", result)
        .param("code", code)
        .update();
    return id;
  }

  @Test
  void aTakeOverIsOfferedInBothStatesAndThenWaits() {
    for (String state : new String[] {"CLAIMED_ELSEWHERE", "MANAGED_BY_APPLE"}) {
      location("state = '" + state + "', take_over_asked_at = null");
      assertThat(world.get("/locations/1").body()).as(state).contains("/locations/1/take-over");
    }
    HttpResponse<String> unsure = world.post("/locations/1/take-over", "");
    assertThat(unsure.body()).contains("location.take_over.not_sure");
    location("take_over_asked_at = now()");
    try {
      assertThat(world.get("/locations/1").body())
          .contains("Being taken over since")
          .contains("Waits for Apple")
          .doesNotContain("/take-over\"");
    } finally {
      location("state = 'USABLE', take_over_asked_at = null");
    }
  }

  private static void location(String change) {
    database.jdbc().sql("update location set " + change + " where location_id = 1").update();
  }

  @Test
  void whoCopiesTheLinkHasInvited() {
    assertThat(world.get("/people/1").body()).contains("/people/1/invited").contains("data-copy");
    assertThat(world.post("/people/1/invited", "location=1").statusCode()).isEqualTo(302);
    assertThat(world.get("/people/1").body()).contains("Handed out").contains("Invited");
    assertThat(world.get("/people?state=INVITED").body()).contains("Ada");
  }

  @Test
  void registeringIsOfferedWhereNobodyIsRegisteredYet() {
    assertThat(world.get("/people/1").body())
        .contains("<option value=\"2\">South</option>")
        .doesNotContain("<option value=\"1\">North</option>");
    assertThat(world.get("/people/2").body())
        .contains("<option value=\"1\">North</option>")
        .contains("<option value=\"2\">South</option>");
  }

  @Test
  void signingInLeadsToAPageNotToAPartOfOne() {
    HttpResponse<String> part = anonymous("/give/assets?search=x", "HX-Request", "true");
    assertThat(part.statusCode()).isEqualTo(401);
    assertThat(part.headers().firstValue("Set-Cookie")).as("no session for it").isEmpty();
    assertThat(anonymous("/jobs/open-count", "Accept", "*/*").headers().firstValue("Set-Cookie"))
        .isEmpty();
    assertThat(anonymous("/apps", "X-None", "1").headers().firstValue("Set-Cookie")).isPresent();
  }

  private static HttpResponse<String> anonymous(String path, String name, String value) {
    return world.anonymous(path, name, value);
  }

  @Test
  void theLatestJobsAreAFragment() {
    assertThat(world.get("/jobs/latest").body())
        .contains("id=\"job-table\"")
        .doesNotContain("<html");
    assertThat(world.get("/").body()).contains("hx-get=\"/jobs/latest\"");
  }
}
