package dev.coster.simulation;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last events, for whoever looks into a failed seed. */
final class Trail {
  private static final int KEPT = Integer.getInteger("trail", 120);

  private final InstantSource clock;
  private final Deque<String> lines = new ArrayDeque<>();

  Trail(InstantSource clock) {
    this.clock = clock;
  }

  @SuppressWarnings("AnnotateFormatMethod") // Error Prone's annotations are not on the class path
  void add(String words, Object... values) {
    if (lines.size() >= KEPT) {
      lines.removeFirst();
    }
    lines.addLast(clock.instant() + "  " + words.formatted(values));
  }

  String text() {
    return String.join("\n", lines);
  }
}
