package dev.coster.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What came of some tasks of an event. */
final class Report {
  final List<Row> successes = new ArrayList<>();
  final Map<AppleError, List<Row>> failures = new EnumMap<>(AppleError.class);
  final String eventId;
  int completed;

  Report(String eventId) {
    this.eventId = eventId;
  }

  void done(Row row) {
    completed++;
    successes.add(row);
  }

  /** A task that concerned any number of rows, none included. */
  void done(List<? extends Row> rows) {
    completed++;
    successes.addAll(rows);
  }

  void failed(AppleError error, Row row) {
    failures.computeIfAbsent(error, any -> new ArrayList<>()).add(row);
  }
}
