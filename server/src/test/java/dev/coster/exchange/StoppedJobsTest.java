package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.exchange.Requests.Draft;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that is canceled or paused sends nothing more, whoever recorded it and whenever. */
final class StoppedJobsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ASSOCIATE = "/assets/associate";
  private static final String POST = "POST " + ASSOCIATE;

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);
  private final Node node = world.node("a");
  private final UUID job = world.job();
  private final Draft draft = world.draft(job, Operation.ASSOCIATE, only(1), only(1, 2));

  @BeforeEach
  void start() {
    world.run(node);
  }

  @Test
  void whatIsFoundMissingIsNotAskedForAgainOnceTheJobIsCanceled() {
    UUID id = lost();
    canceled();
    again(id);
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.count(POST)).isEqualTo(1);
    assertThat(node.requests().openOfJob(job)).isZero();
    assertThat(world.listener.told).containsExactly("toCheck LOST", "withdrawn SETTLED");
    assertThat(node.requests().reserved(world.location)).isEmpty();
  }

  @Test
  void whatIsFoundMissingWaitsWhileTheJobIsPaused() {
    UUID id = lost();
    flag("pause_requested = true");
    again(id);
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.count(POST)).isEqualTo(1);
    flag("pause_requested = false");
    world.transactions.run(() -> node.requests().hold(job, false));
    world.run(node);
    assertThat(world.apple.count(POST)).isEqualTo(2);
  }

  /** Recording and canceling at once: neither sees the other. */
  @Test
  void whatCancelingOverlookedIsTakenBackUnsent() {
    UUID id = world.record(node, draft);
    canceled();
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.count(POST)).isZero();
    assertThat(world.find(node, id).outcome()).isEqualTo(Outcome.WITHDRAWN);
    assertThat(world.listener.told).containsExactly("withdrawn SETTLED");
  }

  @Test
  void whatPausingOverlookedWaitsToo() {
    world.record(node, draft);
    flag("pause_requested = true");
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.count(POST)).isZero();
    flag("pause_requested = false");
    world.run(node);
    assertThat(world.apple.count(POST)).isEqualTo(1);
  }

  @Test
  void aJobThatIsCanceledInTheLastMomentSendsNothing() {
    world.record(node, draft);
    world.locations.afterFind = () -> world.locations.afterFind = this::canceled;
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count(POST)).isZero();
    assertThat(node.requests().openOfJob(job)).isZero();
  }

  private UUID lost() {
    world.apple.next(ASSOCIATE, ScriptedApple.silence());
    UUID id = world.record(node, draft);
    world.run(node, Duration.ofSeconds(5));
    assertThat(world.state(node, id)).isEqualTo(RequestState.LOST);
    return id;
  }

  private void again(UUID id) {
    world.transactions.run(() ->
        node.requests()
            .settleChecked(id, Outcome.PARTLY, List.of(), List.of(draft), world.clock.instant()));
  }

  private void canceled() {
    flag("cancel_requested = true");
  }

  private void flag(String set) {
    world.jdbc.sql("update job set " + set).update();
  }
}
