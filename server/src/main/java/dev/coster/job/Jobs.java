package dev.coster.job;

import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The jobs: making, moving and watching them. Methods that change join the caller's transaction.
 * Thread-safe.
 */
public interface Jobs {

  /** Makes a job and wakes its runner as soon as the caller's transaction is committed. */
  UUID create(Draft draft, Actor actor);

  /**
   * What a job is to do.
   *
   * @param wish any record; kept as JSON
   */
  record Draft(String kind, String title, @Nullable Integer locationId, long total, Object wish) {}

  Optional<Job> find(Visibility visibility, UUID id);

  /** Newest first. {@code before} is the id of the last job of the page before. */
  List<Job> list(Visibility visibility, boolean openOnly, @Nullable UUID before, int limit);

  /** How many are not over. */
  long countOpen(Visibility visibility);

  /** Whether pausing would stop anything: what only waits for Apple's answer cannot be paused. */
  boolean canPause(Job job);

  /** Jobs whose row changed at or after the instant, oldest change first; for live progress. */
  List<Job> changedSince(Visibility visibility, Instant since, int limit);

  /** Sets the note, marks the job running. Does nothing when the job is finished. */
  void running(UUID id, @Nullable String note);

  /**
   * Sets the note and nothing else: a job that never began has not begun by it. Does nothing when
   * the job is finished.
   */
  void note(UUID id, String note);

  /** Sets how many units there are. */
  void total(UUID id, long total);

  /** Adds to the counters. */
  void count(UUID id, long succeeded, long refused);

  /** Ends the job. */
  void finish(UUID id, JobState state, @Nullable String note, @Nullable Object result);

  /** Ends the job as failed; {@link JobProblem} gives the problem to those who look. */
  void fail(UUID id, Problem problem);

  /**
   * The same, and leaves something for those who look, for instance the id of what is in the way.
   */
  void fail(UUID id, Problem problem, Map<String, ?> result);

  /** Wakes the job's runner at an instant. */
  void wake(UUID id, Instant at);

  /**
   * Asks a job to pause, to go on, or to stop; audited. Refused when it is finished or being
   * canceled already.
   */
  void pause(UUID id, Actor actor);

  void resume(UUID id, Actor actor);

  void cancel(UUID id, Actor actor);
}
