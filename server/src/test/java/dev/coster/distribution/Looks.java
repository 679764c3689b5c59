package dev.coster.distribution;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked of the database, and how many rows it gives that are taken one by one. */
final class Looks {
  final List<String> statements = new ArrayList<>();
  long rows;

  JdbcClient over(JdbcClient real) {
    return (JdbcClient)
        Proxy.newProxyInstance(
            Looks.class.getClassLoader(),
            new Class<?>[] {JdbcClient.class},
            (_, method, arguments) -> {
              if (method.getName().equals("sql")) {
                statements.add(String.valueOf(arguments[0]));
                return spec((JdbcClient.StatementSpec) called(real, method, arguments));
              }
              return called(real, method, arguments);
            });
  }

  private JdbcClient.StatementSpec spec(JdbcClient.StatementSpec real) {
    return (JdbcClient.StatementSpec)
        Proxy.newProxyInstance(
            Looks.class.getClassLoader(),
            new Class<?>[] {JdbcClient.StatementSpec.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof RowCallbackHandler handler) {
                arguments[0] = counting(handler);
              }
              Object result = called(real, method, arguments);
              return result instanceof JdbcClient.StatementSpec ? proxy : result;
            });
  }

  private RowCallbackHandler counting(RowCallbackHandler handler) {
    return row -> {
      rows++;
      handler.processRow(row);
    };
  }

  private static Object called(Object on, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
