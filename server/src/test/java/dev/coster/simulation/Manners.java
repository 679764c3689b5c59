package dev.coster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Apple asks of a client, as one node can keep it: silence as long as {@code Retry-After}
 * says, the published rate, half a minute between two questions for an event. Another node may know
 * nothing yet of what one was told that died; tokens that were handed in are asked about without a
 * location, hence without its pace.
 */
final class Manners {
  private static final Duration BETWEEN_POLLS = Duration.ofSeconds(30);

  private final double rate;
  private final Map<String, Told> silence = new HashMap<>();
  private final Map<String, Told> polls = new HashMap<>();
  private final Map<String, Deque<Instant>> lately = new HashMap<>();

  private record Told(Node node, Instant at) {}

  /** With Apple's published rate; 0 = none is published. */
  Manners(double rate) {
    this.rate = rate;
  }

  void sends(Node node, String uId, String path, @Nullable String eventId, Instant now) {
    if (path.endsWith("client/config")) {
      return;
    }
    Told silent = silence.get(uId);
    if (silent != null && silent.node() == node && now.isBefore(silent.at())) {
      throw new Violation(
          "%s calls %s at %s, and was to be silent until %s"
              .formatted(node.name, path, now, silent.at()));
    }
    if (eventId != null) {
      Told before = polls.put(eventId, new Told(node, now));
      if (before != null
          && before.node() == node
          && now.isBefore(before.at().plus(BETWEEN_POLLS))) {
        throw new Violation(
            "%s asks for event %s at %s and at %s".formatted(node.name, eventId, before.at(), now));
      }
    }
    pace(node, uId, now);
  }

  private void pace(Node node, String uId, Instant now) {
    if (rate <= 0) {
      return;
    }
    Deque<Instant> recent = lately.computeIfAbsent(node.name + uId, _ -> new ArrayDeque<>());
    while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minusMillis(990))) {
      recent.removeFirst();
    }
    recent.addLast(now);
    if (recent.size() > Math.ceil(rate)) {
      throw new Violation(
          "%s calls %s times within a second at %s, and %s are allowed"
              .formatted(node.name, recent.size(), now, rate));
    }
  }

  /** The answer with this header came. */
  void answered(Node node, String uId, @Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return;
    }
    Instant until =
        retryAfter.chars().allMatch(Character::isDigit)
            ? now.plusSeconds(Long.parseLong(retryAfter))
            : ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    Told before = silence.get(uId);
    if (before == null || before.at().isBefore(until)) {
      silence.put(uId, new Told(node, until));
    }
  }
}
