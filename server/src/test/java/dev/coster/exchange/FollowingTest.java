package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static dev.coster.exchange.ExchangeWorld.range;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.exchange.Requests.PairNote;
import dev.coster.location.LocationState;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FollowingTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String POLL = "GET /status";

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);
  private final Node node = world.node("a");

  @BeforeEach
  void start() {
    world.run(node);
  }

  @Test
  void withoutNotificationsPollsFirstAfterThirtySecondsThenEveryThirty() {
    accepted();
    world.run(node, Duration.ofSeconds(25));
    assertThat(world.apple.count(POLL)).isZero();
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count(POLL)).isEqualTo(1);
    world.run(node, Duration.ofSeconds(25));
    assertThat(world.apple.count(POLL)).isEqualTo(1);
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count(POLL)).isEqualTo(2);
  }

  @Test
  void withNotificationsLeavesFiveMinutesToThem() {
    world.locations.state(world.location, LocationState.USABLE, world.clock.instant());
    accepted();
    world.run(node, Duration.ofSeconds(295));
    assertThat(world.apple.count(POLL)).isZero();
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count(POLL)).isEqualTo(1);
  }

  @Test
  void whereNotificationsDoNotArrivePollsAsIfThereWereNone() {
    world.locations.state(world.location, LocationState.USABLE, world.clock.instant(), true);
    accepted();
    world.run(node, Duration.ofSeconds(35));
    assertThat(world.apple.count(POLL)).isEqualTo(1);
  }

  @Test
  void tellsOfAResultThatNoNotificationToldOfInAllItsTime() {
    world.locations.state(world.location, LocationState.USABLE, world.clock.instant());
    UUID id = accepted();
    Instant acceptedAt = Objects.requireNonNull(world.find(node, id).acceptedAt());
    complete();
    world.run(node, Duration.ofSeconds(305));
    assertThat(world.locations.told).contains("settledByPoll " + acceptedAt);
  }

  @Test
  void aResultThatANotificationToldOfIsNotMissed() {
    world.locations.state(world.location, LocationState.USABLE, world.clock.instant());
    UUID id = accepted();
    node.requests().notePairs(id, List.of());
    complete();
    world.run(node, Duration.ofSeconds(305));
    assertThat(world.find(node, id).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(world.locations.told.toString()).doesNotContain("settledByPoll");
  }

  @Test
  void aNotificationBringsTheFirstPollNear() {
    world.locations.state(world.location, LocationState.USABLE, world.clock.instant());
    UUID id = accepted();
    node.requests().notePairs(id, List.of());
    complete();
    world.run(node, Duration.ofSeconds(5));
    assertThat(world.listener.told).containsExactly("completed SETTLED");
  }

  @Test
  void aNotificationDoesNotShortenTheWaitBetweenPolls() {
    UUID id = accepted();
    world.run(node, Duration.ofSeconds(31));
    assertThat(world.apple.count(POLL)).isEqualTo(1);
    node.requests().notePairs(id, List.of());
    world.run(node, Duration.ofSeconds(20));
    assertThat(world.apple.count(POLL)).isEqualTo(1);
  }

  @Test
  void aCompleteEventSettlesEveryPair() {
    UUID id = accepted();
    complete();
    world.run(node, Duration.ofSeconds(40));
    Request request = world.find(node, id);
    assertThat(request.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(request.settledAt()).isNotNull();
    assertThat(world.listener.told).containsExactly("completed SETTLED");
    assertThat(node.requests().reserved(world.location)).isEmpty();
    world.run(node, Duration.ofMinutes(2));
    assertThat(world.apple.count(POLL)).isEqualTo(1);
  }

  @Test
  void aCompleteEventThatANotificationContradictsIsChecked() {
    UUID id = accepted();
    node.requests().notePairs(id, List.of(new PairNote(1, 1, PairResult.REFUSED, 9709, "none")));
    complete();
    world.run(node, Duration.ofSeconds(40));
    assertThat(world.listener.told).containsExactly("toCheck CHECKING");
  }

  @Test
  void aCompleteEventOfFewerTasksThanWeAskedForIsChecked() {
    accepted();
    world.apple.next(
        "/status",
        world.apple.status("\"eventStatus\":\"COMPLETE\",\"numRequested\":3,\"numCompleted\":3"));
    world.run(node, Duration.ofSeconds(40));
    assertThat(world.listener.told).containsExactly("toCheck CHECKING");
  }

  @Test
  void anEventThatCannotBeSettledDoesNotHoldUpTheOthers() {
    UUID stuck = accepted();
    UUID other = world.record(node, world.associate(only(2), range(1, 5)));
    world.listener.beforeCompleted =
        request -> {
          if (request.id().equals(stuck)) {
            throw new IllegalStateException("broken");
          }
        };
    for (int i = 0; i < 6; i++) {
      complete();
    }
    world.run(node, Duration.ofMinutes(2));
    assertThat(world.find(node, other).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(world.state(node, stuck)).isEqualTo(RequestState.ACCEPTED);
    assertThat(world.mishapsSeen).isNotEmpty().containsOnly("Settling ASSOCIATE " + stuck);
    world.listener.beforeCompleted = _ -> {};
    world.run(node, Duration.ofSeconds(40));
    assertThat(world.find(node, stuck).outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void aFailedEventIsCheckedAndItsFailuresAreTold() {
    UUID id = accepted();
    world.apple.next(
        "/status",
        world.apple.status(
            """
            "eventStatus":"FAILED","numRequested":5,"numCompleted":4,
            "failures":[{"errorNumber":9709,"errorMessage":"none",
            "errorInfo":{"serialNumbers":["apple3"]}}]
            """));
    world.run(node, Duration.ofSeconds(31));
    Request request = world.find(node, id);
    assertThat(request.state()).isEqualTo(RequestState.CHECKING);
    assertThat(request.checkAfter()).isEqualTo(world.clock.instant().minusMillis(elapsed(request)));
    assertThat(request.errorNumber()).isEqualTo(9709);
    assertThat(world.listener.told).containsExactly("toCheck CHECKING");
    assertThat(world.listener.failures)
        .containsExactly(
            new RequestListener.Failure(9709, "none", List.of(), List.of(), List.of("apple3")));
    assertThat(node.requests().toCheck(world.location)).hasSize(1);
    assertThat(node.requests().reserved(world.location)).containsEntry(1, 5L);
  }

  private long elapsed(Request request) {
    Instant polled = Objects.requireNonNull(request.acceptedAt()).plusSeconds(30);
    return Duration.between(polled, world.clock.instant()).toMillis();
  }

  @Test
  void pendingForTenMinutesIsLost() {
    UUID id = accepted();
    Instant acceptedAt = Objects.requireNonNull(world.find(node, id).acceptedAt());
    world.run(node, Duration.ofSeconds(590));
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
    world.run(node, Duration.ofSeconds(30));
    Request request = world.find(node, id);
    assertThat(request.state()).isEqualTo(RequestState.LOST);
    assertThat(request.checkAfter()).isAfterOrEqualTo(acceptedAt.plus(Duration.ofMinutes(10)));
    assertThat(world.listener.told).containsExactly("toCheck LOST");
  }

  @Test
  void anEventThatAppleDoesNotKnowIsLost() {
    UUID id = accepted();
    world.apple.next("/status", ScriptedApple.error(400, 9708));
    world.run(node, Duration.ofSeconds(31));
    assertThat(world.state(node, id)).isEqualTo(RequestState.LOST);
  }

  @Test
  void anUnknownStatusIsAskedAgain() {
    UUID id = accepted();
    world.apple.next("/status", world.apple.status("\"eventStatus\":\"SIMMERING\""));
    complete();
    world.run(node, Duration.ofSeconds(32));
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
    world.run(node, Duration.ofSeconds(32));
    assertThat(world.listener.told).containsExactly("completed SETTLED");
  }

  @Test
  void anUnansweredPollIsRepeatedAfterTheWait() {
    accepted();
    world.apple.next("/status", ScriptedApple.silence());
    complete();
    world.run(node, Duration.ofSeconds(32));
    assertThat(world.apple.count(POLL)).isEqualTo(1);
    world.run(node, Duration.ofSeconds(32));
    assertThat(world.apple.count(POLL)).isEqualTo(2);
    assertThat(world.listener.told).containsExactly("completed SETTLED");
  }

  @Test
  void aNewHolderFollowsTheEventsOfTheFormerOne() {
    UUID id = accepted();
    world.clock.advance(Duration.ofSeconds(40));
    complete();
    Node next = world.node("b");
    world.run(next);
    assertThat(world.find(next, id).outcome()).isEqualTo(Outcome.COMPLETE);
  }

  private UUID accepted() {
    UUID id = world.record(node, world.associate(only(1), range(1, 5)));
    world.clock.advance(Duration.ofSeconds(1));
    node.workers().step(); // asks who manages the location
    world.clock.advance(Duration.ofMillis(100));
    node.workers().step();
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
    return id;
  }

  private void complete() {
    world.apple.next(
        "/status",
        world.apple.status("\"eventStatus\":\"COMPLETE\",\"numRequested\":5,\"numCompleted\":5"));
  }
}
