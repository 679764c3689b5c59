package dev.coster.csv;

import dev.coster.platform.SqlArrays;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;

/** Rows of a CSV that can be used, on their way into one statement. */
public final class CsvLines {
  private CsvLines() {}

  /** A column of the rows as {@code text[]}; null where the file says nothing. */
  public static <T> SqlTypeValue texts(
      List<T> lines, Function<? super T, ? extends @Nullable String> column) {
    return SqlArrays.texts(values(lines, column));
  }

  /** A column of the rows. */
  public static <T> List<@Nullable String> values(
      List<T> lines, Function<? super T, ? extends @Nullable String> column) {
    List<@Nullable String> values = new ArrayList<>(lines.size());
    lines.forEach(line -> values.add(column.apply(line)));
    return values;
  }
}
