package dev.coster.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.SqlTypeValue;

/**
 * Arrays as parameters of one statement, to be taken apart by {@code unnest}: {@code jdbc.sql("…
 * from unnest(:ids)") .param("ids", SqlArrays.longs(ids))}. One statement then carries any number
 * of rows with one parameter per column.
 *
 * <p>Texts, uuids and instants may contain null; the primitives of course not, for them there is
 * {@link #nullableLongs}.
 */
public final class SqlArrays {
  private SqlArrays() {}

  /** As {@code int4[]}. */
  public static SqlTypeValue ints(int... values) {
    return new ArrayValue("int4", values);
  }

  /** As {@code int4[]}. */
  public static SqlTypeValue ints(Collection<Integer> values) {
    return ints(Ints.of(values));
  }

  /** As {@code int8[]}. */
  public static SqlTypeValue longs(long... values) {
    return new ArrayValue("int8", values);
  }

  /** As {@code int8[]}. */
  public static SqlTypeValue nullableLongs(Collection<? extends @Nullable Long> values) {
    return new ArrayValue("int8", values.toArray(new Long[0]));
  }

  /** As {@code bool[]}. */
  public static SqlTypeValue booleans(boolean... values) {
    return new ArrayValue("bool", values);
  }

  /** As {@code text[]}; NUL, which PostgreSQL cannot keep, becomes U+FFFD. */
  public static SqlTypeValue texts(Collection<? extends @Nullable String> values) {
    return written("text", values, Storable::text);
  }

  /** As {@code uuid[]}. */
  public static SqlTypeValue uuids(Collection<? extends @Nullable UUID> values) {
    return written("uuid", values, UUID::toString);
  }

  /** As {@code timestamptz[]}. */
  public static SqlTypeValue instants(Collection<? extends @Nullable Instant> values) {
    return written("timestamptz", values, Instant::toString);
  }

  private static <T> SqlTypeValue written(
      String type, Collection<? extends @Nullable T> values, Function<T, String> text) {
    @Nullable String[] elements = new @Nullable String[values.size()];
    int next = 0;
    for (T value : values) {
      elements[next++] = value == null ? null : text.apply(value);
    }
    return new ArrayValue(type, elements);
  }

  /** Made into the driver's array only when the statement and its connection are known. */
  private static final class ArrayValue implements SqlTypeValue {
    private final String elementType;
    private final Object elements;

    ArrayValue(String elementType, Object elements) {
      this.elementType = elementType;
      this.elements = elements;
    }

    @Override
    public void setTypeValue(
        PreparedStatement statement, int index, int sqlType, @Nullable String typeName)
        throws SQLException {
      PGConnection connection = statement.getConnection().unwrap(PGConnection.class);
      statement.setArray(index, connection.createArrayOf(elementType, elements));
    }

    @Override
    public String toString() {
      return elementType + "[]";
    }
  }
}
