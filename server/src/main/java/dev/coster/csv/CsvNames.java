package dev.coster.csv;

import java.util.regex.Pattern;

/** What about a name shows that a file is not what it seems. Pure. */
final class CsvNames {
  private static final String FORMULA_STARTS = "=+-@";

  /**
   * UTF-8 that was read as Windows-1252 (or Latin-1), and what stands for a byte that fits nothing.
   */
  private static final Pattern WRONGLY_DECODED =
      Pattern.compile("[\\u00C2-\\u00C5\\u00E2][\\u0080-\\u00BF\\u0100-\\uFFFC]|\\uFFFD");

  private CsvNames() {}

  /** What to look at before the import; empty when there is nothing. */
  static String doubt(String name) {
    if (name.isEmpty()) {
      return "";
    }
    if (FORMULA_STARTS.indexOf(name.charAt(0)) >= 0) {
      return "The name looks like a formula and is stored as it stands here.";
    }
    return WRONGLY_DECODED.matcher(name).find()
        ? "The name looks wrongly encoded: save the file as UTF-8 and look again."
        : "";
  }
}
