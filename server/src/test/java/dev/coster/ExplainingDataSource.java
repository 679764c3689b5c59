package dev.coster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Has the database explain every query that goes through it, with the values that it is asked with,
 * before it is asked: so what is judged is the statement that the program really sends.
 */
final class ExplainingDataSource extends AbstractDataSource {

  /** A query, and the plan that PostgreSQL made for it, as JSON. */
  record Explained(String sql, String plan) {}

  private final DataSource database;
  private final List<Explained> explained = new ArrayList<>();

  ExplainingDataSource(DataSource database) {
    this.database = database;
  }

  /** What was asked since the last call. */
  List<Explained> take() {
    List<Explained> taken = List.copyOf(explained);
    explained.clear();
    return taken;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = database.getConnection();
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = invoke(connection, method, arguments);
          return result instanceof PreparedStatement statement
              ? watched(connection, statement, (String) arguments[0])
              : result;
        });
  }

  @Override
  public Connection getConnection(String user, String password) {
    throw new UnsupportedOperationException("not asked for by anybody");
  }

  private PreparedStatement watched(Connection connection, PreparedStatement real, String sql) {
    List<Call> values = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          if (method.getName().startsWith("set") && arguments.length > 1) {
            values.add(new Call(method, arguments));
          }
          if (method.getName().equals("executeQuery")) {
            explain(connection, sql, values);
          }
          return invoke(real, method, arguments);
        });
  }

  private void explain(Connection connection, String sql, List<Call> values) throws Throwable {
    try (PreparedStatement asked =
        connection.prepareStatement("explain (analyze, format json) " + sql)) {
      for (Call value : values) {
        invoke(asked, value.method(), value.arguments());
      }
      try (ResultSet rows = asked.executeQuery()) {
        rows.next();
        explained.add(new Explained(sql, rows.getString(1)));
      }
    }
  }

  /** A parameter that was set. */
  @SuppressWarnings("ArrayRecordComponent") // arguments of a method, never compared
  private record Call(Method method, Object[] arguments) {}

  /** What to do instead of a method. */
  private interface Instead {
    Object call(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Instead instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                instead.call(method, arguments == null ? new Object[0] : arguments)));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
