package dev.coster.platform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the rows, in the list's order
 * @param next where the next page begins; null on the last page
 */
public record Page<T>(List<T> items, @Nullable Cursor next) {
  /** The most rows that a list gives at once: a page of 1,000, and one more for "there is more". */
  public static final int MOST_ROWS = 1_001;

  /** Keeps a copy of the rows. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A limit that a list can keep; it is never cut silently, for a list that is cut looks whole.
   *
   * @throws IllegalArgumentException for less than one row, or more than {@link #MOST_ROWS}
   */
  public static int rows(int limit) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw new IllegalArgumentException(
          "A list gives 1 to " + MOST_ROWS + " rows at once, not " + limit + ".");
    }
    return limit;
  }

  /**
   * Makes a page of rows that were read with {@code limit + 1}: the one too many says that there is
   * a next page.
   *
   * @param cursor position of a row in the list's order
   */
  public static <T> Page<T> of(List<T> rowsAndOneMore, int limit, Function<T, Cursor> cursor) {
    if (rowsAndOneMore.size() <= limit) {
      return new Page<>(rowsAndOneMore, null);
    }
    List<T> items = rowsAndOneMore.subList(0, limit);
    return new Page<>(items, cursor.apply(items.getLast()));
  }

  /** The same page with other rows in it. */
  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(items.stream().<R>map(change).toList(), next);
  }
}
