package dev.coster.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal one sits at, if there is one. */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

  private Terminal() {}

  /** Empty when input or output is not a terminal. */
  static Optional<Console> present() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  /** How wide it is; 80 where it does not say. */
  static int columns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      try (InputStream said = stty.getInputStream()) {
        Matcher size = SIZE.matcher(new String(said.readAllBytes(), StandardCharsets.US_ASCII));
        int columns = size.matches() ? Integer.parseInt(size.group(1)) : 0;
        return columns > 0 ? columns : USUAL_COLUMNS;
      }
    } catch (IOException | NumberFormatException unknown) {
      return USUAL_COLUMNS;
    }
  }
}
