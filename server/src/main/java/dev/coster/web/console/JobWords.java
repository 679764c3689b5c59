package dev.coster.web.console;

import dev.coster.distribution.Distribution;
import dev.coster.distribution.Distribution.PairState;
import dev.coster.job.Job;

/** States of jobs and of their licenses in plain words. Pure. */
public final class JobWords {

  private JobWords() {}

  /** A word or two. */
  public static String state(Job job) {
    if (job.cancelRequested() && !job.state().finished()) {
      return "Being canceled";
    }
    return switch (job.state()) {
      case WAITING -> "Waiting";
      case RUNNING -> job.pauseRequested() ? "Pausing" : "Running";
      case PAUSED -> "Paused";
      case DONE -> job.refused() > 0 ? "Done in part" : "Done";
      case FAILED -> "Failed";
      case CANCELED -> "Canceled";
    };
  }

  /** The CSS tone. */
  public static String tone(Job job) {
    return switch (job.state()) {
      case WAITING, PAUSED -> "secondary";
      case RUNNING -> "info";
      case DONE -> job.refused() > 0 ? "warning" : "success";
      case FAILED -> "danger";
      case CANCELED -> "secondary";
    };
  }

  /** How far it is, for instance "12 of 40 confirmed by Apple". */
  public static String done(Job job) {
    return Words.number(job.succeeded())
        + " of "
        + Words.number(job.total())
        + (Distribution.isOf(job) ? " confirmed by Apple" : " done");
  }

  /** The CSS class of the bar. */
  public static String progressClass(Job job) {
    return switch (job.state()) {
      case DONE -> "done";
      case FAILED -> "failed";
      case WAITING, RUNNING, PAUSED, CANCELED -> "";
    };
  }

  /** A word or two. */
  public static String state(PairState state) {
    return switch (state) {
      case CONFIRMED -> "Confirmed by Apple";
      case IN_WORK -> "In work";
      case BEING_CHECKED -> "Being checked";
      case REFUSED -> "Refused";
      case NOT_ASKED -> "Left out";
    };
  }

  /** The CSS tone. */
  public static String tone(PairState state) {
    return switch (state) {
      case CONFIRMED -> "success";
      case IN_WORK -> "info";
      case BEING_CHECKED -> "warning";
      case REFUSED -> "danger";
      case NOT_ASKED -> "secondary";
    };
  }
}
