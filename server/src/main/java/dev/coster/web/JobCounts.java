package dev.coster.web;

import dev.coster.distribution.Distribution;
import dev.coster.job.Job;
import dev.coster.platform.Visibility;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Jobs with the counts of the rows that their results show: a job's own row counts requests that
 * came to their end, while single licenses are confirmed earlier. Thread-safe.
 */
public final class JobCounts {

  private final Distribution distribution;

  JobCounts(Distribution distribution) {
    this.distribution = distribution;
  }

  /** The same jobs, in the same order. */
  public List<Job> of(Visibility visibility, List<Job> jobs) {
    List<UUID> open =
        jobs.stream()
            .filter(job -> job.finishedAt() == null && Distribution.isOf(job))
            .map(Job::id)
            .toList();
    Map<UUID, Long> confirmed = distribution.confirmed(visibility, open);
    return jobs.stream()
        .map(job -> job.counting(confirmed.getOrDefault(job.id(), job.succeeded()), job.refused()))
        .toList();
  }

  /** One job. */
  public Job of(Visibility visibility, Job job) {
    return of(visibility, List.of(job)).getFirst();
  }
}
