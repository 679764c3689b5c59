package dev.coster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import dev.coster.simulator.Faults;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * While so much is written at Apple that its data changes between any two pages, what became of a
 * lost request is found out all the same, and soon.
 */
final class BusyAppleTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  /**
   * So small that all users, or those who have an app, need several pages, and a holder does not.
   */
  private static final String ALWAYS_CHANGING =
      """
      {"pages": {"assignments": 9, "users": 2, "largeFrom": 100000, "phantomChange": 1}}
      """;

  private static final Duration APPLES_TIME = Duration.ofMinutes(5);

  @Test
  void lostRequestsAreSettledWithinMinutes() {
    database.truncate();
    try (Complaints complaints = new Complaints()) {
      World world = new World(7, database, new World.Shared(complaints, new Coverage()));
      Actions actions = new Actions(world);
      world.apple.set(Faults.none());
      actions.there.found();
      world.start();
      actions.here.settleIn();
      actions.there.handAllIn();
      world.run(Duration.ofMinutes(2));
      // What is written first after a pause waits for an answer, and none will come.
      actions.here.syncNow();
      world.run(Duration.ofSeconds(10));

      world.apple.set(Faults.none().merged(ALWAYS_CHANGING).merged(losing(1)));
      world.use("give and register", BusyAppleTest::giveAndRegister);
      world.run(Duration.ofSeconds(20));
      world.apple.set(Faults.none().merged(ALWAYS_CHANGING));
      assertThat(open(world)).containsExactlyInAnyOrder("ASSOCIATE LOST", "CREATE LOST");
      world.run(APPLES_TIME.plusMinutes(2));

      assertThat(open(world)).isEmpty();
      assertThat(
              world
                  .jdbc
                  .sql("select sum(cardinality(holder_ids)) from request where attempt = 1")
                  .query(Long.class)
                  .single())
          .isEqualTo(15 + 6);
      assertThat(disturbed(world)).as("readings of users that changed").isPositive();
    }
  }

  private static String losing(int share) {
    return "{\"answers\": {\"lostAnswer\": %d}}".formatted(share);
  }

  private static void giveAndRegister(Node node) {
    Distribution distribution = node.part(Distribution.class);
    int[] devices = ids(node, "select device_id from device order by 1");
    int[] asset =
        ids(
            node,
            "select asset_id from location_asset join asset using (asset_id)"
                + " where location_id = 1 and adam_id = '1003'");
    Wish wish = new Wish(Verb.GIVE, 1, asset, devices, new int[0], new int[0]);
    Preview plan = distribution.preview(wish, Visibility.ALL, Actor.SYSTEM);
    var _ = distribution.run(plan.planId(), plan.hash(), Visibility.ALL, Actor.SYSTEM);
    int[] persons = ids(node, "select person_id from person order by 1 limit 6");
    node.transact(() -> {
      var _ =
          node.part(Registrations.class).registerByJob(Visibility.ALL, 1, persons, Actor.SYSTEM);
    });
  }

  private static int[] ids(Node node, String sql) {
    return node
        .part(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql(sql)
        .query(Integer.class)
        .list()
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static List<String> open(World world) {
    return world
        .jdbc
        .sql("select operation || ' ' || state from request where settled_at is null order by 1")
        .query(String.class)
        .list();
  }

  private static long disturbed(World world) {
    return world
        .jdbc
        .sql(
            """
            select count(*) from listing
            where first_version is distinct from last_version and next_page > 1
            """)
        .query(Long.class)
        .single();
  }
}
