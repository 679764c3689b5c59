package dev.coster.web;

/** What text may hold: whatever the database can store. Pure. */
public final class Characters {
  /** Code of the refusal. */
  public static final String CODE = "request.character";

  private Characters() {}

  /** Whether the text has a NUL or half of a surrogate pair in it, which no database stores. */
  public static boolean areIllegal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == 0 || Character.isLowSurrogate(each)) {
        return true;
      }
      if (Character.isHighSurrogate(each)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return true;
        }
      }
    }
    return false;
  }
}
