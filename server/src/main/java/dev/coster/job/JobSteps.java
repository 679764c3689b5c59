package dev.coster.job;

import dev.coster.platform.Mishaps;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.platform.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls the runner of a job that was woken. A refusal ends the job; anything else that goes wrong
 * is tried again after a growing pause and said in the job's note, so that no job is lost to a
 * passing fault.
 */
final class JobSteps implements Wakeups.Task {
  static final String NAME = "job.step";

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 9;

  private final Jobs jobs;
  private final JobKinds kinds;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Mishaps mishaps;

  // Forgotten with a restart, which is itself a reason to try sooner.
  private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

  JobSteps(
      Jobs jobs, JobKinds kinds, Transactions transactions, InstantSource clock, Mishaps mishaps) {
    this.mishaps = mishaps;
    this.jobs = jobs;
    this.kinds = kinds;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void run(String key) {
    UUID id = UUID.fromString(key);
    jobs.find(Visibility.ALL, id).filter(job -> !job.state().finished()).ifPresent(this::step);
  }

  private void step(Job job) {
    if (job.cancelRequested() && job.startedAt() == null) {
      jobs.finish(job.id(), JobState.CANCELED, "Canceled before it began.", null);
      return;
    }
    try {
      JobRunner.Next next = runner(job).step(job);
      failures.remove(job.id());
      follow(job.id(), next);
    } catch (Problem refused) {
      failures.remove(job.id());
      jobs.fail(job.id(), refused);
    } catch (RuntimeException fault) {
      again(job, fault);
    }
  }

  private JobRunner runner(Job job) {
    return kinds
        .find(job.kind())
        .orElseThrow(
            () -> new IllegalStateException("This server knows no jobs of kind " + job.kind()));
  }

  private void follow(UUID id, JobRunner.Next next) {
    switch (next) {
      case JobRunner.Next.At(Instant at) -> jobs.wake(id, at);
      case JobRunner.Next.Waiting() -> {}
      case JobRunner.Next.Finished() -> requireFinished(id);
    }
  }

  private void requireFinished(UUID id) {
    if (jobs.find(Visibility.ALL, id).stream().anyMatch(job -> !job.state().finished())) {
      throw new IllegalStateException("The runner is finished but left the job open.");
    }
  }

  private void again(Job job, RuntimeException fault) {
    int count = failures.merge(job.id(), 1, Integer::sum);
    Duration pause = pause(count);
    mishaps.happened(
        "Step of job %s (%s), attempt %d".formatted(job.id(), job.kind(), count), fault);
    transactions.run(() -> {
      jobs.note(
          job.id(),
          "Something went wrong in Coster (%s). It is tried again in %d s; the log says more."
              .formatted(fault.getClass().getSimpleName(), pause.toSeconds()));
      jobs.wake(job.id(), clock.instant().plus(pause));
    });
  }

  static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(failures - 1L, 0, DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
