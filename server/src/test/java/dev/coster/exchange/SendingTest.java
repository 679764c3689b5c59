package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static dev.coster.exchange.ExchangeWorld.range;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.exchange.Requests.Draft;
import dev.coster.location.LocationState;
import dev.coster.platform.Instants;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SendingTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ASSOCIATE = "/assets/associate";
  private static final String POST = "POST " + ASSOCIATE;

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);
  private final Node node = world.node("a");

  @BeforeEach
  void start() {
    world.run(node);
  }

  @Test
  void sendsARectangleInApplesWords() {
    UUID id = world.record(node, world.associate(only(1, 2), only(5, 40)));
    world.run(node);
    assertThat(world.apple.posted)
        .containsExactly(
            "{\"assets\":[{\"adamId\":\"adam1\",\"pricingParam\":\"STDQ\"},"
                + "{\"adamId\":\"adam2\",\"pricingParam\":\"STDQ\"}],"
                + "\"clientUserIds\":[\"apple40\"],\"serialNumbers\":[\"apple5\"]}");
    Request request = world.find(node, id);
    assertThat(request.state()).isEqualTo(RequestState.ACCEPTED);
    assertThat(request.eventId()).isEqualTo("event-1");
    assertThat(node.requests().isOurs(world.location, "event-1")).isTrue();
    assertThat(node.requests().isOurs(world.location, "event-2")).isFalse();
    assertThat(node.requests().openByEvent(world.location, "event-1")).isPresent();
  }

  @Test
  void sendsUsersAsTheyWereRecorded() {
    world.record(
        node,
        new Draft(
            world.location,
            null,
            Operation.CREATE,
            Lane.URGENT,
            only(),
            only(40),
            List.of(new Request.UserFields("apple40", "a@example.org", null))));
    world.run(node);
    assertThat(world.apple.asked).contains("POST /users/create");
    assertThat(world.apple.posted.getFirst()).contains("apple40").contains("a@example.org");
  }

  @Test
  void keepsAtMostFourLargeEventsOfALocationPendingAndSendsInRecordingOrder() {
    for (int asset = 1; asset <= 26; asset += 5) {
      world.record(node, world.associate(range(asset, asset + 4), range(1, 39)));
      world.clock.advance(Duration.ofMillis(1));
    }
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.posted).hasSize(4);
    assertThat(world.apple.posted.get(3)).contains("adam16");
  }

  /** Else what is left of a job that failed in part would take longer than the job. */
  @Test
  void keepsManyEventsPendingWhenAllOfThemAreSmall() {
    for (int holder = 1; holder <= 40; holder++) {
      world.record(node, world.associate(only(1), only(holder)));
    }
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.posted).hasSize(32);
  }

  @Test
  void anUrgentRequestStillFindsAPlaceBesideAFullWindow() {
    for (int asset = 1; asset <= 26; asset += 5) {
      world.record(node, world.associate(range(asset, asset + 4), range(1, 39)));
    }
    world.run(node, Duration.ofSeconds(10));
    world.record(
        node,
        new Draft(
            world.location,
            null,
            Operation.DISASSOCIATE,
            Lane.URGENT,
            only(20),
            only(50),
            List.of()));
    world.run(node);
    assertThat(world.apple.asked).contains("POST /assets/disassociate");
  }

  @Test
  void aRefusedRequestIsSettledWithApplesNumber() {
    world.apple.next(ASSOCIATE, ScriptedApple.error(400, 9707));
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node);
    Request request = world.find(node, id);
    assertThat(request.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(request.errorNumber()).isEqualTo(9707);
    assertThat(world.listener.told).containsExactly("refused SETTLED 9707");
    assertThat(node.requests().reserved(world.location)).isEmpty();
  }

  @Test
  void anUnknownNumberIsKeptAndNotRepeatedBlindly() {
    world.apple.next(ASSOCIATE, ScriptedApple.error(400, 4711));
    world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.count(POST)).isEqualTo(1);
    assertThat(world.listener.told).containsExactly("refused SETTLED 4711");
  }

  @Test
  void aRefusalForTheMomentIsSentAgainAfterGrowingWaits() {
    for (int i = 0; i < 3; i++) {
      world.apple.next(ASSOCIATE, ScriptedApple.error(500, 9603));
    }
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMillis(200));
    assertThat(world.state(node, id)).isEqualTo(RequestState.RECORDED);
    assertThat(world.find(node, id).errorNumber()).isEqualTo(9603);
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.count(POST)).isEqualTo(4);
    Request request = world.find(node, id);
    assertThat(request.state()).isEqualTo(RequestState.ACCEPTED);
    assertThat(request.errorNumber()).isNull();
    assertThat(world.listener.told).isEmpty();
  }

  @Test
  void whatNobodyAnsweredIsLostAndNeverSentAgainByItself() {
    world.apple.next(ASSOCIATE, ScriptedApple.silence());
    UUID id = world.record(node, world.associate(only(1), range(1, 5)));
    world.run(node, Duration.ofMinutes(20));
    Request request = world.find(node, id);
    assertThat(request.state()).isEqualTo(RequestState.LOST);
    assertThat(request.checkAfter())
        .isEqualTo(Objects.requireNonNull(request.sentAt()).plus(world.settings.lostGrace()));
    assertThat(world.listener.told).containsExactly("toCheck LOST");
    assertThat(world.apple.count(POST)).isEqualTo(1);
    assertThat(node.requests().reserved(world.location)).containsEntry(1, 5L);
    assertThat(node.requests().toCheck(world.location)).hasSize(1);
  }

  @Test
  void aBareServerErrorMeansLostSinceApplesServiceMayHaveAccepted() {
    world.apple.next(ASSOCIATE, ScriptedApple.answer(502, "<html>Bad gateway</html>"));
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node);
    assertThat(world.state(node, id)).isEqualTo(RequestState.LOST);
  }

  @Test
  void whatSurelyDidNotReachAppleIsSentAgain() {
    world.apple.next(ASSOCIATE, ScriptedApple.unreachable());
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count(POST)).isEqualTo(2);
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
    assertThat(world.listener.told).isEmpty();
  }

  @Test
  void aRequestWhoseSenderDiedIsLostAndNotSentAgain() {
    UUID id = world.record(node, world.associate(only(1), only(1)));
    Instant sentAt = world.clock.instant();
    world
        .jdbc
        .sql("update request set state = 'SENT', sent_at = :at, fence = 1 where request_id = :id")
        .param("at", Instants.utc(sentAt))
        .param("id", id)
        .update();
    world.clock.advance(world.settings.leaseFor());
    Node next = world.node("b");
    world.run(next);
    Request request = world.find(next, id);
    assertThat(request.state()).isEqualTo(RequestState.LOST);
    assertThat(request.checkAfter()).isEqualTo(sentAt.plus(world.settings.lostGrace()));
    assertThat(world.listener.told).containsExactly("toCheck LOST");
    assertThat(world.apple.count(POST)).isZero();
  }

  @Test
  void requestsThatBecameTooLargeAreCutBeforeTheyAreSent() {
    world.apple.limits = "\"maxAssets\":2,\"maxSerialNumbers\":3,\"maxClientUserIds\":2";
    world.clock.advance(Duration.ofMinutes(6));
    world.run(node);
    UUID job = world.job();
    int[] holders = only(1, 2, 3, 4, 31, 32, 33);
    world.record(node, world.draft(job, Operation.ASSOCIATE, only(1, 2, 3), holders));
    world.run(node);
    assertThat(world.apple.posted).hasSize(4);
    assertThat(world.apple.posted.getFirst())
        .contains(
            "\"adam1\"", "\"adam2\"", "\"apple1\"", "\"apple3\"", "\"apple31\"", "\"apple32\"")
        .doesNotContain("\"adam3\"", "\"apple4\"", "\"apple33\"");
    assertThat(node.requests().open(world.location).stream().mapToLong(Request::size).sum())
        .isEqualTo(21);
    assertThat(node.requests().openOfJob(job)).isEqualTo(4);
  }

  @Test
  void refusedAsTooLargeRereadsTheLimitsAndSplits() {
    world.apple.next(ASSOCIATE, ScriptedApple.error(400, 9702));
    world.apple.limits = "\"maxAssets\":25,\"maxSerialNumbers\":4,\"maxClientUserIds\":1000";
    world.record(node, world.associate(only(1), range(1, 10)));
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count("GET /service/config")).isEqualTo(2);
    assertThat(world.apple.count(POST)).isEqualTo(4);
    assertThat(node.requests().open(world.location))
        .extracting(request -> request.holderIds().length)
        .containsExactly(4, 4, 2);
    assertThat(world.listener.told).isEmpty();
  }

  @Test
  void refusedAsTooLargeAlthoughItFitsIsHalvedUntilItIsRefusedForGood() {
    for (int i = 0; i < 3; i++) {
      world.apple.next(ASSOCIATE, ScriptedApple.error(400, 9700));
    }
    world.record(node, world.associate(only(1, 2), only(1)));
    world.run(node, Duration.ofSeconds(20));
    assertThat(world.listener.told).containsExactly("refused SETTLED 9700", "refused SETTLED 9700");
  }

  @Test
  void aRequestThatCannotBeSaidInApplesWordsDoesNotBlockTheLane() {
    world.record(node, world.associate(only(1), only(999)));
    world.record(node, world.associate(only(2), only(1)));
    world.run(node);
    assertThat(world.apple.posted).hasSize(1);
    assertThat(world.listener.told).containsExactly("refused SETTLED 0");
  }

  @Test
  void withoutATokenNothingIsMarkedAsBeingSent() {
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.locations.forgetTokens();
    world.run(node);
    assertThat(world.state(node, id)).isEqualTo(RequestState.RECORDED);
  }

  @Test
  void whatIsWithdrawnInTheLastMomentIsNotSent() {
    UUID job = world.job();
    UUID id = world.record(node, world.draft(job, Operation.ASSOCIATE, only(1), only(1)));
    Runnable withdraw = () -> world.transactions.run(() -> node.requests().withdraw(job));
    world.locations.afterFind = () -> world.locations.afterFind = withdraw;
    world.clock.advance(Duration.ofSeconds(1));
    world.run(node);
    assertThat(world.find(node, id).outcome()).isEqualTo(Outcome.WITHDRAWN);
    assertThat(world.apple.posted).isEmpty();
  }

  @Test
  void aHeldJobIsNotSentUntilItIsLetGo() {
    UUID job = world.job();
    world.record(node, world.draft(job, Operation.ASSOCIATE, only(1), only(1)));
    world.transactions.run(() -> node.requests().hold(job, true));
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.posted).isEmpty();
    world.transactions.run(() -> node.requests().hold(job, false));
    world.run(node);
    assertThat(world.apple.posted).hasSize(1);
  }

  @Test
  void whatIsRecordedForAPausedJobIsHeld() {
    UUID job = world.job();
    world.jdbc.sql("update job set pause_requested = true").update();
    world.record(node, world.draft(job, Operation.ASSOCIATE, only(1), only(1)));
    world.run(node);
    assertThat(world.apple.posted).isEmpty();
  }

  @Test
  void aRefusalForTheMomentWithdrawsWhatBelongsToACanceledJob() {
    UUID job = world.job();
    UUID id = world.record(node, world.draft(job, Operation.ASSOCIATE, only(1), only(1)));
    world.apple.next(
        ASSOCIATE,
        call -> {
          world.jdbc.sql("update job set cancel_requested = true").update();
          return ScriptedApple.error(500, 9603).apply(call);
        });
    world.run(node);
    assertThat(world.find(node, id).outcome()).isEqualTo(Outcome.WITHDRAWN);
    assertThat(world.listener.told).containsExactly("withdrawn SETTLED");
  }

  @Test
  void nothingIsWrittenWhereWeMayNot() {
    world.locations.state(world.location, LocationState.CLAIMED_ELSEWHERE, null);
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.posted).isEmpty();
    assertThat(world.state(node, id)).isEqualTo(RequestState.RECORDED);
    world.locations.state(world.location, LocationState.USABLE, null);
    world.run(node);
    assertThat(world.apple.posted).hasSize(1);
  }
}
