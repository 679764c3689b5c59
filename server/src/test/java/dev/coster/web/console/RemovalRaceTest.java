package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.security.Role;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Removing what is given something at the same moment: the orders of transactions are forced. */
final class RemovalRaceTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final int[] NOBODY = {};

  private static ConsoleWorld world;

  @BeforeAll
  static void start() {
    world = new ConsoleWorld(database);
    world.signIn(Role.OWNER);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static Distribution.Preview plan(int asset, int[] devices, int[] persons) {
    return world
        .server
        .part(Distribution.class)
        .preview(
            new Distribution.Wish(Verb.GIVE, 1, new int[] {asset}, devices, persons, NOBODY),
            Visibility.ALL,
            Actor.SYSTEM);
  }

  private static void run(Distribution.Preview plan) {
    world
        .server
        .part(Distribution.class)
        .run(plan.planId(), plan.hash(), Visibility.ALL, Actor.SYSTEM);
  }

  /** A plan runs and is not committed before the removal waits for it. */
  private static HttpResponse<String> removedWhile(Distribution.Preview plan, String path) {
    return world
        .server
        .part(Transactions.class)
        .call(() -> {
          run(plan);
          CompletableFuture<HttpResponse<String>> removal =
              CompletableFuture.supplyAsync(() -> world.post(path, ""));
          untilItWaits(removal);
          return removal;
        })
        .join();
  }

  private static void untilItWaits(CompletableFuture<?> removal) {
    while (!removal.isDone() && !waits()) {
      Thread.onSpinWait();
    }
  }

  /** Asked on a connection of its own. */
  private static boolean waits() {
    return database
        .jdbc()
        .sql(
            """
            select exists (
              select from pg_locks w join pg_locks here on here.pid = w.pid
              where not w.granted and here.database =
                (select oid from pg_database where datname = current_database()))
            """)
        .query(Boolean.class)
        .single();
  }

  private static int person(String name, boolean hadLicensesOnce) {
    int id =
        database
            .jdbc()
            .sql(
                """
                insert into person (name, email, site_id, source, created_at)
                values (:name, :name || '@school.example', 1, 'test', now()) returning person_id
                """)
            .param("name", name)
            .query(Integer.class)
            .single();
    if (hadLicensesOnce) {
      database
          .jdbc()
          .sql(
              """
              insert into holder (kind, apple_id, person_id, created_at)
              values ('U', 'user-' || :name, :person, now())
              """)
          .param("name", name)
          .param("person", id)
          .update();
    }
    return id;
  }

  @Test
  void whoIsGivenSomethingAtThisMomentIsNotErased() {
    for (boolean known : new boolean[] {true, false}) {
      int id = person(known ? "Rae" : "Roy", known);
      HttpResponse<String> answer =
          removedWhile(plan(3, NOBODY, new int[] {id}), "/people/" + id + "/remove");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
      assertThat(answer.body()).contains("person.in_use");
      assertThat(world.get("/people/" + id).body()).contains(known ? "Rae" : "Roy");
    }
  }

  @Test
  void whatIsGivenSomethingAtThisMomentIsNotRetired() {
    HttpResponse<String> answer =
        removedWhile(plan(2, new int[] {40}, NOBODY), "/devices/40/remove");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("device.in_use");
    assertThat(world.get("/devices/40").body()).contains("/devices/40/edit");
  }

  @Test
  void anImportIsUndoneButForWhatIsGivenSomethingAtThisMoment() {
    database
        .jdbc()
        .sql(
            "update device set source = 'csv', created_at = '2026-01-01T00:00:00Z'"
                + " where device_id in (50, 51, 52)")
        .update();
    HttpResponse<String> answer =
        removedWhile(
            plan(2, new int[] {50}, NOBODY), "/devices/import/undo?at=2026-01-01T00:00:00Z");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(
            database
                .jdbc()
                .sql("select summary from audit_event where action = 'device.import.undo'")
                .query(String.class)
                .single())
        .contains("2 removed, 1 kept");
    assertThat(world.get("/devices/50").body()).contains("/devices/50/edit");
    assertThat(world.get("/devices/51/edit").statusCode()).as("no form either").isEqualTo(404);
  }

  @Test
  void aPlanThatWasMadeBeforeDoesNotGiveToWhatIsGone() {
    Distribution.Preview plan = plan(2, new int[] {60}, NOBODY);
    assertThat(world.post("/devices/60/remove", "").statusCode()).isEqualTo(302);
    Problem problem = Assertions.catchThrowableOfType(Problem.class, () -> run(plan));
    assertThat(problem.code()).isEqualTo("plan.changed");
  }
}
