package dev.coster.csv;

import java.time.Instant;
import java.util.Locale;

/**
 * An import that was made.
 *
 * @param at when; no two imports of a kind have the same instant
 * @param here how many of those that it added are still here; above {@link #COUNTED} only that they
 *     are more
 */
public record CsvImported(Instant at, long here) {
  /** So many are counted; a list of imports is no reason to go through all that was imported. */
  public static final int COUNTED = 1_000;

  /** How many are here, in words. */
  public String words() {
    return here > COUNTED ? "more than 1,000" : String.format(Locale.ROOT, "%,d", here);
  }
}
