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

  /** A server that restarts is back within some two minutes. */
  private static final int PATIENCE = 200;

  private final JobsApi jobs;
  private final Screen screen;
  private final Runnable pause;

  /** Columns of the terminal's line; 0 without one. */
  private final int columns;

  private String said = "";

  Watch(JobsApi jobs, Screen screen) {
    this(
        jobs,
        screen,
        Terminal.present().isPresent() && !screen.asJson() ? Terminal.columns() : 0,
        () -> LockSupport.parkNanos(EVERY.toNanos()));
  }

  Watch(JobsApi jobs, Screen screen, int columns, Runnable pause) {
    this.jobs = jobs;
    this.screen = screen;
    this.columns = columns;
    this.pause = pause;
  }

  /** Waits for the end; the exit code says how it ended. */
  int follow(UUID id) {
    return follow(id, ExitCode.OK);
  }

  /**
   * The same of a plan's job.
   *
   * @param planned what even a good end leaves undone, by the plan
   */
  int follow(UUID id, ExitCode planned) {
    JobView job = asked(id);
    while (!job.finished()) {
      show(line(job));
      pause.run();
      job = asked(id);
    }
    wipe();
    screen.say(line(job));
    screen.value(job);
    return (whole(job) ? planned : ExitCode.PARTLY).code();
  }

  /** The job goes on while its server restarts, and so does the watch. */
  private JobView asked(UUID id) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jobs.job(id);
      } catch (CliException noAnswer) {
        if (!noAnswer.passing()) {
          throw noAnswer;
        }
        if (attempt == PATIENCE) {
          wipe();
          throw new CliException(
              ExitCode.NO_SERVER,
              noAnswer.getMessage() + "\nThe job goes on: coster job watch " + id);
        }
        show("The server does not answer; asking again. The job goes on there.");
        pause.run();
      }
    }
  }

  private void show(String line) {
    if (columns > 0) {
      screen.overwrite(Words.cut(line, columns - 1));
    } else if (!line.equals(said)) {
      screen.say(line);
    }
    said = line;
  }

  private void wipe() {
    if (columns > 0) {
      screen.overwrite("");
    }
  }

  private static boolean whole(JobView job) {
    return job.state().equals("DONE") && job.refused() + job.notAsked() == 0;
  }

  static String line(JobView job) {
    StringBuilder text = new StringBuilder(job.title()).append(": ").append(state(job));
    if (job.total() > 0) {
      long done = job.succeeded() + job.refused();
      int filled = (int) Math.min(20, 20 * done / job.total());
      text.append(" [").append("#".repeat(filled)).append(".".repeat(20 - filled)).append("] ");
      text.append(job.succeeded()).append(" of ").append(job.total()).append(done(job));
      if (job.refused() > 0) {
        text.append(", ").append(job.refused()).append(" refused");
      }
    }
    String more =
        Objects.requireNonNullElse(job.errorDetail(), Objects.requireNonNullElse(job.note(), ""));
    if (!more.isEmpty()) {
      text.append(" – ").append(more);
    }
    return job.errorCode() == null
        ? text.toString()
        : text.append(" (code ").append(job.errorCode()).append(")").toString();
  }

  /** In words: what is being canceled is not over yet. */
  static String state(JobView job) {
    return job.canceling() ? "being canceled" : Words.plain(job.state());
  }

  private static String done(JobView job) {
    return switch (job.kind()) {
      case "sync.full" -> " read";
      case "people.register" -> " registered";
      default -> job.kind().startsWith("distribution.") ? " confirmed" : " done";
    };
  }
}
