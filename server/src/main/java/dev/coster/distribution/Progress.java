package dev.coster.distribution;

import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.job.JobState;
import dev.coster.job.Jobs;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves the counters of jobs, in the transaction that settled what they count, and ends a job when
 * nothing of it is open any more.
 */
final class Progress {
  private static final int WORTH_AN_ESTIMATE = 20;

  private final Jobs jobs;
  private final Requests requests;
  private final WaitingStore waiting;
  private final InstantSource clock;

  Progress(Jobs jobs, Requests requests, WaitingStore waiting, InstantSource clock) {
    this.jobs = jobs;
    this.requests = requests;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** How a job ended, kept with it. */
  record Ended(long confirmed, long refused, long notAsked) {}

  /** Pairs were settled. */
  void settled(@Nullable UUID jobId, long confirmed, long refused) {
    if (jobId != null) {
      // Counting locks the job's row: of two requests that settle at once, the later one sees that
      // nothing is open any more.
      jobs.count(jobId, confirmed, refused);
      look(jobId);
    }
  }

  /** Brings note and state in line with what is open. */
  void look(UUID jobId) {
    Job job = jobs.find(Visibility.ALL, jobId).orElse(null);
    if (job == null || job.state().finished() || !job.kind().startsWith("distribution.")) {
      return;
    }
    if (requests.openOfJob(jobId) == 0 && !waiting.any(jobId)) {
      jobs.finish(
          jobId,
          job.cancelRequested() ? JobState.CANCELED : JobState.DONE,
          ended(job),
          new Ended(job.succeeded(), job.refused(), open(job)));
    } else if (!job.pauseRequested()) {
      jobs.running(jobId, note(job, clock.instant()));
    }
  }

  private static long open(Job job) {
    return Math.max(0, job.total() - job.succeeded() - job.refused());
  }

  private static String ended(Job job) {
    if (job.total() == 0) {
      return "There was nothing to do.";
    }
    String words = confirmed(job);
    long notAsked = open(job);
    return notAsked > 0 ? words + "; %,d not asked for".formatted(notAsked) : words;
  }

  /** For instance "3,412 of 5,000 licenses confirmed by Apple; 12 refused; about 40 s left". */
  static String note(Job job, Instant now) {
    String left = left(job, now);
    return left.isEmpty() ? confirmed(job) : confirmed(job) + "; about " + left + " left";
  }

  private static String confirmed(Job job) {
    String words =
        "%,d of %s confirmed by Apple"
            .formatted(job.succeeded(), Summary.count(job.total(), "license", "licenses"));
    return job.refused() > 0 ? words + "; %,d refused".formatted(job.refused()) : words;
  }

  private static String left(Job job, Instant now) {
    long done = job.succeeded() + job.refused();
    long open = open(job);
    if (done < WORTH_AN_ESTIMATE || open == 0 || job.cancelRequested()) {
      return "";
    }
    Duration taken = Duration.between(job.createdAt(), now);
    long seconds = Math.ceilDiv(taken.toMillis() * open, 1_000 * done);
    return words(Math.max(1, seconds));
  }

  private static String words(long seconds) {
    if (seconds < 90) {
      return seconds + " s";
    }
    long minutes = Math.ceilDiv(seconds, 60);
    return minutes < 90 ? minutes + " min" : Math.ceilDiv(minutes, 60) + " h";
  }
}
