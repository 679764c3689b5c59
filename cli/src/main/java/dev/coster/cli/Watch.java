package dev.coster.cli;

import dev.coster.api.JobView;
import dev.coster.api.JobsApi;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Follows a job to its end, with a bar on a terminal. */
final class Watch {

  private static final Duration EVERY = Duration.ofMillis(700);

  private final JobsApi jobs;
  private final Screen screen;
  private final boolean terminal;

  Watch(JobsApi jobs, Screen screen) {
    this.jobs = jobs;
    this.screen = screen;
    this.terminal = Terminal.present().isPresent();
  }

  /** Waits for the end; the exit code says how it ended. */
  int follow(UUID id) {
    String said = "";
    JobView job = jobs.job(id);
    while (!job.finished()) {
      String line = line(job);
      if (terminal && !screen.asJson()) {
        System.out.print("\r\u001b[2K" + line);
        System.out.flush();
      } else if (!line.equals(said)) {
        screen.say(line);
      }
      said = line;
      LockSupport.parkNanos(EVERY.toNanos());
      job = jobs.job(id);
    }
    if (terminal && !screen.asJson()) {
      System.out.print("\r\u001b[2K");
    }
    screen.say(line(job));
    screen.value(job);
    return exit(job).code();
  }

  private static ExitCode exit(JobView job) {
    boolean whole = job.state().equals("DONE") && job.refused() == 0;
    return whole ? ExitCode.OK : ExitCode.PARTLY;
  }

  static String line(JobView job) {
    StringBuilder text = new StringBuilder(job.title()).append(": ").append(job.state());
    if (job.total() > 0) {
      long done = job.succeeded() + job.refused();
      int filled = (int) Math.min(20, 20 * done / job.total());
      text.append(" [").append("#".repeat(filled)).append(".".repeat(20 - filled)).append("] ");
      text.append(job.succeeded()).append(" of ").append(job.total()).append(" confirmed");
      if (job.refused() > 0) {
        text.append(", ").append(job.refused()).append(" refused");
      }
    }
    String more =
        Objects.requireNonNullElse(job.errorDetail(), Objects.requireNonNullElse(job.note(), ""));
    return more.isEmpty() ? text.toString() : text.append(" – ").append(more).toString();
  }
}
