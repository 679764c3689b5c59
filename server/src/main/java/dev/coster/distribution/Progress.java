package dev.coster.distribution;

import dev.coster.exchange.Exchange;
import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.job.JobState;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves the counters of jobs, in the transaction that settled what they count, keeps their note
 * true, and ends a job when nothing of it is open any more.
 */
final class Progress {
  /** What is on its way to Apple is accepted, or put off, in a moment. */
  private static final Duration IN_A_MOMENT = Duration.ofSeconds(5);

  /** Nothing tells a job of a paused sending, or of what Apple is doing. */
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(30);

  private final Jobs jobs;
  private final Requests requests;
  private final Exchange exchange;
  private final Locations locations;
  private final WaitingStore waiting;
  private final ResultStore results;
  private final InstantSource clock;

  Progress(
      Jobs jobs,
      Requests requests,
      Exchange exchange,
      Locations locations,
      WaitingStore waiting,
      ResultStore results,
      InstantSource clock) {
    this.jobs = jobs;
    this.requests = requests;
    this.exchange = exchange;
    this.locations = locations;
    this.waiting = waiting;
    this.results = results;
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

  /**
   * Brings note and state in line with what is open.
   *
   * @return when to look again; empty when the job is over, or none of ours
   */
  Optional<Instant> look(UUID jobId) {
    Job job = jobs.find(Visibility.ALL, jobId).orElse(null);
    if (job == null || job.state().finished() || !Distribution.isOf(job)) {
      return Optional.empty();
    }
    Requests.Standing standing = requests.standing(jobId);
    long persons = waiting.persons(jobId);
    if (standing.open() == 0 && persons == 0) {
      jobs.finish(
          jobId,
          job.cancelRequested() ? JobState.CANCELED : JobState.DONE,
          JobNotes.ended(job),
          new Ended(job.succeeded(), job.refused(), JobNotes.notAsked(job)));
      return Optional.empty();
    }
    Instant now = clock.instant();
    JobNotes.Where where = new JobNotes.Where(location(job), pausedUntil(job));
    String note = JobNotes.note(counted(job), standing, persons, where, now);
    if (job.startedAt() == null || !note.equals(job.note())) {
      jobs.running(jobId, note);
    }
    return Optional.of(again(standing, now));
  }

  private Job counted(Job job) {
    long confirmed =
        results
            .confirmed(Visibility.ALL, List.of(job.id()))
            .getOrDefault(job.id(), job.succeeded());
    return job.counting(confirmed, job.refused());
  }

  /** Until when Apple wants no call there, as far as it is obeyed. */
  private @Nullable Instant pausedUntil(Job job) {
    Integer locationId = job.locationId();
    return locationId == null ? null : exchange.traffic(locationId).pausedUntil();
  }

  private @Nullable Location location(Job job) {
    Integer locationId = job.locationId();
    return locationId == null ? null : locations.find(Visibility.ALL, locationId).orElse(null);
  }

  private static Instant again(Requests.Standing standing, Instant now) {
    Instant soon = now.plus(IN_A_MOMENT);
    Instant late = now.plus(NOW_AND_THEN);
    if (standing.recorded() + standing.sent() > 0 && standing.putOffBy() == null) {
      return soon;
    }
    Instant asked = standing.asksAgainAt();
    if (asked == null || asked.isAfter(late)) {
      return late;
    }
    return asked.isBefore(soon) ? soon : asked.plusSeconds(1);
  }
}
