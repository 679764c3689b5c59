package dev.coster.web.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes out of form fields. Pure. */
final class Texts {

  static final int COUNT_AT_MOST = 1_000_000;

  private Texts() {}

  /** Null when there is nothing in it. */
  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** One entry per line, comma or semicolon; empty ones left out, each once. */
  static List<String> lines(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    return new ArrayList<>(
        text.lines()
            .flatMap(line -> List.of(line.split("[,;\\t]")).stream())
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .distinct()
            .toList());
  }

  /** A count that was bounded. */
  static String atMost(long count) {
    return count >= COUNT_AT_MOST
        ? "more than " + Words.number(COUNT_AT_MOST)
        : Words.number(count);
  }
}
