package dev.coster.cli;

import java.util.Locale;

/** Small words of sentences. Pure. */
final class Words {

  private Words() {}

  /** {@code 1 license}, {@code 12 licenses}. */
  static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** A state or another constant of the interface, as a word of a sentence. */
  static String plain(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The text in at most so many columns; what is cut off is marked. */
  static String cut(String text, int columns) {
    if (text.codePointCount(0, text.length()) <= columns) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
  }
}
