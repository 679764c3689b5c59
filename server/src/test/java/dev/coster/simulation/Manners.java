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
 * What Apple asks of a client: silence as long as {@code Retry-After} says, in all calls that go to
 * the same location, and in all calls whatsoever where it was said to one that goes to none; the
 * published rate; half a minute between two questions for an event. Another node need not know of a
 * silence at once, nor ever what one was told that died.
 */
final class Manners {
  private static final Duration BETWEEN_POLLS = Duration.ofSeconds(30);
  private static final Duration SPREADS_WITHIN = Duration.ofSeconds(2);
  private static final String EVERYWHERE = "";

  private final double rate;
  private final Map<String, Told> silence = new HashMap<>();
  private final Map<String, Told> polls = new HashMap<>();
  private final Map<String, Deque<Instant>> lately = new HashMap<>();

  private record Told(Node node, Instant at, Instant until) {}

  /**
   * A call on its way.
   *
   * @param uId where it goes; null = to no location
   * @param paced whether it counts for the rate of the location
   */
  record Call(
      Node node, @Nullable String uId, String path, @Nullable String eventId, boolean paced) {}

  /** With Apple's published rate; 0 = none is published. */
  Manners(double rate) {
    this.rate = rate;
  }

  void sends(Call call, Instant now) {
    requireNoSilence(call, EVERYWHERE, now);
    String uId = call.uId();
    if (uId == null) {
      return;
    }
    requireNoSilence(call, uId, now);
    String eventId = call.eventId();
    if (eventId != null) {
      Told before = polls.put(eventId, new Told(call.node(), now, now.plus(BETWEEN_POLLS)));
      if (before != null && before.node() == call.node() && now.isBefore(before.until())) {
        throw new Violation(
            "%s asks for event %s at %s and at %s"
                .formatted(call.node().name, eventId, before.at(), now));
      }
    }
    if (call.paced()) {
      pace(call.node(), uId, now);
    }
  }

  private void requireNoSilence(Call call, String where, Instant now) {
    Told told = silence.get(where);
    if (told == null || !now.isBefore(told.until())) {
      return;
    }
    boolean knows =
        told.node() == call.node()
            || (!told.node().mortality.dead() && now.isAfter(told.at().plus(SPREADS_WITHIN)));
    if (knows) {
      throw new Violation(
          "%s calls %s at %s, and %s was told at %s to be silent until %s"
              .formatted(
                  call.node().name, call.path(), now, told.node().name, told.at(), told.until()));
    }
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
  void answered(Node node, @Nullable String uId, @Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return;
    }
    Instant until =
        retryAfter.chars().allMatch(Character::isDigit)
            ? now.plusSeconds(Long.parseLong(retryAfter))
            : ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    silence.merge(
        uId == null ? EVERYWHERE : uId,
        new Told(node, now, until),
        (before, one) -> before.until().isBefore(one.until()) ? one : before);
  }
}
