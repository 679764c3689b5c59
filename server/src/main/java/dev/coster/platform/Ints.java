package dev.coster.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;

/** Numbers, mostly ids of rows, packed as the primitives that they are. */
public final class Ints {
  private Ints() {}

  /** In the order of the collection. */
  public static int[] of(Collection<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Of a column of {@code int4[]} that is never null. */
  public static int[] at(ResultSet row, String column) throws SQLException {
    return of(Arrays.asList((Integer[]) row.getArray(column).getArray()));
  }
}
