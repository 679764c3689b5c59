package dev.coster.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What was assigned at Apple at which time, and through whom. */
final class History {
  private final Map<String, List<Change>> changes = new HashMap<>();
  private Set<String> held = Set.of();

  /** Who changed something at Apple. */
  enum Cause {
    /** Apple, working on an event of ours. */
    OURS,
    /** Somebody else. */
    ELSEWHERE
  }

  /** A pair came or went. */
  private record Change(Instant at, boolean held, Cause cause) {}

  /** Something may have happened: what is assigned now. Tells of each pair that came or went. */
  void is(Set<String> assignments, Cause cause, Instant at, BiConsumer<String, Boolean> changed) {
    Set<String> now = new HashSet<>(assignments);
    for (String pair : now) {
      if (!held.contains(pair)) {
        note(pair, new Change(at, true, cause));
        changed.accept(pair, true);
      }
    }
    for (String pair : held) {
      if (!now.contains(pair)) {
        note(pair, new Change(at, false, cause));
        changed.accept(pair, false);
      }
    }
    held = now;
  }

  private void note(String pair, Change change) {
    changes.computeIfAbsent(pair, _ -> new ArrayList<>()).add(change);
  }

  /** Whether the pair was (not) held at some instant of the span. */
  boolean was(String pair, boolean wanted, Instant from, Instant to) {
    boolean state = false;
    for (Change change : changes.getOrDefault(pair, List.of())) {
      if (change.at().isAfter(to)) {
        break;
      }
      if (!change.at().isBefore(from) && (state == wanted || change.held() == wanted)) {
        return true;
      }
      state = change.held();
    }
    return state == wanted;
  }

  boolean holds(String pair) {
    return held.contains(pair);
  }

  /** Whether the last who changed the pair worked for us. */
  boolean lastByUs(String pair) {
    List<Change> all = changes.getOrDefault(pair, List.of());
    return !all.isEmpty() && all.getLast().cause() == Cause.OURS;
  }
}
