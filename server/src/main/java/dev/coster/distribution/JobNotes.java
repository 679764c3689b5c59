package dev.coster.distribution;

import static dev.coster.distribution.Summary.count;

import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.location.Location;
import dev.coster.location.LocationWords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a job says of itself: how far it is, what it waits for, and until when. Pure. */
final class JobNotes {
  private static final int WORTH_AN_ESTIMATE = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.US).withZone(ZoneId.systemDefault());

  private final Job job;
  private final Requests.Standing standing;
  private final long persons;
  private final @Nullable Location location;
  private final @Nullable Instant pausedUntil;
  private final Instant now;

  private JobNotes(Job job, Requests.Standing standing, long persons, Where where, Instant now) {
    this.job = job;
    this.standing = standing;
    this.persons = persons;
    this.location = where.location();
    this.pausedUntil = where.pausedUntil();
    this.now = now;
  }

  /**
   * Where its requests go.
   *
   * @param location null = to none
   * @param pausedUntil until when Apple wants no call there; null = it does not mind
   */
  record Where(@Nullable Location location, @Nullable Instant pausedUntil) {}

  /**
   * Of a job that is not over, for instance "Apple is working on 2 requests; Coster asks again at
   * 10:31:00 UTC; about 3 min left." It tells no count: those of the results are newer.
   *
   * @param persons how many people are still to be registered before they can be given anything
   */
  static String note(Job job, Requests.Standing standing, long persons, Where where, Instant now) {
    // What is read at Apple comes in at no pace that could be told.
    String left = standing.checked() > 0 ? "" : left(job, now);
    return new JobNotes(job, standing, persons, where, now).waits()
        + (left.isEmpty() ? "" : "; about " + left + " left")
        + ".";
  }

  /** Of a job that is over. */
  static String ended(Job job) {
    long notAsked = notAsked(job);
    if (job.total() == 0) {
      return notAsked == 0
          ? "There was nothing to do."
          : count(notAsked, "license was", "licenses were") + " not asked for";
    }
    return confirmed(job) + (notAsked > 0 ? "; %,d not asked for".formatted(notAsked) : "");
  }

  /** Pairs of the plan that were never asked for: left out later, or the job was canceled. */
  static long notAsked(Job job) {
    long planned = job.wish().path("planned").asLong(job.total());
    return Math.max(0, planned - job.succeeded() - job.refused());
  }

  private static String confirmed(Job job) {
    String words =
        "%,d of %s confirmed by Apple"
            .formatted(job.succeeded(), count(job.total(), "license", "licenses"));
    return job.refused() > 0 ? words + "; %,d refused".formatted(job.refused()) : words;
  }

  private String waits() {
    if (job.cancelRequested()) {
      return "The job is being canceled" + outAlready();
    }
    if (job.pauseRequested()) {
      return "The job is paused: " + unsent() + working();
    }
    if (location != null && !location.state().writable() && standing.recorded() + persons > 0) {
      return "Nothing can be sent at %s: %s%s"
          .formatted(location.name(), LocationWords.clause(location), working());
    }
    if (pausedUntil != null && pausedUntil.isAfter(now)) {
      return paused(pausedUntil);
    }
    if (standing.accepted() > 0) {
      return apple();
    }
    if (standing.sent() > 0) {
      return "Coster is sending " + requests(standing.sent()) + " to Apple";
    }
    if (standing.checked() > 0) {
      return "Coster reads at Apple what became of " + requests(standing.checked());
    }
    return standing.recorded() > 0 ? recorded() : registering();
  }

  /** Whatever else is to be done waits for that. */
  private String paused(Instant until) {
    String words = "Apple asked for a pause until " + TIME.format(until);
    int waiting = standing.recorded() + standing.sent();
    if (waiting > 0) {
      words += "; " + count(waiting, "request waits", "requests wait") + " for its end";
    }
    return standing.accepted() == 0
        ? words
        : words + "; Apple is working on " + requests(standing.accepted());
  }

  private String unsent() {
    return standing.recorded() + persons == 0
        ? "nothing more would be sent"
        : "nothing is sent until it is resumed";
  }

  private String working() {
    int there = standing.sent() + standing.accepted() + standing.checked();
    return there == 0 ? "" : "; what became of " + requests(there) + " is still followed";
  }

  private String outAlready() {
    int there = standing.sent() + standing.accepted() + standing.checked();
    return there == 0
        ? ""
        : ": "
            + count(there, "request is", "requests are")
            + " out already and cannot be called back; what becomes of "
            + (there == 1 ? "it" : "them")
            + " is followed to the end";
  }

  private String apple() {
    String words = "Apple is working on " + requests(standing.accepted());
    int more = standing.recorded() + standing.sent();
    if (more > 0) {
      words += ", " + count(more, "more waits its turn", "more wait their turn");
    }
    Instant at = standing.asksAgainAt();
    if (at == null || !at.isAfter(now)) {
      return words + "; Coster is asking for the result";
    }
    boolean notified = location != null && location.notified();
    return words
        + "; Coster asks again at "
        + TIME.format(at)
        + (notified ? " (Apple notifies sooner, if it can)" : "");
  }

  private String recorded() {
    Integer number = standing.putOffBy();
    Instant at = standing.sentAgainAt();
    if (number == null) {
      return count(standing.recorded(), "request waits", "requests wait") + " to be sent to Apple";
    }
    return "Apple put a request off: "
        + Refusals.words(number, null)
        + "; Coster sends it again"
        + (at != null && at.isAfter(now) ? " at " + TIME.format(at) : " now");
  }

  private String registering() {
    return count(persons, "person is", "people are")
        + " being registered with Apple first; Coster looks every half minute";
  }

  private static String requests(int count) {
    return count(count, "request", "requests");
  }

  private static String left(Job job, Instant now) {
    long done = job.succeeded() + job.refused();
    long open = job.total() - done;
    if (done < WORTH_AN_ESTIMATE || open <= 0 || job.cancelRequested() || job.pauseRequested()) {
      return "";
    }
    Duration taken = Duration.between(job.createdAt(), now);
    long seconds = Math.ceilDiv(taken.toMillis() * open, 1_000 * done);
    return words(Math.max(1, seconds));
  }

  private static String words(long seconds) {
    if (seconds < 90) {
      return seconds + " s";
    }
    long minutes = Math.ceilDiv(seconds, 60);
    return minutes < 90 ? minutes + " min" : Math.ceilDiv(minutes, 60) + " h";
  }
}
