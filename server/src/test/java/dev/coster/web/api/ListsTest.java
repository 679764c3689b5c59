package dev.coster.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A page at the largest limit says so when it is not the last: what is cut must not look whole. */
final class ListsTest {
  private static final int ROWS = 1_003;
  private static final UUID JOB = new UUID(7, 7);

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.start(database);
    database
        .jdbc()
        .sql(
            """
            insert into service_config values
              ('http://127.0.0.1:1', '{"limits":{},"urls":{}}', now() + interval '1 day');
            insert into location (location_id, u_id, name, state, state_since, claim_id, created_at)
            values (1, 'u1', 'North', 'USABLE', now(), gen_random_uuid(), now())
            """)
        .update();
    many("asset (asset_id, adam_id, pricing_param) select n, n::text, 'STDQ'");
    many(
        "location_asset (location_id, asset_id, product_type, device_assignable, revocable,"
            + " unlimited, total, assigned, listing_id) select 1, n, 'App', true, true, false, 9, 1, 0");
    many(
        "device (device_id, serial_number, name, site_id, source, created_at)"
            + " select n, 'S' || n, 'Device', (select min(site_id) from site), 'added', now()");
    many(
        "person (person_id, name, email, site_id, source, created_at)"
            + " select n, 'Person', n || '@x.example', (select min(site_id) from site), 'added', now()");
    many(
        "holder (holder_id, kind, apple_id, device_id, created_at)"
            + " select n, 'D', 'S' || n, n, now()");
    many(
        "holder (holder_id, kind, apple_id, person_id, created_at)"
            + " select 2000 + n, 'U', 'U' || n, n, now()");
    many("assignment (location_id, asset_id, holder_id, since) select 1, 1, n, now()");
    many(
        "assignment (location_id, asset_id, holder_id, since) select 1, n, 1, now()"
            + " on conflict do nothing");
    many(
        "assignment (location_id, asset_id, holder_id, since) select 1, n, 2001, now()"
            + " on conflict do nothing");
    many(
        "job (job_id, kind, title, state, actor_kind, actor_id, actor_name, created_at,"
            + " finished_at, updated_at) select gen_random_uuid(), 'x', 'X', 'DONE', 'SYSTEM', 's',"
            + " 's', now() + n * interval '1 second', now(), now()");
    jobThatLeavesOut();
    peopleAndNotifications();
  }

  private static void jobThatLeavesOut() {
    database
        .jdbc()
        .sql(
            """
            insert into job (job_id, kind, title, state, actor_kind, actor_id, actor_name,
                             created_at, finished_at, updated_at)
            values (:job, 'x', 'X', 'DONE', 'SYSTEM', 's', 's', now(), now(), now());
            """)
        .param("job", JOB)
        .update();
    database
        .jdbc()
        .sql(
            """
            insert into job_exclusion (job_id, asset_id, reason, holder_ids)
            select :job, 1, 'NOT_HELD', array_agg(n) from generate_series(1, :rows) n
            """)
        .param("job", JOB)
        .param("rows", ROWS)
        .update();
  }

  private static void peopleAndNotifications() {
    database
        .jdbc()
        .sql(
            """
            update job set kind = 'people.register', location_id = 1,
              wish = jsonb_build_object('personIds',
                (select jsonb_agg(n) from generate_series(1, :rows) n))
            where job_id = :job
            """)
        .param("job", JOB)
        .param("rows", ROWS)
        .update();
    many(
        "notification (location_id, apple_id, type, received_at, body, state)"
            + " select 1, 'a' || n, 'ASSET_COUNT', now(), '{}', 'DONE'");
  }

  private static void many(String insert) {
    int on = insert.indexOf(" on conflict");
    String select = on < 0 ? insert : insert.substring(0, on);
    String conflict = on < 0 ? "" : insert.substring(on);
    database
        .jdbc()
        .sql("insert into " + select + " from generate_series(1, :rows) n" + conflict)
        .param("rows", ROWS)
        .update();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "assets, id",
    "assets/1/holders, holderId",
    "devices, id",
    "devices/1/licenses, assetId",
    "people, id",
    "people/1/licenses, assetId",
    "jobs, id",
    "jobs/00000000-0000-0007-0000-000000000007/results, holderId",
    "jobs/00000000-0000-0007-0000-000000000007/people, personId",
    "locations/1/notifications, id",
    "plans/PLAN/pairs, appleId"
  })
  void aListAtTheLargestLimitIsPagedToItsEnd(String path, String key) {
    Set<String> seen = new HashSet<>();
    String next = "";
    int pages = 0;
    String list = path.contains("PLAN") ? path.replace("PLAN", plan()) : path;
    do {
      JsonNode page = server.get("/api/v1/" + list + "?limit=1000" + next).json();
      assertThat(page.get("items")).as(path).isNotEmpty();
      page.get("items").forEach(item -> assertThat(seen.add(item.get(key).asString())).isTrue());
      JsonNode cursor = page.get("next");
      next = cursor.isNull() ? "" : "&cursor=" + encoded(cursor.asString());
      pages++;
    } while (!next.isEmpty());
    assertThat(pages).isEqualTo(2);
    assertThat(seen).hasSizeGreaterThanOrEqualTo(ROWS);
  }

  private static String plan() {
    return server
        .post(
            "/api/v1/plans",
            """
            {"verb": "TAKE_BACK", "location": 1, "assetIds": [1], "allHolders": {}}
            """)
        .json()
        .get("id")
        .asString();
  }

  @Test
  void aLargerLimitIsRefused() {
    assertThat(server.get("/api/v1/jobs?limit=1001").code()).isEqualTo("request.limit");
    assertThat(server.get("/api/v1/jobs?limit=0").code()).isEqualTo("request.limit");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
