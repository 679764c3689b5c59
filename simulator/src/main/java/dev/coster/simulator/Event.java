package dev.coster.simulator;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A write that the service has accepted and works on later. */
final class Event {
  /** What is wrong with an event, decided when it is accepted. */
  enum Hang {
    NO,
    /** The work is done in time, the status stays pending. */
    STATUS_LATE,
    /** The work itself is late. */
    WORK_LATE,
    /** The work is done, the status stays pending for ever. */
    STATUS_NEVER,
    /** Nothing is ever done. */
    WORK_NEVER
  }

  final String eventId;
  final EventType type;
  final int numRequested;
  final Instant acceptedAt;
  final Map<AppleError, ErrorInfo> failures = new EnumMap<>(AppleError.class);
  Hang hang = Hang.NO;
  boolean maintenance;
  int numCompleted;
  int next;

  /** The tasks in the order in which they are worked on; null when it is that of the request. */
  int @Nullable [] order;

  @Nullable Work work;
  @Nullable Instant settledAt;
  @Nullable Instant shownAt;
  @Nullable Instant lastPoll;

  Event(String eventId, Work work, Instant acceptedAt) {
    this.eventId = eventId;
    this.type = work.type();
    this.numRequested = work.size();
    this.work = work;
    this.acceptedAt = acceptedAt;
  }

  /** The number of the task that is next. */
  int nextTask() {
    return order == null ? next : order[next];
  }

  boolean hangsForEver() {
    return hang == Hang.STATUS_NEVER || hang == Hang.WORK_NEVER;
  }

  boolean silent() {
    return hang == Hang.STATUS_LATE || hangsForEver();
  }

  String status(Instant now) {
    if (settledAt == null || shownAt == null || now.isBefore(shownAt)) {
      return "PENDING";
    }
    return failures.isEmpty() ? "COMPLETE" : "FAILED";
  }

  void add(Report report, boolean namesAssets) {
    numCompleted += report.completed;
    report.failures.forEach((error, rows) -> {
      ErrorInfo info = failures.computeIfAbsent(error, any -> new ErrorInfo());
      rows.forEach(row -> row.addTo(info, namesAssets));
    });
  }
}
