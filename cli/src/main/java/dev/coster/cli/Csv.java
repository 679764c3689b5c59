package dev.coster.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Rows as CSV (RFC 4180), safe against formulas. Pure. */
final class Csv {

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private Csv() {}

  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
  }

  /** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
  private static String cell(String text) {
    String safe =
        !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(each -> ",\"\r\n".indexOf(each) >= 0)
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
