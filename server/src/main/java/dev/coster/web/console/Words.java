package dev.coster.web.console;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them. Pure. */
public final class Words {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.US);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.US);
  private static final DateTimeFormatter BOTH =
      DateTimeFormatter.ofPattern("MMM d, yyyy, HH:mm", Locale.US);

  /** So many names stand in a cell. */
  private static final int SOME = 3;

  private Words() {}

  /** 12,345. */
  public static String number(long value) {
    return NumberFormat.getIntegerInstance(Locale.US).format(value);
  }

  /** “1 license”, “3 licenses”. */
  public static String count(long value, String one, String many) {
    return number(value) + " " + (value == 1 ? one : many);
  }

  /** The first three of these, and how many more there are. */
  public static String some(List<String> names) {
    int more = names.size() - SOME;
    return String.join(", ", more > 0 ? names.subList(0, SOME) : names)
        + (more > 0 ? ", and " + number(more) + " more" : "");
  }

  /** “20 s ago”, “3 min ago”, “2 h ago”, “5 days ago”; “not read yet” for null. */
  public static String ago(@Nullable Instant at, Instant now) {
    if (at == null) {
      return "not read yet";
    }
    Duration age = Duration.between(at, now);
    if (age.toSeconds() < 2) {
      return "just now";
    }
    return span(age) + " ago";
  }

  /** “in 3 days”, or “2 h ago” when it is over. */
  public static String until(Instant at, Instant now) {
    Duration left = Duration.between(now, at);
    return left.isNegative() ? span(left.negated()) + " ago" : "in " + span(left);
  }

  /** The largest unit that fits, rounded down. */
  public static String span(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    if (seconds < 48 * 3600) {
      return seconds / 3600 + " h";
    }
    return seconds / 86400 + (seconds < 2 * 86400 ? " day" : " days");
  }

  /** The name of the zone that all times are told in: the server's. */
  public static String zone() {
    ZoneId zone = ZoneId.systemDefault();
    return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** 14:02 in the server's time zone. */
  public static String clock(Instant at) {
    return CLOCK.format(at.atZone(ZoneId.systemDefault()));
  }

  /** Nov 21, 2026. */
  public static String day(Instant at) {
    return DAY.format(at.atZone(ZoneId.systemDefault()));
  }

  /** Nov 21, 2026, 14:02. */
  public static String moment(Instant at) {
    return BOTH.format(at.atZone(ZoneId.systemDefault()));
  }
}
