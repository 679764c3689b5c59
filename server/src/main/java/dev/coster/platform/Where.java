package dev.coster.platform;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The condition of a list that somebody filters and pages through: fixed fragments of SQL, never
 * what was typed, and the parameters that they name. Not thread-safe.
 */
public final class Where {
  /** Stands in a statement where the condition belongs; also without one it is SQL. */
  public static final String PLACE = "/*filter*/ true";

  private final StringBuilder condition;
  private final Map<String, Object> params = new HashMap<>();

  /** With what holds for every row of the list. */
  public Where(String always) {
    condition = new StringBuilder(always);
  }

  /** Narrows the list. */
  public Where and(String fragment) {
    condition.append(" and ").append(fragment);
    return this;
  }

  /** Gives a value to a parameter of the fragments. */
  public Where with(String param, Object value) {
    params.put(param, value);
    return this;
  }

  /**
   * Shows only what comes after a row, in the order by these columns; null = from the beginning.
   */
  public Where after(@Nullable NamePlace row, String name, String id) {
    return row == null
        ? this
        : and("(lower(%s), %s) > (lower(:afterName), :afterId)".formatted(name, id))
            .with("afterName", row.name())
            .with("afterId", row.id());
  }

  /** The statement with the condition in its {@link #PLACE}. */
  public JdbcClient.StatementSpec in(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql.replace(PLACE, condition)).params(params);
  }
}
