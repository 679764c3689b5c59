package dev.coster.sync;

import static dev.coster.sync.ScriptedApple.asset;
import static dev.coster.sync.ScriptedApple.device;
import static dev.coster.sync.ScriptedApple.error;
import static dev.coster.sync.ScriptedApple.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.apple.NoAnswerException;
import dev.coster.exchange.Lane;
import dev.coster.exchange.TrafficSource;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListingTrafficTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private SyncWorld world;
  private ScriptedApple apple;

  @BeforeEach
  void aLocationWithFiveAssignments() {
    world = new SyncWorld(database);
    apple = world.apple;
    apple.users.add(user("u-1", "Registered"));
    apple.assets.addAll(List.of(asset("1", 3, 7, 10), asset("2", 2, 0, 2)));
    for (String row : List.of("1 A", "1 B", "1 C", "2 A", "2 B")) {
      apple.assignments.add(device(row.substring(0, 1), row.substring(2)));
    }
  }

  @Test
  void aNewLocationIsReadWholeInOrder() {
    world.readAll();

    assertThat(apple.takeCalls())
        .containsExactly(
            "users?pageIndex=0&activeOnly=true",
            "assets?pageIndex=0",
            "assignments?pageIndex=0",
            "assignments?pageIndex=1",
            "assignments?pageIndex=2");
    assertThat(world.picture()).containsExactly("1 A", "1 B", "1 C", "2 A", "2 B");
    assertThat(world.told)
        .contains(
            "users all: u-1 Registered", "asset 1 10/3/7", "asset 2 2/2/0", "audit sync.full");
    assertThat(job("state || ' ' || succeeded || '/' || total")).isEqualTo("DONE 5/5");
    assertThat(staged()).isZero();
    assertThat(world.traffic.lane()).isEqualTo(Lane.READ);
  }

  @Test
  void theJobTellsHowFarItIs() {
    for (int page = 0; page < 4; page++) {
      world.step();
    }

    assertThat(job("state || ' ' || succeeded || '/' || total || ' ' || note"))
        .isEqualTo("RUNNING 4/5 Reading assignments: page 2 of 3, 4 rows.");
    assertThat(world.sync.freshness(dev.coster.platform.Visibility.ALL).getFirst().running())
        .isEqualTo("Reading assignments: page 2 of 3");
  }

  @Test
  void onePageOfALocationIsOnItsWayAtATime() {
    Optional<TrafficSource.Call> first = world.traffic.next(world);

    assertThat(first).isPresent();
    assertThat(world.traffic.next(world)).isEmpty();
    first.get().run(world);
    assertThat(world.traffic.next(world)).isPresent();
  }

  @Test
  void aWalkWhoseNodeDiedGoesOnWhereItStands() {
    while (!apple.calls.contains("assignments?pageIndex=0")) {
      world.step();
    }
    world.restart();
    apple.takeCalls();
    world.readAll();

    assertThat(apple.takeCalls())
        .containsExactly("assignments?pageIndex=1", "assignments?pageIndex=2");
    assertThat(world.picture()).hasSize(5);
  }

  @Test
  void aWalkWhoseStagedRowsWereLostBeginsAnew() {
    while (!apple.calls.contains("assignments?pageIndex=0")) {
      world.step();
    }
    world.jdbc.sql("truncate listing_assignment").update();
    world.restart();
    world.readAll();

    assertThat(world.picture()).hasSize(5);
    assertThat(world.listings())
        .contains("ASSIGNMENTS ABANDONED What was read was lost with the database.");
  }

  @Test
  void keysOfACommitThatTheDatabaseLostAreNotUsedAgain() {
    while (!apple.calls.contains("assignments?pageIndex=0")) {
      world.step();
    }
    world.jdbc.sql("truncate listing_assignment").update();
    world
        .jdbc
        .sql("update listing set next_page = 0, staged_count = 0 where state = 'RUNNING'")
        .update();
    world.jdbc.sql("delete from holder where kind = 'D'").update();
    world.readAll();

    assertThat(world.picture()).containsExactly("1 A", "1 B", "1 C", "2 A", "2 B");
  }

  @Test
  void whenTheVersionChangesBetweenPagesNothingIsLostAndNothingRemovedOnSuspicion() {
    world.settle();
    world.clock.advance(Duration.ofHours(25));
    apple.changedSince.put(
        "assignments v1", List.of(device("1", "A"), device("2", "A"), device("2", "C")));
    apple.assignments.remove(device("2", "A"));
    apple.assignments.add(device("2", "C"));
    Runnable nothing = () -> {};
    apple.before(
        nothing,
        nothing,
        nothing,
        () -> {
          apple.version = "v2";
          apple.assignments.remove(device("1", "A"));
          apple.assignments.add(device("2", "D"));
        });
    world.readAll();
    world.clock.advance(Duration.ofSeconds(15));
    world.readAll();

    assertThat(apple.takeCalls())
        .contains("assignments?pageIndex=0&sinceVersionId=v1")
        .contains("assignments?pageIndex=0&adamId=1&pricingParam=STDQ&serialNumber=C");
    assertThat(world.picture()).containsExactly("1 B", "1 C", "2 B", "2 C", "2 D");
    assertThat(world.rereads()).isEmpty();
  }

  /** Another goes from a page that was read already, and all after it move up. */
  @Test
  void whatMovesToAPageThatWasReadAlreadyIsFoundByTheNextWholeReading() {
    Runnable nothing = () -> {};
    apple.before(
        nothing,
        nothing,
        nothing,
        () -> {
          apple.version = "v2";
          apple.assignments.remove(device("1", "A"));
          apple.assignments.add(device("2", "D"));
        });
    world.readAll();
    assertThat(world.picture()).doesNotContain("1 C");

    world.clock.advance(Duration.ofMinutes(11));
    world.readAll();
    assertThat(world.picture()).containsExactly("1 B", "1 C", "2 A", "2 B", "2 D");
    apple.takeCalls();
    world.clock.advance(Duration.ofMinutes(11));
    world.readAll();
    assertThat(apple.takeCalls()).doesNotContain("assignments?pageIndex=0");
  }

  @Test
  void whatMovesAmongTheChangedIsFoundByTheNextWholeReading() {
    world.settle();
    List<String> changed =
        new ArrayList<>(List.of(device("1", "D"), device("1", "E"), device("1", "F")));
    apple.assignments.addAll(changed);
    apple.version = "v2";
    apple.changedSince.put("assignments v1", changed);
    world.clock.advance(Duration.ofMinutes(6));
    while (!apple.calls.contains("assignments?pageIndex=0&sinceVersionId=v1")) {
      world.step();
    }
    apple.version = "v3";
    apple.assignments.remove(device("1", "D"));
    apple.assignments.add(device("1", "G"));
    changed.remove(device("1", "D"));
    changed.add(device("1", "G"));
    world.readAll();
    assertThat(world.picture()).contains("1 E", "1 G").doesNotContain("1 F");

    world.clock.advance(Duration.ofMinutes(11));
    world.readAll();
    assertThat(world.picture()).contains("1 E", "1 F", "1 G").doesNotContain("1 D");
  }

  /** The same of users, whose readings list nobody but the active. */
  @Test
  void aUserWhoMovesToAPageThatWasReadAlreadyIsReadSoon() {
    apple.users.addAll(List.of(user("u-2", "Registered"), user("u-3", "Registered")));
    apple.before(
        () -> {},
        () -> {
          apple.version = "v2";
          apple.users.remove(user("u-1", "Registered"));
          apple.users.addAll(List.of(user("u-4", "Registered"), user("u-5", "Registered")));
        });
    world.readAll();
    assertThat(String.join(" ", world.told)).contains("u-2").doesNotContain("u-3");

    world.clock.advance(Duration.ofMinutes(1));
    world.readAll();
    assertThat(String.join(" ", world.told)).contains("u-3");
  }

  @Test
  void rereadsComeFirstAndAreFiltered() {
    world.settle();
    apple.assignments.remove(device("2", "B"));
    world.clock.advance(Duration.ofMinutes(6));
    world.ask("2");

    world.step();

    assertThat(apple.takeCalls())
        .containsExactly("assignments?pageIndex=0&adamId=2&pricingParam=STDQ");
    assertThat(world.picture()).containsExactly("1 A", "1 B", "1 C", "2 A");
    assertThat(world.rereads()).isEmpty();
  }

  @Test
  void aHolderThatAppleDoesNotKnowHasNothing() {
    world.settle();
    int holder = world.holderId("A");
    world.transactions.run(() ->
        world.observed.askToRead(
            SyncWorld.HERE, java.util.Set.of(), holder, "a test", world.clock.instant()));
    apple.instead(error(9609));

    world.step();

    assertThat(apple.takeCalls()).containsExactly("assignments?pageIndex=0&serialNumber=A");
    assertThat(world.picture()).containsExactly("1 B", "1 C", "2 B");
  }

  @Test
  void afterAWhileCountsAndWhatChangedAreRead() {
    world.settle();
    world.clock.advance(Duration.ofMinutes(4));
    world.readAll();
    assertThat(apple.takeCalls()).isEmpty();

    world.clock.advance(Duration.ofMinutes(1));
    world.readAll();
    assertThat(apple.takeCalls())
        .containsExactlyInAnyOrder(
            "assets?pageIndex=0",
            "users?pageIndex=0&sinceVersionId=v1",
            "assignments?pageIndex=0&sinceVersionId=v1");

    world.clock.advance(Duration.ofHours(24));
    world.readAll();
    assertThat(apple.takeCalls()).contains("assignments?pageIndex=2");
  }

  @Test
  void withoutDeltasAssignmentsAreReadWholeOnly() {
    SyncSettings settings =
        new SyncSettings(
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            false);
    world = new SyncWorld(database, settings);
    world.settle();
    world.clock.advance(Duration.ofMinutes(6));
    world.readAll();

    assertThat(world.apple.takeCalls())
        .containsExactlyInAnyOrder("assets?pageIndex=0", "users?pageIndex=0&sinceVersionId=v1");
  }

  @Test
  void whenAppleForgotTheVersionEverythingIsRead() {
    world.settle();
    world.clock.advance(Duration.ofMinutes(6));
    apple.versionsForgotten = true;
    world.readAll();

    assertThat(apple.takeCalls())
        .contains("assignments?pageIndex=2", "users?pageIndex=0&activeOnly=true");
    assertThat(world.listings())
        .contains(
            "ASSIGNMENTS ABANDONED Apple no longer knows the version that was read last. (9721)");
  }

  @Test
  void aListThatBecameShorterIsReadAnewButNotForEver() {
    world.settle();
    world.ask("1");
    String shorter = error(9650);
    apple.instead(shorter, shorter, shorter, shorter);
    world.readAll();

    assertThat(apple.takeCalls()).hasSize(3);
    assertThat(world.listings().getLast())
        .isEqualTo("ASSIGNMENTS ABANDONED The list became shorter while it was read. (9650)");
    assertThat(world.rereads()).containsExactly("1 *");
    apple.instead(new String[0]);
    world.clock.advance(Duration.ofMinutes(10));
    world.readAll();
    world.readAll();
    assertThat(world.rereads()).isEmpty();
  }

  @Test
  void aWholeWalkThatFailsAgainAndAgainPauses() {
    apple.instead(Collections.nCopies(5, error(9602)).toArray(String[]::new));
    world.readAll();

    assertThat(apple.takeCalls().stream().filter(call -> call.startsWith("users"))).hasSize(5);
    assertThat(world.picture()).as("other reading goes on").hasSize(5);
    world.clock.advance(Duration.ofMinutes(10));
    world.readAll();
    assertThat(job("state")).isEqualTo("DONE");
  }

  @Test
  void aPageRefusedForTheTokensSakeIsAskedForAgainLater() {
    while (!apple.calls.contains("assignments?pageIndex=0")) {
      world.step();
    }
    apple.takeCalls();
    apple.instead(error(9621));
    world.readAll();
    assertThat(apple.takeCalls()).containsExactly("assignments?pageIndex=1");
    world.clock.advance(Duration.ofSeconds(5));
    world.readAll();

    assertThat(apple.takeCalls())
        .containsExactly("assignments?pageIndex=1", "assignments?pageIndex=2");
    assertThat(world.listings()).allMatch(listing -> !listing.contains("ABANDONED"));
  }

  @Test
  void aPageWithoutAnAnswerIsAskedForAgain() {
    while (!apple.calls.contains("assignments?pageIndex=0")) {
      world.step();
    }
    apple.takeCalls();
    apple.instead("");

    assertThatThrownBy(world::step).isInstanceOf(NoAnswerException.class);
    world.readAll();
    assertThat(apple.takeCalls())
        .containsExactly(
            "assignments?pageIndex=1", "assignments?pageIndex=1", "assignments?pageIndex=2");
    assertThat(world.picture()).hasSize(5);
  }

  @Test
  void fewerPagesThanBeforeBeginTheWalkAnew() {
    while (!apple.calls.contains("assignments?pageIndex=0")) {
      world.step();
    }
    apple.assignments.removeLast();
    world.readAll();

    assertThat(world.listings()).contains("ASSIGNMENTS ABANDONED From 3 pages they became 2.");
    assertThat(world.picture()).hasSize(4);
  }

  @Test
  void aReadingThatCannotBeWorkedOffIsGivenUpForAWhile() {
    world.poison = new IllegalStateException("poison");
    failUntilItIsGivenUp();
    world.readAll();

    assertThat(world.listings())
        .contains(
            "ASSETS FAILED What came could not be worked off (IllegalStateException); the log says"
                + " more.");
    assertThat(world.mishappened).hasSize(1);
    assertThat(world.picture()).hasSize(5);
    assertThat(staged()).isZero();
    world.poison = null;
    world.clock.advance(Duration.ofMinutes(10));
    world.readAll();
    assertThat(job("state")).isEqualTo("DONE");
  }

  @Test
  void aReadingThatCannotBeginStopsNoOther() {
    world.settle();
    world.transactions.run(() ->
        world.observed.askToRead(
            SyncWorld.HERE, java.util.Set.of(99), null, "a test", world.clock.instant()));
    world.clock.advance(Duration.ofMinutes(6));
    failUntilItIsGivenUp();
    world.readAll();

    assertThat(apple.takeCalls()).contains("assets?pageIndex=0");
    assertThat(world.listings()).anyMatch(listing -> listing.startsWith("ASSIGNMENTS FAILED"));
  }

  /** Begun once, then tried three times. */
  private void failUntilItIsGivenUp() {
    int failures = 0;
    while (world.mishappened.isEmpty()) {
      try {
        world.step();
      } catch (RuntimeException expected) {
        assertThat(++failures).isLessThanOrEqualTo(3);
      }
    }
  }

  @Test
  void pagesThatWereNotAskedForEndTheWalk() {
    String page = "{\"users\":[],\"currentPageIndex\":%s,\"versionId\":\"v1\",\"uId\":\"2049\"}";
    apple.instead(page.formatted(7), page.formatted("0,\"nextPageIndex\":3"));
    world.readAll();

    assertThat(world.listings())
        .contains(
            "USERS ABANDONED Page 7 came instead of page 0.",
            "USERS ABANDONED Page 0 named page 3 as the next.");
    assertThat(world.told).contains("users all: u-1 Registered");
  }

  @Test
  void whatChangesEachTimeItIsReadIsReadAgainLaterAndLater() {
    apple.assets.add(asset("3", 0, 1, 1));
    world.settle();
    world.told.clear();
    world.clock.advance(Duration.ofMinutes(6));
    apple.before(
        Collections.nCopies(200, (Runnable) () -> apple.version += "'").toArray(Runnable[]::new));
    for (int second = 0; second < 60; second++) {
      world.step();
    }

    assertThat(world.told).contains("assets some").doesNotContain("assets all");
    assertThat(apple.takeCalls().stream().filter("assets?pageIndex=1"::equals)).hasSize(3);
  }

  @Test
  void unlimitedAssetsHaveNoCounts() {
    apple.assets.add(asset("3", 12, Integer.MAX_VALUE, Integer.MAX_VALUE));
    world.readAll();

    assertThat(world.told).contains("asset 3 unlimited 12");
  }

  @Test
  void countsThatContradictEachOtherAreReadAgainOnce() {
    apple.assets.add(asset("3", 12, -2, 10));
    world.readAll();

    assertThat(world.told).contains("asset 3 10/12/-2").containsOnlyOnce("counts asked");
    assertThat(apple.takeCalls().stream().filter("assets?pageIndex=1"::equals)).hasSize(2);
  }

  @Test
  void aRemovalThatNobodyToldIsFoundByTheCount() {
    world.settle();
    apple.assignments.remove(device("1", "B"));
    apple.assets.set(0, asset("1", 2, 8, 10));
    world.clock.advance(Duration.ofMinutes(6));
    world.readAll();

    assertThat(world.picture()).containsExactly("1 A", "1 C", "2 A", "2 B");
    apple.assets.set(0, asset("1", 9, 1, 10));
    world.clock.advance(Duration.ofMinutes(6));
    world.readAll();
    apple.takeCalls();
    world.clock.advance(Duration.ofMinutes(6));
    world.readAll();
    assertThat(apple.takeCalls()).noneMatch(call -> call.contains("adamId"));
  }

  @Test
  void askedForUsersAreReadByWhatChanged() {
    world.settle();
    askForUsers();
    world.readAll();

    assertThat(apple.takeCalls()).containsExactly("users?pageIndex=0&sinceVersionId=v1");
  }

  @Test
  void usersThatARequestWaitsForAreReadWhole() {
    world.settle();
    lostRequest();
    askForUsers();
    world.readAll();

    assertThat(apple.takeCalls()).containsExactly("users?pageIndex=0&activeOnly=true");
  }

  @Test
  void whereUsersNeedSeveralPagesARequestThatWaitsIsAnsweredByWhatChanged() {
    apple.users.addAll(List.of(user("u-2", "Registered"), user("u-3", "Registered")));
    world.settle();
    lostRequest();
    askForUsers();
    world.readAll();

    assertThat(apple.takeCalls()).containsExactly("users?pageIndex=0&sinceVersionId=v1");
  }

  @Test
  void whoIsToBeReadAloneComesFirstAndIsOnePage() {
    apple.users.addAll(List.of(user("u-2", "Registered"), user("u-3", "Registered")));
    world.settle();
    lostRequest();
    world.clock.advance(Duration.ofMinutes(6));
    readAlone("u-3");
    world.step();

    assertThat(apple.takeCalls())
        .containsExactly("users?pageIndex=0&clientUserId=u-3&activeOnly=true");
    assertThat(world.told).endsWith("users one: u-3 Registered");
    world.readAll();
    assertThat(apple.takeCalls()).as("it counts for nobody else").contains("assets?pageIndex=0");
  }

  @Test
  void afterEachWhoIsReadAloneComesWhatElseIsDue() {
    apple.users.addAll(List.of(user("u-2", "Registered"), user("u-3", "Registered")));
    world.settle();
    List.of("u-1", "u-2", "u-3").forEach(this::readAlone);
    askForCounts(Duration.ZERO);
    world.step();
    world.step();
    world.step();

    assertThat(apple.takeCalls())
        .hasSize(3)
        .satisfiesExactly(
            one -> assertThat(one).contains("clientUserId"),
            two -> assertThat(two).isEqualTo("assets?pageIndex=0"),
            three -> assertThat(three).contains("clientUserId"));
  }

  @Test
  void whatIsAskedForAgainAndAgainKeepsItsPlace() {
    world.settle();
    readAlone("u-1");
    askForCounts(Duration.ofMinutes(2));
    world.step();

    assertThat(apple.takeCalls()).containsExactly("assets?pageIndex=0");
  }

  /** Asked for just now, and the first time so long ago. */
  private void askForCounts(Duration since) {
    java.time.OffsetDateTime now = world.clock.instant().atOffset(java.time.ZoneOffset.UTC);
    world
        .jdbc
        .sql("insert into count_reread values (1, ?, 'a test', ?)")
        .params(now, now.minus(since))
        .update();
  }

  @Test
  void aReadingAloneThatIsRefusedAgainAndAgainIsTriedLater() {
    world.settle();
    readAlone("u-1");
    apple.instead(error(9602), error(9602), error(9602));
    world.readAll();

    assertThat(apple.takeCalls()).hasSize(3);
    assertThat(world.told).contains("user later");
    world.clock.advance(Agenda.PAUSE);
    world.readAll();
    assertThat(apple.takeCalls()).contains("users?pageIndex=0&clientUserId=u-1&activeOnly=true");
  }

  private void readAlone(String clientUserId) {
    world
        .jdbc
        .sql(
            """
            insert into user_check (location_id, holder_id, asked_at)
            select 1, holder_id, ? from holder where apple_id = ?
            """)
        .params(world.clock.instant().atOffset(java.time.ZoneOffset.UTC), clientUserId)
        .update();
  }

  private void lostRequest() {
    world
        .jdbc
        .sql(
            """
            insert into request (request_id, location_id, operation, lane, asset_ids, holder_ids,
              state, recorded_at)
            values (gen_random_uuid(), 1, 'CREATE', 'BULK', '{}', '{}', 'LOST', now())
            """)
        .update();
  }

  @Test
  void usersOfWhomNoDeltaTellsAreReadWhole() {
    world.settle();
    world.wantsAllUsers = true;
    askForUsers();
    world.readAll();
    assertThat(apple.takeCalls()).containsExactly("users?pageIndex=0&sinceVersionId=v1");

    world.wantsAllUsers = false;
    world.clock.advance(Duration.ofSeconds(1));
    world.jdbc.sql("delete from user_reread").update();
    askForUsers();
    world.readAll();
    assertThat(apple.takeCalls()).containsExactly("users?pageIndex=0&activeOnly=true");
  }

  private void askForUsers() {
    world
        .jdbc
        .sql("insert into user_reread values (1, ?, 'a test')")
        .param(world.clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .update();
  }

  private String job(String columns) {
    return world.jdbc.sql("select " + columns + " from job").query(String.class).single();
  }

  private long staged() {
    return world
        .jdbc
        .sql(
            "select (select count(*) from listing_assignment) + (select count(*) from listing_user)"
                + " + (select count(*) from listing_asset)")
        .query(Long.class)
        .single();
  }
}
