package dev.coster.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page; null on the last
 * @param notReadAt the names of the locations whose part of the list Coster has not read at Apple
 *     yet: what is missing there is not known, not zero. Empty when all of it was read
 */
public record PageOf<T>(List<T> items, @Nullable String next, @Nullable List<String> notReadAt) {

  /** A page of what needs no reading at Apple. */
  public PageOf(List<T> items, @Nullable String next) {
    this(items, next, List.of());
  }
}
