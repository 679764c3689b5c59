package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import dev.coster.security.Role;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of a job tells one story. */
final class JobPagesTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final UUID JOB = new UUID(7, 1);
  private static final UUID WAITS = new UUID(7, 2);

  private static ConsoleWorld world;

  @BeforeAll
  static void start() {
    world = new ConsoleWorld(database);
    database
        .jdbc()
        .sql(
            """
            insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id,
                actor_name, created_at, started_at, updated_at, total)
              select id, 'distribution.give', 'Give Pages', 'RUNNING', 1, 'SYSTEM', 's', 's', now(),
                now(), now(), 1234
              from unnest(array[:job, :waits]) id;
            insert into request (request_id, location_id, job_id, operation, lane, asset_ids,
                holder_ids, state, recorded_at, sent_at, accepted_at, next_poll_at, event_id)
              select gen_random_uuid(), 1, :job, 'ASSOCIATE', 'BULK', '{2}',
                array(select generate_series(2, 9)), 'ACCEPTED', now(), now(), now(),
                now() + interval '1 day', 'e1';
            insert into request_pair (request_id, asset_id, holder_id, result, error_number, at)
              select r.request_id, 2, n, case n when 5 then 'REFUSED' else 'CONFIRMED' end,
                case n when 5 then 9603 end, now()
              from request r cross join unnest(array[2, 3, 5]) n;
            insert into job_exclusion (job_id, asset_id, reason, holder_ids)
              values (:waits, 2, 'NO_LICENSE_FREE', '{3,4,5}');
            insert into job_waiting (job_id, asset_id, person_ids) values (:waits, 2, '{1,2}');
            """)
        .param("job", JOB)
        .param("waits", WAITS)
        .update();
    world.signIn(Role.OWNER);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void theHeadlineCountsWhatTheFiltersCount() {
    String page = world.get("/jobs/" + JOB).body();
    assertThat(page)
        .contains("2 of 1,234 confirmed by Apple")
        .contains("Confirmed by Apple 2</a>")
        .contains("Being checked 1</a>")
        .doesNotContain("Refused 1");
    assertThat(world.get("/jobs").body()).contains(">2 of 1,234<");
    assertThat(world.get("/jobs/latest").body()).contains(">2 of 1,234<");
    assertThat(world.get("/").body()).contains(">2 of 1,234<");
  }

  @Test
  void theHeadlineSaysThatSomebodyWasLeftOut() {
    assertThat(world.get("/jobs/" + WAITS).body()).contains("?state=NOT_ASKED\">3 left out</a>");
    assertThat(world.get("/jobs/" + JOB).body()).doesNotContain("left out");
  }

  @Test
  void jobsTheirResultsHoldersAndLocationsAreExported() {
    assertThat(world.get("/jobs").body()).contains("href=\"/jobs.csv?open=false\"");
    assertThat(world.get("/jobs.csv?open=true").body())
        .contains("Id,State,What")
        .contains("Give Pages,s,1234,2,0,");
    String results = "/jobs/" + JOB + "/results.csv";
    assertThat(world.get("/jobs/" + JOB + "?state=CONFIRMED").body())
        .contains("href=\"" + results + "?state=CONFIRMED\"");
    assertThat(world.get(results).body().lines()).hasSize(1 + 8);
    assertThat(world.get(results + "?state=CONFIRMED").body().lines())
        .hasSize(1 + 2)
        .contains("Pages,iPad 2,Confirmed by Apple,,");
    assertThat(world.get("/jobs/" + new UUID(9, 9) + "/results.csv").statusCode()).isEqualTo(404);
    assertThat(world.get("/apps/2?location=2").body())
        .contains("href=\"/apps/2/holders.csv?location=2");
    assertThat(world.get("/apps/2/holders.csv").body().lines()).hasSize(1 + 2);
    assertThat(world.get("/apps/2/holders.csv?location=2").body())
        .contains("iPad 1,Device,SERIAL1,South,")
        .doesNotContain("North");
    assertThat(world.get("/locations").body()).contains("href=\"/locations.csv\"");
    assertThat(world.get("/locations.csv").body()).contains("North,").contains("South,");
  }

  @Test
  void applesNumberIsSaidOnce() {
    String page = world.get("/jobs/" + JOB + "?state=BEING_CHECKED").body();
    assertThat(page.split("number 9603", -1)).hasSize(2);
  }

  @Test
  void whoeverIsBeingRegisteredIsNamed() {
    assertThat(world.get("/jobs/" + WAITS).body())
        .contains("Being registered with Apple first")
        .contains("href=\"/people/1\"")
        .contains("href=\"/people/2\"")
        .contains("1–2 of 2");
  }

  @Test
  void whatCancelingCannotCallBackIsSaidBeforeAndAfter() {
    assertThat(world.get("/jobs/" + JOB).body()).contains("1 request is out already");
    UUID job = new UUID(7, 3);
    database
        .jdbc()
        .sql(
            """
            insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id,
                actor_name, created_at, started_at, updated_at, total)
              values (:job, 'distribution.give', 'Give Pages', 'RUNNING', 1, 'SYSTEM', 's', 's', now(),
                now(), now(), 1);
            insert into request (request_id, location_id, job_id, operation, lane, asset_ids,
                holder_ids, state, recorded_at, sent_at, accepted_at, next_poll_at, event_id)
              values (gen_random_uuid(), 1, :job, 'ASSOCIATE', 'BULK', '{2}', '{99}', 'ACCEPTED',
                now(), now(), now(), now() + interval '1 day', 'e3');
            """)
        .param("job", job)
        .update();
    assertThat(world.follow("/jobs/" + job + "/cancel", "").body())
        .contains("Being canceled")
        .contains("1 request is out already and cannot be called back");
    assertThat(world.post("/jobs/" + job + "/pause", "").statusCode()).isEqualTo(409);
    assertThat(world.get("/jobs/" + job).body()).contains("Being canceled");
  }
}
