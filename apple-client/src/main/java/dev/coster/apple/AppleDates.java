package dev.coster.apple;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Apple's dates: ISO 8601 with the zone as {@code +0000}, {@code +00:00}, {@code +00} or {@code Z}.
 */
public final class AppleDates {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(Z|[+-]\\d\\d(?::?\\d\\d)?)");

  private AppleDates() {}

  /** The instant that the text names; empty when it is missing or none of Apple's forms. */
  public static Optional<OffsetDateTime> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(form.group(1)).atOffset(ZoneOffset.of(form.group(2))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
