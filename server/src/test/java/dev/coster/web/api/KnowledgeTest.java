package dev.coster.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What was not read yet is null, and a search means everybody whom it finds. */
final class KnowledgeTest {
  private static final int MANY = 100_000;

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
              values (1, 'u1', 'North', 'USABLE', now(), gen_random_uuid(), now()),
                     (2, 'u2', 'South', 'USABLE', now(), gen_random_uuid(), now());
            insert into asset (asset_id, adam_id, pricing_param)
              values (1, '361309726', 'STDQ'), (2, '900', 'STDQ'), (3, '901', 'STDQ');
            insert into location_asset (location_id, asset_id, product_type, device_assignable,
              revocable, unlimited, total, assigned, available, listing_id)
              values (1, 1, 'App', true, true, false, 200000, 1, 199999, 1),
                     (1, 2, 'Book', false, false, false, 9, 1, 8, 1),
                     (1, 3, 'App', true, true, false, 9, 1, 8, 1);
            insert into counts_reading (location_id, listing_id, began_at) values (1, 1, now());
            insert into person (person_id, name, email, notes, site_id, source, created_at)
              values (1, 'Ada', 'ada@x.example', 'left in May', 1, 'added', now()),
                     (2, 'Bob', 'bob@x.example', '', 1, 'added', now());
            insert into device (device_id, serial_number, name, site_id, source, created_at)
              select n, 'S' || n, 'iPad ' || n, 1, 'added', now()
              from generate_series(1, 100000) n;
            insert into holder (holder_id, kind, apple_id, device_id, created_at)
              values (1, 'D', 'S1', 1, now());
            insert into holder (holder_id, kind, apple_id, person_id, created_at)
              values (2, 'U', 'U1', 1, now()), (3, 'U', 'U2', 2, now()), (4, 'U', 'U3', 2, now());
            insert into registration (location_id, holder_id, status)
              values (1, 3, 'Retired'), (1, 4, 'Registered');
            alter table holder alter column holder_id restart with 5;
            """)
        .update();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void forget() {
    database.jdbc().sql("delete from listing").update();
    database.jdbc().sql("delete from assignment").update();
  }

  private static void read(int location) {
    database
        .jdbc()
        .sql(
            """
            insert into listing (location_id, kind, state, began_at, ended_at)
            select :location, kind, 'DONE', now(), now()
            from unnest(array['ASSETS', 'USERS', 'ASSIGNMENTS']) kind
            """)
        .param("location", location)
        .update();
  }

  private static JsonNode get(String path) {
    ApiServer.Answer answer = server.get("/api/v1" + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static JsonNode plan(String wish) {
    ApiServer.Answer answer = server.post("/api/v1/plans", wish);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void nobodysCountIsNull() {
    forget();
    assertThat(get("/devices/1").get("licenses").isNull()).isTrue();
    assertThat(get("/people/1").get("licenses").isNull()).isTrue();
    assertThat(get("/people/1").get("state").isNull()).isTrue();
    assertThat(get("/locations/1").get("licensesGiven").isNull()).isTrue();
    assertThat(get("/devices?limit=1").get("notReadAt").toString())
        .isEqualTo("[\"North\",\"South\"]");
    assertThat(get("/assets/1/holders?location=1").get("notReadAt").toString())
        .isEqualTo("[\"North\"]");
    read(1);
    assertThat(get("/devices/1").get("licenses").asInt()).isZero();
    assertThat(get("/devices/1").get("incomplete").asBoolean()).isTrue();
    assertThat(get("/people/1").get("state").asString()).isEqualTo("NEW");
    assertThat(get("/locations/1").get("licensesGiven").asInt()).isZero();
    assertThat(get("/assets?limit=1").get("items").get(0).get("incomplete").asBoolean()).isTrue();
    read(2);
    assertThat(get("/devices/1").get("incomplete").asBoolean()).isFalse();
    assertThat(get("/people/1").get("incomplete").asBoolean()).isFalse();
    assertThat(get("/people/1").get("notes").asString()).isEqualTo("left in May");
    assertThat(get("/devices?limit=1").get("notReadAt")).isEmpty();
  }

  @Test
  void aHundredThousandAreMeantByASearch() {
    forget();
    JsonNode plan =
        plan(
            """
            {"verb": "GIVE", "location": 1, "assetIds": [1], "allDevices": {}}
            """);
    assertThat(plan.get("pairs").asInt()).isEqualTo(MANY);
    assertThat(plan.get("incomplete").asBoolean()).isTrue();
    String id = plan.get("id").asString();
    JsonNode pairs = get("/plans/" + id + "/pairs?limit=1000");
    assertThat(pairs.get("items")).hasSize(1000);
    JsonNode next =
        get("/plans/" + id + "/pairs?limit=1000&cursor=" + pairs.get("next").asString());
    assertThat(next.get("items").get(0)).isNotEqualTo(pairs.get("items").get(0));
    JsonNode kept = get("/plans/" + id);
    assertThat(kept.get("changed").asBoolean()).isFalse();
    assertThat(kept.get("plan").get("hash")).isEqualTo(plan.get("hash"));
    assertThat(
            plan("""
            {"verb": "GIVE", "location": 1, "assetIds": [1], "allDevices": {"text": "S777"}}
            """)
                .get("pairs")
                .asInt())
        .isEqualTo(111);
  }

  @Test
  void aMisspeltSearchMeansNobodyInsteadOfEverybody() {
    ApiServer.Answer refused =
        server.post(
            "/api/v1/plans",
            """
            {"verb": "GIVE", "location": 1, "assetIds": [1], "allDevices": {"txt": "S777"}}
            """);
    assertThat(refused.code()).isEqualTo("request.body.field_unknown");
  }

  @Test
  void everythingIsTakenBackAndAnOvertakenPlanTellsNoNames() {
    forget();
    database
        .jdbc()
        .sql(
            """
            insert into assignment values
              (1, 1, 1, now()), (1, 1, 2, now()), (1, 2, 2, now())
            """)
        .update();
    JsonNode all =
        plan(
            """
            {"verb": "TAKE_BACK", "location": 1, "personIds": [1], "everything": true}
            """);
    assertThat(all.get("pairs").asInt()).isEqualTo(1);
    assertThat(all.get("leftOut").get(0).get("reason").asString()).isEqualTo("IRREVOCABLE");
    JsonNode holders =
        plan(
            """
            {"verb": "TAKE_BACK", "location": 1, "assetIds": [1], "allHolders": {}}
            """);
    assertThat(holders.get("pairs").asInt()).isEqualTo(2);
    String id = holders.get("id").asString();
    database.jdbc().sql("delete from assignment where holder_id = 1").update();
    assertThat(server.get("/api/v1/plans/" + id + "/pairs").code()).isEqualTo("plan.changed");
    assertThat(get("/plans/" + id).get("changed").asBoolean()).isTrue();
    assertThat(server.post("/api/v1/plans/" + id + "/again", "").json().get("pairs").asInt())
        .isEqualTo(1);
  }

  /** Ada has an app, Bob another one and a book. */
  private static void differentThings() {
    forget();
    database
        .jdbc()
        .sql("insert into assignment values (1, 1, 2, now()), (1, 3, 4, now()), (1, 2, 4, now())")
        .update();
  }

  @Test
  void nobodyIsLeftOutOfEverythingForNotHavingWhatAnotherHas() {
    differentThings();
    JsonNode all =
        plan(
            """
            {"verb": "TAKE_BACK", "location": 1, "allPeople": {}, "everything": true}
            """);
    assertThat(all.get("pairs").asInt()).isEqualTo(2);
    assertThat(all.get("leftOut")).hasSize(1);
    assertThat(all.get("leftOut").get(0).get("reason").asString()).isEqualTo("IRREVOCABLE");
    assertThat(all.get("leftOut").get(0).get("pairs").asInt()).isEqualTo(1);
    JsonNode holders =
        plan(
            """
            {"verb": "TAKE_BACK", "location": 1, "assetIds": [1, 3], "allHolders": {}}
            """);
    assertThat(holders.get("pairs").asInt()).isEqualTo(2);
    assertThat(holders.get("leftOut")).isEmpty();
    JsonNode anybody =
        plan(
            """
            {"verb": "TAKE_BACK", "location": 1, "allHolders": {}, "everything": true}
            """);
    assertThat(anybody.get("hash")).isEqualTo(all.get("hash"));
    JsonNode named =
        plan(
            """
            {"verb": "TAKE_BACK", "location": 1, "assetIds": [1, 3], "personIds": [2]}
            """);
    assertThat(named.get("leftOut").get(0).get("reason").asString()).isEqualTo("NOT_HELD");
  }

  @Test
  void everythingIsWhatIsHeldWhenThePlanIsRun() {
    differentThings();
    String wish =
        """
        {"verb": "TAKE_BACK", "location": 1, "personIds": [1], "everything": true}
        """;
    JsonNode plan = plan(wish);
    String path = "/api/v1/plans/" + plan.get("id").asString();
    database.jdbc().sql("insert into assignment values (1, 3, 2, now())").update();
    assertThat(
            server
                .post(path + "/run", "{\"hash\": \"" + plan.get("hash").asString() + "\"}")
                .code())
        .isEqualTo("plan.changed");
    assertThat(server.post(path + "/again", "").json().get("pairs").asInt()).isEqualTo(2);
  }

  @Test
  void assetsBesideEverythingAreNotDroppedInSilence() {
    differentThings();
    assertThat(
            server
                .post(
                    "/api/v1/plans",
                    """
                    {"verb": "TAKE_BACK", "location": 1, "assetIds": [3], "allPeople": {},
                     "everything": true}
                    """)
                .code())
        .isEqualTo("plan.everything_or_assets");
    assertThat(
            plan("""
            {"verb": "TAKE_BACK", "location": 1, "assetIds": [2], "allHolders": {},
             "everything": true}
            """)
                .get("pairs")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void pairsOfAPlanThatWereNeverAskedForAreCounted() {
    database
        .jdbc()
        .sql(
            """
            insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id,
                             actor_name, created_at, finished_at, updated_at, total, succeeded, wish)
            select id::uuid, kind, 'X', 'DONE', 1, 'SYSTEM', 's', 's', now(), ended, now(), 2, 2,
                   '{"planned": 5}'
            from (values ('00000000-0000-0007-0000-000000000001', 'distribution.give', now()),
                         ('00000000-0000-0007-0000-000000000002', 'sync.full', now()))
                 job (id, kind, ended)
            """)
        .update();
    assertThat(get("/jobs/00000000-0000-0007-0000-000000000001").get("notAsked").asInt())
        .isEqualTo(3);
    assertThat(get("/jobs/00000000-0000-0007-0000-000000000002").get("notAsked").asInt()).isZero();
  }

  @Test
  void sitesThatAnImportWouldMakeAreTold() {
    String csv =
        Base64.getEncoder()
            .encodeToString("Serial number,Site\nNEW1,Northh\n".getBytes(StandardCharsets.UTF_8));
    JsonNode preview =
        server.post("/api/v1/devices/import?dryRun=true", "{\"base64\": \"" + csv + "\"}").json();
    assertThat(preview.get("newSites").toString()).isEqualTo("[\"Northh\"]");
  }

  @Test
  void aStoryIsThatOfWhoHasTheLicenseAndLookingMakesNobody() {
    differentThings();
    assertThat(get("/licenses/story?location=1&asset=3&person=2").get("held").asBoolean()).isTrue();
    database.jdbc().sql("delete from holder where device_id = 7").update();
    assertThat(server.get("/api/v1/licenses/story?location=1&asset=3&device=7").status())
        .isEqualTo(404);
    assertThat(
            database
                .jdbc()
                .sql("select count(*) from holder where device_id = 7")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aStoryIsFoundByTheDeviceOrThePerson() {
    forget();
    database.jdbc().sql("insert into assignment values (1, 1, 1, now())").update();
    assertThat(get("/licenses/story?location=1&asset=1&device=1").get("held").asBoolean()).isTrue();
    assertThat(get("/licenses/story?location=1&asset=1&holder=1").get("held").asBoolean()).isTrue();
    assertThat(server.get("/api/v1/licenses/story?location=1&asset=1").code())
        .isEqualTo("license.whose");
    assertThat(server.get("/api/v1/licenses/story?location=1&asset=1&person=1").status())
        .isEqualTo(404);
  }
}
