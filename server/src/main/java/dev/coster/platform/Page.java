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
  /** Keeps a copy of the rows. */
  public Page {
    items = List.copyOf(items);
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
