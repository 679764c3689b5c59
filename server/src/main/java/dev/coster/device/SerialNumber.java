package dev.coster.device;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be a serial number. Apple accepts anything and then never finds the device, so the check
 * is ours; it is lenient, since virtual machines and coming devices have other shapes than today's.
 */
final class SerialNumber {
  private static final int LONGEST = 32;
  private static final Pattern SPREADSHEET = Pattern.compile("\\d([.,]\\d+)?E\\+\\d+");
  private static final Pattern ALLOWED = Pattern.compile("[A-Z0-9][A-Z0-9._/+-]*");

  private SerialNumber() {}

  /** Trimmed and in upper case, as devices report theirs. */
  static String normal(@Nullable String serialNumber) {
    return serialNumber == null ? "" : serialNumber.strip().toUpperCase(Locale.ROOT);
  }

  /** What is wrong with a {@link #normal} serial number, in plain words. */
  static Optional<String> fault(String normal) {
    if (normal.isEmpty()) {
      return Optional.of("The serial number is missing.");
    }
    if (normal.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      return Optional.of("The serial number contains a space.");
    }
    if (normal.length() > LONGEST) {
      return Optional.of(
          "The serial number is longer than 32 characters; Apple's have about 10 to 12.");
    }
    if (SPREADSHEET.matcher(normal).matches()) {
      return Optional.of(
          "The serial number was turned into a number by a spreadsheet program; format the column"
              + " as text and export it again.");
    }
    if (!ALLOWED.matcher(normal).matches()) {
      return Optional.of("The serial number contains a character that no serial number has.");
    }
    return Optional.empty();
  }
}
