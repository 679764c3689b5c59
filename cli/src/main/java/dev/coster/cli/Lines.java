package dev.coster.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files with one word per line, as spreadsheets and editors leave them. */
final class Lines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Lines() {}

  /** The lines that are not empty, stripped; a byte order mark is no part of the first. */
  static List<String> of(Path file) throws IOException {
    try {
      return Files.readString(file)
          .replaceFirst("^" + BYTE_ORDER_MARK, "")
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (MalformedInputException e) {
      throw new CliException(
          ExitCode.USAGE, file + " is not text in UTF-8: save it as such, one entry per line.");
    }
  }
}
