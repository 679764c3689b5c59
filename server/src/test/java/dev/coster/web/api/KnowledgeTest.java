package dev.coster.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
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
              values (1, '361309726', 'STDQ'), (2, '900', 'STDQ');
            insert into location_asset (location_id, asset_id, product_type, device_assignable,
              revocable, unlimited, total, assigned, available, listing_id)
              values (1, 1, 'App', true, true, false, 200000, 1, 199999, 1),
                     (1, 2, 'Book', false, false, false, 9, 1, 8, 1);
            insert into counts_reading (location_id, listing_id, began_at) values (1, 1, now());
            insert into person (person_id, name, email, notes, site_id, source, created_at)
              values (1, 'Ada', 'ada@x.example', 'left in May', 1, 'added', now());
            insert into device (device_id, serial_number, name, site_id, source, created_at)
              select n, 'S' || n, 'iPad ' || n, 1, 'added', now()
              from generate_series(1, 100000) n;
            insert into holder (holder_id, kind, apple_id, device_id, created_at)
              values (1, 'D', 'S1', 1, now());
            insert into holder (holder_id, kind, apple_id, person_id, created_at)
              values (2, 'U', 'U1', 1, now());
            alter table holder alter column holder_id restart with 3;
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
