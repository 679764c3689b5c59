package dev.coster.simulator;

import java.time.Duration;

/**
 * How unkind the service is. Chances are between 0 and 1, drawn from the simulation's seed.
 *
 * @param pages how listings are cut and how they change while they are read
 * @param answers what goes wrong with single answers
 * @param rate how many requests a location may make
 * @param events how long events take and how they hang
 * @param notifications what goes wrong with notifications
 * @param storeLag how long the store needs to see a confirmed assignment
 */
public record Faults(
    Pages pages,
    Answers answers,
    Rate rate,
    Events events,
    Notifications notifications,
    Range storeLag) {

  /** Listing pages: their size and the chance that a version changes though no record did. */
  public record Pages(
      int assets,
      int assignments,
      int users,
      int largeSize,
      int largeFrom,
      double phantomChange,
      double versionForgotten) {

    int size(int usual, int rows) {
      return rows >= largeFrom ? largeSize : usual;
    }
  }

  /**
   * Single answers.
   *
   * @param delay how long each takes
   * @param serverError 500 with 9603, nothing done
   * @param unavailable 503 with 9729 and {@code Retry-After}; the location stays closed that long
   * @param retryAfter how long that is
   * @param errorAfterWork 500 without Apple's body although the work was done or accepted
   * @param lostAnswer the connection cut after the work
   * @param cutBefore the connection cut before the work
   * @param cutMidway the connection cut inside the body, after the work
   * @param hang no answer at all: the caller waits until it gives up; the work is done at once,
   *     late, or never
   * @param lateBy how late
   * @param errorInsideOk an error body under HTTP 200
   * @param open the share of answers without a token (service config, lookup, icons) that the
   *     mishaps above may strike, too
   */
  public record Answers(
      Range delay,
      double serverError,
      double unavailable,
      Range retryAfter,
      double errorAfterWork,
      double lostAnswer,
      double cutBefore,
      double cutMidway,
      double hang,
      Range lateBy,
      double errorInsideOk,
      double open) {}

  /** The real rate per location (0 = without limit), and refusals at random on top. */
  public record Rate(int requestsPerSecond, double randomRefusal) {}

  /**
   * Asynchronous work.
   *
   * @param duration the time from an event's start to its end, for the smallest and the largest
   * @param largestTasks the number of tasks that takes the longest
   * @param anyDuration the share of events whose duration is drawn from all of {@code duration},
   *     whatever their size
   * @param stepTasks the least number of tasks that become visible together
   * @param maintenance the chance that a whole event fails with 9644, nothing done
   * @param taskFailure the chance that a single task fails with 9603, not done
   * @param pendingLong the chance that an event stays pending for {@code pendingFor}
   * @param pendingForever the chance that it stays pending for ever
   * @param pendingUndone of the hanging ones, the share whose work is late (or never done)
   * @param pendingFor how long the long ones hang
   */
  public record Events(
      Range duration,
      int largestTasks,
      double anyDuration,
      int stepTasks,
      double maintenance,
      double taskFailure,
      double pendingLong,
      double pendingForever,
      double pendingUndone,
      Range pendingFor) {}

  /**
   * Notifications: the usual delay (which also mixes their order), late, doubled and lost ones.
   *
   * @param elements how many pairs or users one of them tells at most
   */
  public record Notifications(
      Range delay, double late, Range lateBy, double doubled, double lost, int elements) {}

  /** A service without any fault; events still take their time, and the rate is not limited. */
  public static Faults none() {
    return new Faults(
        new Pages(1000, 1000, 1000, 1000, 5000, 0, 0),
        new Answers(
            Range.NONE, 0, 0, Range.seconds(1, 5), 0, 0, 0, 0, 0, Range.seconds(1, 50), 0, 0),
        new Rate(0, 0),
        new Events(Range.seconds(2, 30), 25_000, 0, 20, 0, 0, 0, 0, 0, Range.seconds(660, 1200)),
        new Notifications(Range.NONE, 0, Range.seconds(60, 900), 0, 0, 100),
        Range.NONE);
  }

  /** The default: what an administrator has to live with on an ordinary bad day. */
  public static Faults usual() {
    return new Faults(
        new Pages(7, 7, 7, 1000, 5000, 0.1, 0.02),
        new Answers(
            Range.millis(5, 120),
            0.01,
            0.005,
            Range.seconds(1, 5),
            0.005,
            0.01,
            0.01,
            0.003,
            0,
            Range.seconds(1, 50),
            0.3,
            0),
        new Rate(15, 0.01),
        new Events(
            Range.seconds(2, 30),
            25_000,
            0.2,
            20,
            0.01,
            0.005,
            0.01,
            0.005,
            0.5,
            Range.seconds(660, 1200)),
        new Notifications(Range.millis(200, 3000), 0.05, Range.seconds(60, 900), 0.05, 0.05, 100),
        Range.seconds(2, 90));
  }

  /**
   * These faults with some of them replaced.
   *
   * @param json only what changes, nested as in this record, durations as {@code PT2S}
   * @throws SettingsProblem when a name is unknown or a value does not fit
   */
  public Faults merged(String json) {
    return Settings.merge(this, Faults.class, json);
  }

  /** The same faults with events that take exactly this long, whatever their size. */
  public Faults withEventDuration(Duration duration) {
    Events other =
        new Events(
            new Range(duration, duration),
            events.largestTasks,
            0,
            events.stepTasks,
            events.maintenance,
            events.taskFailure,
            events.pendingLong,
            events.pendingForever,
            events.pendingUndone,
            events.pendingFor);
    return new Faults(pages, answers, rate, other, notifications, storeLag);
  }
}
