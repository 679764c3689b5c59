package dev.coster.sync;

import dev.coster.audit.Audit;
import dev.coster.job.Job;
import dev.coster.job.JobRunner;
import dev.coster.job.JobState;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The job that reads everything of a location anew: users, assets, assignments, each by a walk
 * through all pages. The location's traffic does the reading; the job's row tells how far it is.
 */
final class FullSync implements JobRunner {
  static final String KIND = "sync.full";

  private static final String IN_TRAFFIC = "Waits for its turn in the traffic with Apple.";

  /** After a canceled one, the regular one comes later; not at once, or nobody could cancel it. */
  private static final Duration AFTER_CANCEL = Duration.ofHours(1);

  private final ScheduleStore schedules;
  private final WalkStore walks;
  private final StagingStore staging;
  private final Transactions transactions;
  private final Jobs jobs;
  private final Locations locations;
  private final Audit audit;
  private final InstantSource clock;

  FullSync(SyncParts parts, Locations locations, Audit audit, InstantSource clock) {
    this.schedules = parts.schedules();
    this.walks = parts.walks();
    this.staging = parts.staging();
    this.transactions = parts.transactions();
    this.jobs = parts.jobs();
    this.locations = locations;
    this.audit = audit;
    this.clock = clock;
  }

  /** What is asked for, as kept with the job. */
  record Wish(int locationId) {}

  /** The job that reads everything of the location: the open one, or a new one. */
  UUID start(int locationId, Actor actor, Instant now) {
    Location location =
        locations
            .find(Visibility.ALL, locationId)
            .orElseThrow(() -> Problem.notFound("location.unknown", "There is no such location."));
    schedules.ensure(locationId, now);
    Optional<UUID> open = schedules.lockOpenJob(locationId);
    if (open.isPresent()) {
      return open.get();
    }
    String title = "Read everything of %s at Apple".formatted(location.name());
    UUID job = jobs.create(new Jobs.Draft(KIND, title, locationId, 0, new Wish(locationId)), actor);
    // It has begun by being asked for: only its own step cancels it, in the order of the walker.
    jobs.running(job, IN_TRAFFIC);
    schedules.fullAsked(locationId, job, now);
    audit.record(actor, Audit.Entry.of(KIND, "location", locationId, title).at(locationId));
    return job;
  }

  @Override
  public boolean canPause() {
    return false;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Nothing but saying whom it waits for: the location's traffic finishes it. */
  @Override
  public Next step(Job job) {
    if (job.cancelRequested()) {
      transactions.run(() -> cancel(job));
      return Next.FINISHED;
    }
    Integer locationId = job.locationId();
    boolean readable =
        locationId != null
            && locations
                .find(Visibility.ALL, locationId)
                .filter(location -> location.state().readable())
                .isPresent();
    transactions.run(() ->
        jobs.running(
            job.id(),
            readable
                ? IN_TRAFFIC
                : "Waits until Apple accepts the location's content token again."));
    return Next.WAITING;
  }

  /** Locks as the walker does: walk, schedule, job. */
  private void cancel(Job job) {
    Instant now = clock.instant();
    Integer locationId = job.locationId();
    if (locationId != null) {
      walks
          .running(locationId)
          .filter(walk -> job.id().equals(walk.reading().jobId()))
          .flatMap(walk -> walks.lockRunning(walk.id()))
          .ifPresent(walk -> {
            walks.abandoned(walk, "The job was canceled.", now);
            staging.drop(walk);
          });
    }
    schedules.fullOver(job.id(), now.plus(AFTER_CANCEL));
    jobs.finish(job.id(), JobState.CANCELED, "Canceled; what was read before stays.", null);
  }
}
