package dev.coster.sync;

import static dev.coster.sync.ScriptedApple.device;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClearingTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final List<Instant> wakeups = new ArrayList<>();
  private SyncWorld world;
  private Clearing clearing;

  @BeforeEach
  void aLocationThatIsReadEveryFewMinutes() {
    world = new SyncWorld(database);
    world.apple.assignments.add(device("1", "A"));
    world.settle();
    for (int reading = 0; reading < 3; reading++) {
      world.clock.advance(Duration.ofMinutes(6));
      world.readAll();
    }
    clearing = new Clearing(world.parts, world.clock, (_, _, at) -> wakeups.add(at));
  }

  @Test
  void ofReadingsThatNewerOnesReplacedNothingIsKept() {
    List<Sync.Freshness> before = world.sync.freshness(Visibility.ALL);
    assertThat(world.listings()).hasSize(12);
    clearing.run("all");
    assertThat(world.listings()).as("not yet").hasSize(12);

    world.clock.advance(Duration.ofDays(8));
    clearing.run("all");

    assertThat(world.listings())
        .containsExactlyInAnyOrder(
            "USERS DONE", "ASSIGNMENTS DONE", "ASSETS DONE", "USERS DONE", "ASSIGNMENTS DONE");
    assertThat(world.sync.freshness(Visibility.ALL)).isEqualTo(before);
    assertThat(wakeups).last().isEqualTo(world.now().plus(Duration.ofHours(1)));
  }

  @Test
  void notificationsThatWereWorkedOffAreForgottenAndFailedOnesKept() {
    receive("n-1", "TEST_NOTIFICATION");
    receive("n-2", "TEST_NOTIFICATION");
    world.sync.workInbox(10);
    world.jdbc.sql("update notification set state = 'FAILED' where apple_id = 'n-2'").update();
    receive("n-3", "TEST_NOTIFICATION");
    world.clock.advance(Duration.ofDays(8));
    clearing.run("all");

    assertThat(world.sync.received(Visibility.ALL, SyncWorld.HERE, 10))
        .extracting(Sync.Received::state)
        .containsExactly("NEW", "FAILED");
  }

  private void receive(String id, String type) {
    String body =
        "{\"notificationId\":\"%s\",\"notificationType\":\"%s\",\"uId\":\"2049\",\"notification\":{}}"
            .formatted(id, type);
    assertThat(world.sync.receive(SyncWorld.HERE, body.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }
}
