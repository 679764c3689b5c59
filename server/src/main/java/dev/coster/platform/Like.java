package dev.coster.platform;

/**
 * Text that somebody searches for, as a pattern of {@code like} in which nothing that was typed is
 * a wildcard.
 *
 * <p>Trigrams would be the index for "contains", but the extension is not on every server. In a
 * long list up to two characters therefore mean "begins with" and use the prefix indexes; from
 * three on, "contains" is checked while the index of the list's order is walked, so that a page
 * ends as soon as it is full and the worst case is one walk over all rows (100,000: some 0.1 s),
 * never a sort.
 */
public final class Like {
  private static final int ANYWHERE_FROM = 3;

  private Like() {}

  /** Whether a long list looks for this text anywhere, and not only where a name begins. */
  public static boolean anywhere(String text) {
    return text.length() >= ANYWHERE_FROM;
  }

  /** What a long list looks for: the text {@link #anywhere} if it is long enough. */
  public static String pattern(String text) {
    return anywhere(text) ? part(text) : begin(text);
  }

  /** What begins with the text. */
  public static String begin(String text) {
    return escaped(text) + "%";
  }

  /** What contains the text. */
  public static String part(String text) {
    return "%" + escaped(text) + "%";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
