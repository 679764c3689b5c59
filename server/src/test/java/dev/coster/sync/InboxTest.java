package dev.coster.sync;

import static dev.coster.sync.ScriptedApple.device;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.exchange.Lane;
import dev.coster.exchange.Operation;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestState;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.CannotAcquireLockException;

class InboxTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private SyncWorld world;
  private int ids;

  @BeforeEach
  void aLocation() {
    world = new SyncWorld(database);
  }

  @Test
  void whatComesTwiceIsStoredAndWorkedOffOnce() {
    Optional<Long> first = receive("n-1", "USER_ASSOCIATED", associated());
    Optional<Long> again = receive("n-1", "USER_ASSOCIATED", associated());

    assertThat(first).isPresent().isEqualTo(again);
    assertThat(world.sync.workInbox(10)).isEqualTo(1);
    assertThat(world.sync.workInbox(10)).isZero();
    assertThat(world.told).containsOnlyOnce("user u-1 Associated");
  }

  @Test
  void whatIsNotOfThisLocationOrNoNotificationIsNotStored() {
    byte[] other =
        body("n-1", "TEST_NOTIFICATION", "{}")
            .replace("2049", "2050")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(world.sync.receive(SyncWorld.HERE, other)).isEmpty();
    assertThat(world.sync.receive(SyncWorld.HERE, new byte[] {'x'})).isEmpty();
    assertThat(world.sync.receive(99, other)).isEmpty();
    assertThat(world.sync.received(Visibility.ALL, SyncWorld.HERE, 10)).isEmpty();
  }

  @Test
  void aNotificationSurvivesTheNodeThatReceivedIt() {
    receive("n-1", "USER_ASSOCIATED", associated());
    world.restart();

    assertThat(world.sync.workInbox(10)).isEqualTo(1);
    assertThat(world.told).contains("user u-1 Associated");
  }

  @Test
  void successOfOurOpenEventIsBelieved() {
    open("e-1", Operation.ASSOCIATE);

    work("ASSET_MANAGEMENT", assets("e-1", "ASSOCIATE", "SUCCESS", ""));

    assertThat(world.picture()).containsExactly("1 A");
    assertThat(world.noted()).containsExactly(PairResult.CONFIRMED);
    assertThat(world.told).contains("nudged");
    open("e-2", Operation.DISASSOCIATE);
    work("ASSET_MANAGEMENT", assets("e-2", "DISASSOCIATE", "SUCCESS", ""));
    assertThat(world.picture()).isEmpty();
  }

  @Test
  void failureOfOurOpenEventIsNotedWithApplesNumber() {
    open("e-1", Operation.ASSOCIATE);

    work(
        "ASSET_MANAGEMENT",
        assets(
            "e-1",
            "ASSOCIATE",
            "FAILURE",
            ",\"error\":{\"errorNumber\":9709,\"errorMessage\":\"too few\"}"));

    assertThat(world.picture()).isEmpty();
    assertThat(world.noted()).containsExactly(PairResult.REFUSED);
    assertThat(world.notes.getFirst().errorNumber()).isEqualTo(9709);
  }

  @Test
  void aLateNotificationOfASettledEventChangesNothing() {
    world.settledEvents.add("e-1");

    work("ASSET_MANAGEMENT", assets("e-1", "ASSOCIATE", "SUCCESS", ""));

    assertThat(world.picture()).isEmpty();
    assertThat(world.rereads()).isEmpty();
    assertThat(state()).isEqualTo("IGNORED");
  }

  @Test
  void aNotificationThatComesWhileAListingIsReadIsNotUndoneByIt() {
    world.apple.assignments.addAll(List.of(device("2", "X"), device("2", "Y"), device("2", "Z")));
    while (!world.apple.calls.contains("assignments?pageIndex=0")) {
      world.step();
    }
    open("e-1", Operation.ASSOCIATE);
    work("ASSET_MANAGEMENT", assets("e-1", "ASSOCIATE", "SUCCESS", ""));
    world.readAll();

    assertThat(world.picture()).containsExactly("1 A", "2 X", "2 Y", "2 Z");
  }

  @Test
  void anEventOfSomebodyElseIsAHintToReadAgain() {
    work("ASSET_MANAGEMENT", assets("foreign", "ASSOCIATE", "SUCCESS", ""));

    assertThat(world.picture()).isEmpty();
    assertThat(world.rereads()).containsExactly("1 A");
    assertThat(world.told).contains("counts asked");
    world.apple.assignments.add(device("1", "A"));
    world.readAll();
    assertThat(world.picture()).containsExactly("1 A");
    assertThat(world.rereads()).isEmpty();
  }

  @Test
  void manyPairsOfSomebodyElseAreReadAgainByAsset() {
    String rows =
        String.join(",", device("1", "A"), device("1", "B"), device("1", "C"), device("1", "D"));
    work(
        "ASSET_MANAGEMENT",
        "{\"type\":\"REVOKE\",\"result\":\"SUCCESS\",\"eventId\":\"foreign\",\"assignments\":["
            + rows
            + "]}");

    assertThat(world.rereads()).containsExactly("1 *");
  }

  @Test
  void usersAreLearnedFromOurEventsAndReadAgainAfterOthers() {
    open("e-1", Operation.CREATE);
    work("USER_MANAGEMENT", users("e-1", "CREATE"));
    assertThat(world.told)
        .contains("user u-7 Registered", "heard of an event of ours")
        .doesNotContain("users asked");

    work("USER_MANAGEMENT", users("foreign", "CREATE"));
    assertThat(world.told).contains("users asked");

    world.settledEvents.add("e-2");
    work("USER_MANAGEMENT", users("e-2", "CREATE"));
    assertThat(world.told).containsOnlyOnce("user u-7 Registered");
  }

  @Test
  void whoWasRetiredIsLookedAtForLicenses() {
    work("USER_MANAGEMENT", users("foreign", "RETIRE"));

    assertThat(
            world
                .jdbc
                .sql(
                    "select apple_id from assignment_reread join holder using (holder_id)"
                        + " where asset_id = 0")
                .query(String.class)
                .list())
        .containsExactly("u-7");
    assertThat(world.told).contains("counts asked");
  }

  @Test
  void countsAreReadAgainAndUnknownTypesNoted() {
    work("ASSET_COUNT", "{\"adamId\":\"1\",\"pricingParam\":\"STDQ\",\"countDelta\":-12}");
    assertThat(world.told).containsOnlyOnce("counts asked");

    work("UNLIMITED_ASSET", "{\"adamId\":\"1\"}");
    assertThat(world.told.stream().filter("counts asked"::equals)).hasSize(2);
    assertThat(state()).isEqualTo("DONE");

    work("SOMETHING_NEW", "{}");
    assertThat(state()).isEqualTo("IGNORED");
    work("TEST_NOTIFICATION", "{}");
    assertThat(state()).isEqualTo("DONE");
  }

  @Test
  void onePoisonousNotificationIsPutAsideAfterThreeAttempts() {
    open("e-1", Operation.ASSOCIATE);
    receive("n-1", "ASSET_MANAGEMENT", assets("e-1", "ASSOCIATE", "SUCCESS", ""));
    receive("n-2", "USER_ASSOCIATED", associated());
    world.trouble = new IllegalStateException("poison");

    assertThat(world.sync.workInbox(10)).isZero();
    assertThat(world.sync.workInbox(10)).as("not at once").isZero();
    assertThat(world.mishappened).hasSize(1);
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(world.sync.workInbox(10)).isZero();
    assertThat(world.told).doesNotContain("user u-1 Associated", "counts asked", "users asked");
    world.clock.advance(Duration.ofSeconds(2));
    assertThat(world.sync.workInbox(10)).isEqualTo(2);
    assertThat(world.told).as("what it told of is read").contains("counts asked", "users asked");
    assertThat(world.rereads()).containsExactly("1 A");

    assertThat(world.told).contains("user u-1 Associated");
    assertThat(world.sync.received(Visibility.ALL, SyncWorld.HERE, 10))
        .extracting(Sync.Received::state, Sync.Received::note)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("DONE", null),
            org.assertj.core.groups.Tuple.tuple(
                "FAILED", "Could not be worked off: IllegalStateException."));
  }

  @Test
  void aPassingFaultCostsNoAttempt() {
    receive("n-1", "ASSET_MANAGEMENT", assets("e-1", "ASSOCIATE", "SUCCESS", ""));
    world.trouble = new CannotAcquireLockException("deadlock");
    for (int round = 0; round < 5; round++) {
      assertThat(world.sync.workInbox(10)).isZero();
      world.clock.advance(Duration.ofSeconds(1));
    }
    world.trouble = null;

    assertThat(world.sync.workInbox(10)).isEqualTo(1);
    assertThat(state()).isEqualTo("DONE");
  }

  @Test
  void aLocationThatIsHeldUpHoldsUpNoOther() {
    receive("n-1", "USER_ASSOCIATED", associated());
    int there = anotherLocation();
    world.transactions.run(() ->
        world
            .parts
            .notifications()
            .store(
                there,
                "n-2",
                "USER_ASSOCIATED",
                world.now(),
                body("n-2", "USER_ASSOCIATED", associated()).getBytes(StandardCharsets.UTF_8)));

    world.transactions.run(() -> {
      world.parts.notifications().lock(SyncWorld.HERE);
      assertThat(workElsewhere()).isEqualTo(1);
    });
    assertThat(world.sync.workInbox(10)).isEqualTo(1);
  }

  @Test
  void whileAReadingBecomesThePictureItsNotificationsWait() {
    world.apple.users.add(ScriptedApple.user("u-1", "Registered"));
    receive("n-1", "USER_ASSOCIATED", associated());
    world.whileApplying = () -> assertThat(workElsewhere()).isZero();

    world.readAll();

    assertThat(world.told).contains("users all: u-1 Registered").doesNotContain("nudged");
    assertThat(world.sync.workInbox(10)).isEqualTo(1);
  }

  @Test
  void receivingWaitsForNobodyWhoHoldsTheLocation() {
    world.transactions.run(() -> {
      world.jdbc.sql("select 1 from location for no key update").query(Integer.class).single();
      assertThat(elsewhere(() -> receive("n-1", "USER_ASSOCIATED", associated()))).isPresent();
      assertThat(elsewhere(() -> receive("n-2", "USER_ASSOCIATED", associated()))).isPresent();
    });
    assertThat(world.told).doesNotContain("notified");

    assertThat(world.sync.workInbox(10)).isEqualTo(2);
    assertThat(world.told).containsOnlyOnce("notified");
  }

  @Test
  void aCharacterThatTheDatabaseCannotKeepIsReplaced() {
    String user = ScriptedApple.user("u\\u0000-\\\\u0000", "Associated");

    work("USER_ASSOCIATED", "{\"associatedUsers\":[" + user + "]}");

    assertThat(world.told).contains("user u\uFFFD-\\u0000 Associated");
  }

  private int workElsewhere() {
    return elsewhere(() -> world.sync.workInbox(10));
  }

  private static <T> T elsewhere(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    try {
      return task.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException waits) {
      throw new AssertionError(waits);
    }
  }

  private int anotherLocation() {
    return world
        .jdbc
        .sql(
            """
            insert into location (u_id, name, state, state_since, claim_id, created_at)
            values ('there', 'There', 'USABLE', now(), gen_random_uuid(), now())
            returning location_id
            """)
        .query(Integer.class)
        .single();
  }

  @Test
  void severalThreadsWorkEachOffOnce() throws Exception {
    for (int i = 0; i < 50; i++) {
      receive("n-" + i, "USER_ASSOCIATED", associated());
    }
    int done = 0;
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> all =
          threads.invokeAll(java.util.Collections.nCopies(4, () -> workUntilEmpty()));
      for (Future<Integer> one : all) {
        done += one.get();
      }
    }

    assertThat(done).isEqualTo(50);
  }

  private int workUntilEmpty() {
    int done = 0;
    for (int more = 1; open() > 0 || more > 0; done += more) {
      more = world.sync.workInbox(10);
    }
    return done;
  }

  private long open() {
    return world
        .jdbc
        .sql("select count(*) from notification where state = 'NEW'")
        .query(Long.class)
        .single();
  }

  private void open(String event, Operation operation) {
    int[] assets = {world.assetId("1")};
    int[] holders = {world.holderId("A")};
    world.openEvents.put(
        event,
        new Request(
            UUID.randomUUID(),
            SyncWorld.HERE,
            null,
            1,
            operation,
            Lane.BULK,
            assets,
            holders,
            List.of(),
            RequestState.ACCEPTED,
            event,
            world.now(),
            null,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  private static String assets(String event, String type, String result, String more) {
    return "{\"type\":\"%s\",\"result\":\"%s\",\"eventId\":\"%s\",\"assignments\":[%s]%s}"
        .formatted(type, result, event, device("1", "A"), more);
  }

  private static String users(String event, String type) {
    return "{\"type\":\"%s\",\"result\":\"SUCCESS\",\"eventId\":\"%s\",\"users\":[%s]}"
        .formatted(type, event, ScriptedApple.user("u-7", "Registered"));
  }

  private static String associated() {
    return "{\"associatedUsers\":[" + ScriptedApple.user("u-1", "Associated") + "]}";
  }

  private void work(String type, String content) {
    receive("work-" + ++ids, type, content);
    world.clock.advance(Duration.ofMillis(10));
    assertThat(world.sync.workInbox(10)).isEqualTo(1);
  }

  private Optional<Long> receive(String id, String type, String content) {
    return world.sync.receive(
        SyncWorld.HERE, body(id, type, content).getBytes(StandardCharsets.UTF_8));
  }

  private static String body(String id, String type, String content) {
    return "{\"notificationId\":\"%s\",\"notificationType\":\"%s\",\"uId\":\"2049\",\"notification\":%s}"
        .formatted(id, type, content);
  }

  private String state() {
    return world.sync.received(Visibility.ALL, SyncWorld.HERE, 1).getFirst().state();
  }
}
