package dev.coster.simulator;

/** The tasks of an event, numbered in the order of the request. */
sealed interface Work permits AssetWork, RevokeWork, UserWork {
  EventType type();

  int size();

  /** Whether all tasks must run in one step. */
  boolean indivisible();

  void perform(int task, Report report);

  /** What a task that is not even tried would have been about. */
  Row row(int task);
}
