package dev.coster.apple;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long Apple asks to wait before any further request: a span, or a date. */
public sealed interface RetryAfter {

  /** The time to wait, counted from an instant; never negative. */
  Duration from(Instant now);

  /** A span. */
  record After(Duration duration) implements RetryAfter {
    @Override
    public Duration from(Instant now) {
      return duration;
    }
  }

  /** A date. */
  record At(Instant instant) implements RetryAfter {
    @Override
    public Duration from(Instant now) {
      Duration rest = Duration.between(now, instant);
      return rest.isNegative() ? Duration.ZERO : rest;
    }
  }

  /**
   * Reads the header; empty when it is missing or in no known form. A date is counted from the
   * answer's own, so that it does not matter how our clock goes.
   *
   * @param date the answer's header {@code Date}, if it has one
   */
  static Optional<RetryAfter> parse(@Nullable String header, @Nullable String date) {
    if (header == null) {
      return Optional.empty();
    }
    String text = header.strip();
    if (text.matches("\\d{1,9}")) {
      return Optional.of(new After(Duration.ofSeconds(Long.parseLong(text))));
    }
    At at = date(text).map(At::new).orElse(null);
    if (at == null) {
      return Optional.empty();
    }
    Optional<Instant> said = date == null ? Optional.empty() : date(date.strip());
    return Optional.of(said.<RetryAfter>map(now -> new After(at.from(now))).orElse(at));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
