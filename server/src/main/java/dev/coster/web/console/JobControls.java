package dev.coster.web.console;

import dev.coster.exchange.Requests.Standing;
import dev.coster.job.Job;
import org.jspecify.annotations.Nullable;

/**
 * What can still be asked of a job, and what was asked already.
 *
 * @param words what was asked and is not done yet, or what canceling cannot stop; may be empty
 */
public record JobControls(boolean pause, boolean resume, boolean cancel, String words) {

  /** Of a job; its requests are null where it makes none. */
  static JobControls of(Job job, boolean canPause, @Nullable Standing requests) {
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
    String out = requests == null ? "" : out(requests);
    if (job.pauseRequested()) {
      return new JobControls(
          false,
          true,
          true,
          "Paused: nothing new is sent. What Apple has accepted already still comes in. " + out);
    }
    return new JobControls(canPause, false, true, out);
  }

  private static String out(Standing requests) {
    int there = requests.open() - requests.recorded();
    if (there == 0) {
      return "";
    }
    return requests.recorded() == 0
        ? Words.count(there, "request is", "requests are")
            + " out already, and no other waits to be sent: canceling would only keep back what has"
            + " to be repeated, and people who are still being registered."
        : Words.count(there, "request is", "requests are")
            + " out already and cannot be called back; "
            + Words.number(requests.recorded())
            + " can still be canceled.";
  }
}
