package dev.coster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.audit.Audit;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Problem;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JobsTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final SettableClock clock = new SettableClock();
  private final HandCrankedWakeups wakeups = new HandCrankedWakeups();
  private final List<Audit.Entry> audited = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final Mishaps mishaps = (where, _) -> said.add(where);
  private final Counting runner = new Counting();
  private final JobKinds kinds = new JobKinds(() -> List.of(runner));
  private final Jobs jobs =
      new StoredJobs(
          database.transactions(),
          new JobStore(database.jdbc()),
          Ids.secure(clock),
          clock,
          wakeups,
          (_, entry) -> audited.add(entry),
          kinds);

  /** Does what the test says, and remembers what it was told. */
  private static final class Counting implements JobRunner {
    private Function<Job, Next> step = _ -> Next.WAITING;
    private final List<Job> controlled = new ArrayList<>();
    private int steps;

    @Override
    public String kind() {
      return "test.count";
    }

    @Override
    public Next step(Job job) {
      steps++;
      return step.apply(job);
    }

    @Override
    public void controlled(Job job) {
      controlled.add(job);
    }
  }

  @BeforeEach
  void steps() {
    wakeups.add(new JobSteps(jobs, kinds, database.transactions(), clock, mishaps));
  }

  @Test
  void aJobIsKeptAndWokenAtOnce() {
    UUID id = create();
    Job job = job(id);
    assertThat(job.state()).isEqualTo(JobState.WAITING);
    assertThat(job.wish().get("many").asInt()).isEqualTo(3);
    assertThat(job.total()).isEqualTo(3);
    assertThat(job.actor()).isEqualTo(Actor.SYSTEM);
    assertThat(wakeups.crank(clock)).isEqualTo(1);
    assertThat(runner.steps).isEqualTo(1);
  }

  @Test
  void aJobGoesStepByStepToItsEnd() {
    runner.step =
        job -> {
          jobs.running(job.id(), "Counting.");
          jobs.count(job.id(), 1, 0);
          if (job.succeeded() < 2) {
            return new JobRunner.Next.At(clock.instant().plusSeconds(10));
          }
          jobs.finish(job.id(), JobState.DONE, "Counted.", Map.of("sum", 3));
          return JobRunner.Next.FINISHED;
        };
    UUID id = create();
    wakeups.crank(clock);
    assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
    assertThat(wakeups.crank(clock)).as("not before its time").isZero();
    clock.advance(Duration.ofSeconds(10));
    wakeups.crank(clock);
    clock.advance(Duration.ofSeconds(10));
    wakeups.crank(clock);
    Job done = job(id);
    assertThat(done.state()).isEqualTo(JobState.DONE);
    assertThat(done.succeeded()).isEqualTo(3);
    assertThat(done.finishedAt()).isEqualTo(clock.instant());
    assertThat(done.result().get("sum").asInt()).isEqualTo(3);
  }

  @Test
  void aProblemFailsTheJobWithItsCode() {
    runner.step =
        _ -> {
          throw Problem.invalid("test.wrong", "It is wrong.", "Right it.");
        };
    UUID id = create();
    wakeups.crank(clock);
    Job failed = job(id);
    assertThat(failed.state()).isEqualTo(JobState.FAILED);
    assertThat(failed.errorCode()).isEqualTo("test.wrong");
    assertThat(failed.errorDetail()).isEqualTo("It is wrong. Nothing was changed. Right it.");
    Problem told = JobProblem.of(failed).orElseThrow();
    assertThat(told.code()).isEqualTo("test.wrong");
    assertThat(told.what()).isEqualTo("It is wrong.");
    assertThat(told.meaning()).isEqualTo("Nothing was changed.");
    assertThat(told.remedy()).isEqualTo("Right it.");
    assertThat(told.side()).isEqualTo(Problem.Side.YOURS);
  }

  @Test
  void aFaultIsSaidAndTriedAgainLaterAndLater() {
    runner.step =
        _ -> {
          throw new IllegalStateException("broken");
        };
    UUID id = create();
    wakeups.crank(clock);
    assertThat(job(id).note()).contains("IllegalStateException").contains("in 1 s");
    assertThat(said).hasSize(1).first().asString().contains(id.toString(), "attempt 1");
    clock.advance(Duration.ofSeconds(1));
    wakeups.crank(clock);
    assertThat(job(id).note()).contains("in 2 s");
    runner.step =
        job -> {
          jobs.finish(job.id(), JobState.DONE, null, null);
          return JobRunner.Next.FINISHED;
        };
    clock.advance(Duration.ofSeconds(2));
    wakeups.crank(clock);
    assertThat(job(id).state()).isEqualTo(JobState.DONE);
    assertThat(JobSteps.pause(1_000)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aFaultInTheFirstStepIsNoBeginning() {
    runner.step =
        job -> {
          if (runner.steps == 1) {
            throw new IllegalStateException("passing");
          }
          assertThat(job.startedAt()).as("the work is still to be done").isNull();
          jobs.running(job.id(), "Doing it.");
          return JobRunner.Next.WAITING;
        };
    UUID id = create();
    wakeups.crank(clock);
    assertThat(job(id).state()).isEqualTo(JobState.WAITING);
    clock.advance(Duration.ofSeconds(1));
    wakeups.crank(clock);
    assertThat(job(id).note()).isEqualTo("Doing it.");
  }

  @Test
  void aRunnerThatForgetsToEndItsJobIsAFault() {
    runner.step = _ -> JobRunner.Next.FINISHED;
    UUID id = create();
    wakeups.crank(clock);
    assertThat(job(id).note()).contains("IllegalStateException");
  }

  @Test
  void pausingIsAuditedAndHandedToTheRunner() {
    UUID id = create();
    jobs.running(id, null);
    jobs.pause(id, Actor.SYSTEM);
    assertThat(job(id).state()).isEqualTo(JobState.PAUSED);
    assertThat(runner.controlled.getLast().pauseRequested()).isTrue();
    jobs.running(id, "still counting what comes back");
    assertThat(job(id).state()).isEqualTo(JobState.PAUSED);
    jobs.resume(id, Actor.SYSTEM);
    assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
    assertThat(runner.controlled.getLast().pauseRequested()).isFalse();
    assertThat(audited).extracting(Audit.Entry::action).containsExactly("job.pause", "job.resume");
  }

  @Test
  void aJobThatNeverBeganIsCanceledWithoutItsRunner() {
    UUID id = create();
    jobs.cancel(id, Actor.SYSTEM);
    wakeups.crank(clock);
    assertThat(job(id).state()).isEqualTo(JobState.CANCELED);
    assertThat(runner.steps).isZero();
  }

  @Test
  void aRunningJobIsAskedToEndItself() {
    UUID id = create();
    jobs.running(id, null);
    jobs.cancel(id, Actor.SYSTEM);
    wakeups.crank(clock);
    assertThat(runner.steps).isEqualTo(1);
    assertThat(job(id).cancelRequested()).isTrue();
  }

  @Test
  void whatIsBeingCanceledIsNeitherPausedNorResumed() {
    UUID id = create();
    jobs.running(id, "counting");
    jobs.cancel(id, Actor.SYSTEM);
    int before = audited.size();
    assertThatThrownBy(() -> jobs.pause(id, Actor.SYSTEM))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("job.being_canceled"))
        .hasMessageContaining("it can no longer be paused");
    assertThatThrownBy(() -> jobs.resume(id, Actor.SYSTEM)).hasMessageContaining("resumed");
    assertThat(audited).hasSize(before);
    assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void nothingCanBeAskedOfAJobThatIsOver() {
    UUID id = create();
    jobs.finish(id, JobState.DONE, null, null);
    assertThatThrownBy(() -> jobs.cancel(id, Actor.SYSTEM))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("can no longer be canceled");
    jobs.running(id, "too late");
    jobs.fail(id, Problem.invalid("too.late", "", ""));
    assertThat(job(id).state()).isEqualTo(JobState.DONE);
    assertThatThrownBy(() -> jobs.pause(UUID.randomUUID(), Actor.SYSTEM))
        .isInstanceOf(Problem.class);
    assertThat(audited).isEmpty();
  }

  @Test
  void jobsOfOtherLocationsAreNotSeen() {
    int north = location("north");
    int south = location("south");
    UUID there = jobs.create(new Jobs.Draft("test.count", "t", north, 0, Map.of()), Actor.SYSTEM);
    UUID nowhere = create();
    Visibility visibility = Visibility.ofLocations(Set.of(south));
    assertThat(jobs.find(visibility, there)).isEmpty();
    assertThat(jobs.list(visibility, false, null, 500))
        .extracting(Job::id)
        .contains(nowhere)
        .doesNotContain(there);
  }

  @Test
  void listsGoFromNewToOldAndChangesFromOldToNew() {
    clock.advance(Duration.ofDays(1));
    Instant before = clock.instant();
    UUID first = create();
    clock.advance(Duration.ofSeconds(1));
    UUID second = create();
    clock.advance(Duration.ofSeconds(1));
    jobs.finish(first, JobState.DONE, null, null);
    assertThat(jobs.list(Visibility.ALL, false, null, 2))
        .extracting(Job::id)
        .containsExactly(second, first);
    assertThat(jobs.list(Visibility.ALL, false, second, 1))
        .extracting(Job::id)
        .containsExactly(first);
    assertThat(jobs.list(Visibility.ALL, true, null, 1))
        .extracting(Job::id)
        .containsExactly(second);
    assertThat(jobs.changedSince(Visibility.ALL, before, 9))
        .extracting(Job::id)
        .containsExactly(second, first);
  }

  private int location(String uId) {
    return database
        .jdbc()
        .sql(
            """
            insert into location (u_id, name, state, state_since, claim_id, created_at)
            values (:uId, :uId, 'USABLE', '2026-01-01Z', gen_random_uuid(), '2026-01-01Z')
            returning location_id
            """)
        .param("uId", uId)
        .query(Integer.class)
        .single();
  }

  private UUID create() {
    return jobs.create(
        new Jobs.Draft("test.count", "Count", null, 3, Map.of("many", 3)), Actor.SYSTEM);
  }

  private Job job(UUID id) {
    return jobs.find(Visibility.ALL, id).orElseThrow();
  }
}
