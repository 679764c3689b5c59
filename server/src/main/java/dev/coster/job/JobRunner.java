package dev.coster.job;

import java.time.Instant;

/** Does the work of one kind of job, in steps that each leave the database in order. */
public interface JobRunner {

  /** The kind of job that it runs; stable, since it is stored. */
  String kind();

  /**
   * Does what can be done now. Called without a transaction, at most once at a time per job over
   * all nodes, again and again until it returns {@link Next#FINISHED} or the job's row says that it
   * is over. A crash in between means that it is called again; so each step must be safe to repeat.
   * A thrown {@link dev.coster.platform.Problem} fails the job with its code; any other exception
   * is said in the job's note, and the step is tried again after a growing pause.
   *
   * <p>A paused job is stepped too, so that what became of work already sent is counted; nothing
   * new may be begun then ({@link Job#pauseRequested()}). A job that is to be canceled ({@link
   * Job#cancelRequested()}) ends itself here; only one that never said {@link Jobs#running} is
   * canceled without its runner.
   */
  Next step(Job job);

  /** Whether its jobs have anything that a pause would keep from beginning. */
  default boolean canPause() {
    return true;
  }

  /** An administrator asked to pause, resume or cancel; called in the transaction that notes it. */
  default void controlled(Job job) {}

  /** What should happen after a step. */
  sealed interface Next {
    /** Nothing more to do; the runner has finished the job's row. */
    record Finished() implements Next {}

    /** Somebody else (a settled request, for instance) will wake the job. */
    record Waiting() implements Next {}

    /** Call again at this instant. */
    record At(Instant at) implements Next {}

    Next FINISHED = new Finished();
    Next WAITING = new Waiting();
  }
}
