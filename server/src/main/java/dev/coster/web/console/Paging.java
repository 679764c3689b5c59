package dev.coster.web.console;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists are asked for one row more than shown: that row says that there is a next page. Pure. */
final class Paging {

  private Paging() {}

  static <T> @Nullable String next(List<T> rows, int page, Function<T, String> urlAfter) {
    return rows.size() > page ? urlAfter.apply(rows.get(page - 1)) : null;
  }

  static <T> List<T> cut(List<T> rows, int page) {
    return rows.size() > page ? rows.subList(0, page) : rows;
  }
}
