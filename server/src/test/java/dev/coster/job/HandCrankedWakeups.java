package dev.coster.job;

import dev.coster.platform.Wakeups;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Wakeups that are worked off when a test says so. Not thread-safe. */
public final class HandCrankedWakeups implements Wakeups {
  private final Map<Set, Instant> set = new HashMap<>();
  private final List<Task> tasks = new ArrayList<>();

  private record Set(String task, String key) {}

  /** Makes a task known. */
  public HandCrankedWakeups add(Task task) {
    tasks.add(task);
    return this;
  }

  @Override
  public void wake(String task, String key, Instant at) {
    set.merge(new Set(task, key), at, (one, other) -> one.isBefore(other) ? one : other);
  }

  /** Runs what is due, in order, until nothing is; returns how many runs that were. */
  public int crank(InstantSource clock) {
    int runs = 0;
    for (var due = due(clock); due != null; due = due(clock)) {
      Set next = due;
      set.remove(next);
      tasks.stream()
          .filter(task -> task.name().equals(next.task()))
          .forEach(task -> task.run(next.key()));
      runs++;
    }
    return runs;
  }

  /** When the task is woken for the key; null if it is not. */
  public @org.jspecify.annotations.Nullable Instant at(String task, String key) {
    return set.get(new Set(task, key));
  }

  private @org.jspecify.annotations.Nullable Set due(InstantSource clock) {
    return set.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(clock.instant()))
        .min(
            Map.Entry.<Set, Instant>comparingByValue()
                .thenComparing(Comparator.comparing(entry -> entry.getKey().toString())))
        .map(Map.Entry::getKey)
        .orElse(null);
  }
}
