package dev.coster.location;

import dev.coster.job.Job;
import dev.coster.job.JobRunner;
import dev.coster.job.JobState;
import dev.coster.job.Jobs;

/**
 * The job of a token that was handed in: waits until {@code exchange} has asked Apple. The answer
 * ends it, or that there is none however often Apple is asked ({@link Candidates#answered}); this
 * looks after those that are canceled.
 */
final class TokenJob implements JobRunner {
  private final String kind;
  private final Jobs jobs;
  private final StoredCandidates candidates;

  TokenJob(String kind, Jobs jobs, StoredCandidates candidates) {
    this.kind = kind;
    this.jobs = jobs;
    this.candidates = candidates;
  }

  @Override
  public boolean canPause() {
    return false;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Next step(Job job) {
    if (candidates.watch(job)) {
      if (job.startedAt() == null) {
        jobs.running(job.id(), "Waiting for Apple to say what the token opens.");
      }
      return Next.WAITING;
    }
    jobs.finish(job.id(), JobState.CANCELED, "Canceled; the token was not kept.", null);
    return Next.FINISHED;
  }
}
