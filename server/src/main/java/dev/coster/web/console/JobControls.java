package dev.coster.web.console;

import dev.coster.job.Job;

/**
 * What can still be asked of a job, and what was asked already.
 *
 * @param words what was asked and is not done yet; empty when nothing was
 */
public record JobControls(boolean pause, boolean resume, boolean cancel, String words) {

  static JobControls of(Job job, boolean canPause) {
    if (job.state().finished()) {
      return new JobControls(false, false, false, "");
    }
    if (job.cancelRequested()) {
      return new JobControls(
          false,
          false,
          false,
          "Canceling was asked for. What Apple has accepted already runs to its end there; nothing"
              + " new is sent.");
    }
    if (job.pauseRequested()) {
      return new JobControls(
          false,
          true,
          true,
          "Paused: nothing new is sent. What Apple has accepted already still comes in.");
    }
    return new JobControls(canPause, false, true, "");
  }
}
