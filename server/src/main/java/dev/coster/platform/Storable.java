package dev.coster.platform;

/** Text of strangers, made such that PostgreSQL can keep it. */
final class Storable {
  private static final char NUL = '\0';
  private static final char REPLACEMENT = '\uFFFD';

  private Storable() {}

  /** The one character that no text of PostgreSQL's can hold becomes a visible replacement. */
  static String text(String text) {
    return text.indexOf(NUL) < 0 ? text : text.replace(NUL, REPLACEMENT);
  }
}
