package dev.coster.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A job and its results tell one story. */
final class JobsApiTest {
  private static final String OPEN = "00000000-0000-0007-0000-000000000001";
  private static final String WAITS = "00000000-0000-0007-0000-000000000002";
  private static final String CANCELED = "00000000-0000-0007-0000-000000000003";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.start(database);
    database
        .jdbc()
        .sql(
            """
            insert into location (location_id, u_id, name, state, state_since, claim_id, created_at)
              values (1, 'u1', 'North', 'USABLE', now(), gen_random_uuid(), now());
            insert into asset (asset_id, adam_id, pricing_param) values (1, '361309726', 'STDQ');
            insert into person (person_id, name, email, site_id, source, created_at)
              values (1, 'Ada', 'ada@x.example', 1, 'added', now()),
                     (2, 'Bob', 'bob@x.example', 1, 'added', now());
            insert into holder (holder_id, kind, apple_id, created_at)
              select n, 'D', 'S' || n, now() from generate_series(1, 5) n;
            insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id,
                actor_name, created_at, started_at, updated_at, total, cancel_requested)
              select cast(id as uuid), 'distribution.give', 'Give', 'RUNNING', 1, 'SYSTEM', 's', 's',
                now(), now(), now(), 5, id = :canceled
              from unnest(array[:open, :waits, :canceled]) id;
            insert into request (request_id, location_id, job_id, operation, lane, asset_ids,
                holder_ids, state, recorded_at, sent_at, accepted_at, next_poll_at, event_id)
              select gen_random_uuid(), 1, job_id, 'ASSOCIATE', 'BULK', '{1}', '{1,2,3,4,5}',
                'ACCEPTED', now(), now(), now(), now() + interval '1 day', 'e' || job_id
              from job where job_id in (cast(:open as uuid), cast(:canceled as uuid));
            insert into request_pair (request_id, asset_id, holder_id, result, error_number, at)
              select r.request_id, 1, n, case n when 5 then 'REFUSED' else 'CONFIRMED' end,
                case n when 5 then 9603 end, now()
              from request r cross join unnest(array[1, 2, 5]) n
              where r.job_id = cast(:open as uuid);
            insert into job_waiting (job_id, asset_id, person_ids)
              values (cast(:waits as uuid), 1, '{2,1}');
            """)
        .param("open", OPEN)
        .param("waits", WAITS)
        .param("canceled", CANCELED)
        .update();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode get(String path) {
    ApiServer.Answer answer = server.get("/api/v1/jobs" + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void theCountIsThatOfTheResults() {
    assertThat(get("/" + OPEN).get("succeeded").asInt()).isEqualTo(2);
    assertThat(get("/" + OPEN).get("refused").asInt()).isZero();
    assertThat(get("/" + OPEN + "/results?state=CONFIRMED").get("items")).hasSize(2);
    assertThat(
            get("/" + OPEN + "/results?limit=1").get("items").get(0).get("appleAsset").asString())
        .isEqualTo("361309726:STDQ");
    assertThat(get("/" + OPEN + "/results?state=REFUSED").get("items")).isEmpty();
    assertThat(get("/" + OPEN + "/results?state=BEING_CHECKED").get("items")).hasSize(1);
    for (JsonNode job : get("?limit=10").get("items")) {
      int expected = job.get("id").asString().equals(OPEN) ? 2 : 0;
      assertThat(job.get("succeeded").asInt()).isEqualTo(expected);
    }
  }

  @Test
  void aJobThatWaitsForPeopleNamesThem() {
    JsonNode people = get("/" + WAITS + "/people").get("items");
    assertThat(people).hasSize(2);
    assertThat(people.get(0).get("name").asString()).isEqualTo("Ada");
    assertThat(people.get(0).get("registered").asBoolean()).isFalse();
    assertThat(get("/" + WAITS + "/people?limit=1").get("next").isNull()).isFalse();
    assertThat(get("/" + OPEN + "/people").get("items")).isEmpty();
  }

  @Test
  void whatIsBeingCanceledSaysSoAndIsNeitherPausedNorResumed() {
    assertThat(get("/" + CANCELED).get("canceling").asBoolean()).isTrue();
    for (String verb : new String[] {"pause", "resume"}) {
      ApiServer.Answer refused = server.post("/api/v1/jobs/" + CANCELED + "/" + verb, "");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.code()).isEqualTo("job.being_canceled");
    }
    assertThat(get("/" + CANCELED).get("state").asString()).isEqualTo("RUNNING");
  }
}
