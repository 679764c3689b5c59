package dev.coster.sync;

import static dev.coster.sync.ScriptedApple.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.job.Job;
import dev.coster.job.JobRunner;
import dev.coster.job.JobState;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.JsonNodeFactory;

class StoredSyncTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private SyncWorld world;

  @BeforeEach
  void aLocationThatWasRead() {
    world = new SyncWorld(database);
    world.apple.assignments.add(device("1", "A"));
    world.settle();
  }

  @Test
  void askingTwiceIsOneJob() {
    UUID first = sync();

    assertThat(sync()).isEqualTo(first);
    world.readAll();
    assertThat(world.apple.takeCalls()).hasSize(3);
    assertThat(sync()).isNotEqualTo(first);
  }

  @Test
  void anUnknownLocationIsRefused() {
    assertThatThrownBy(() -> world.sync.syncNow(99, Actor.SYSTEM)).isInstanceOf(Problem.class);
  }

  @Test
  void aCanceledJobReadsNoFurther() {
    UUID job = sync();
    world.step();

    assertThat(world.fullSync.step(job(job, true))).isEqualTo(JobRunner.Next.FINISHED);
    world.readAll();

    assertThat(world.apple.takeCalls()).hasSize(1);
    assertThat(
            world
                .jdbc
                .sql("select state from job where job_id = ?")
                .param(job)
                .query(String.class)
                .single())
        .isEqualTo("CANCELED");
  }

  @Test
  void cancelingDoesNotWaitForThePageThatIsBeingStaged() {
    for (String user : List.of("u-1", "u-2", "u-3")) {
      world.apple.users.add(ScriptedApple.user(user, "Registered"));
    }
    UUID job = sync();
    world.step();
    Walk walk = world.parts.walks().running(SyncWorld.HERE).orElseThrow();

    FutureTask<?> click = new FutureTask<>(() -> world.transactions.run(() -> cancel(job)), null);
    world.transactions.run(() -> {
      assertThat(world.parts.walks().lockRunning(walk.id())).isPresent();
      Thread.ofVirtual().start(click);
      assertThatCode(() -> click.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
      world.parts.jobs().running(job, "one page further");
    });
    world.readAll();
    assertThat(world.apple.takeCalls())
        .as("no further kind is begun")
        .hasSize(2)
        .allMatch(call -> call.startsWith("users"));
  }

  /** As the jobs do it, in one transaction. */
  private void cancel(UUID job) {
    world.jdbc.sql("update job set cancel_requested = true where job_id = ?").param(job).update();
    world.fullSync.controlled(job(job, true));
  }

  @Test
  void aPausedJobWaits() {
    UUID job = sync();
    world.jdbc.sql("update job set pause_requested = true where job_id = ?").param(job).update();
    world.readAll();
    assertThat(world.apple.takeCalls()).isEmpty();

    world.jdbc.sql("update job set pause_requested = false where job_id = ?").param(job).update();
    world.readAll();
    assertThat(world.apple.takeCalls()).hasSize(3);
  }

  @Test
  void theRunnerLeavesTheReadingToTheTraffic() {
    UUID job = sync();

    assertThat(world.fullSync.step(job(job, false))).isEqualTo(JobRunner.Next.WAITING);
  }

  @Test
  void freshnessIsWhenTheReadingsBegan() {
    Sync.Freshness before = world.sync.freshness(Visibility.ALL).getFirst();
    assertThat(before.fullyReadAt()).isNotNull().isEqualTo(before.assignmentsAsOf());
    assertThat(before.usersAsOf()).isBefore(before.assetsAsOf());
    assertThat(before.running()).isNull();

    world.clock.advance(Duration.ofMinutes(6));
    world.readAll();

    Sync.Freshness after = world.sync.freshness(Visibility.ALL).getFirst();
    assertThat(after.assignmentsAsOf()).isAfter(before.assignmentsAsOf());
    assertThat(after.fullyReadAt()).isEqualTo(before.fullyReadAt());
    assertThat(world.sync.freshness(Visibility.ofLocations(Set.of(2)))).isEmpty();
  }

  @Test
  void aLocationThatBecomesUsableIsReadAtOnce() {
    world.transactions.run(() -> world.sync.usable(SyncWorld.HERE));
    world.readAll();

    assertThat(world.apple.takeCalls()).hasSize(3).contains("assets?pageIndex=0");
  }

  private UUID sync() {
    return world.sync.syncNow(SyncWorld.HERE, Actor.SYSTEM);
  }

  private Job job(UUID id, boolean cancel) {
    Instant now = world.now();
    return new Job(
        id,
        FullSync.KIND,
        "a test",
        JobState.RUNNING,
        SyncWorld.HERE,
        Actor.SYSTEM,
        now,
        now,
        null,
        now,
        0,
        0,
        0,
        null,
        null,
        null,
        false,
        cancel,
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode());
  }
}
