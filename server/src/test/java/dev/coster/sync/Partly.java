package dev.coster.sync;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** An interface of another package of which a test needs only some methods. */
final class Partly {
  private Partly() {}

  /** Calls the methods of the same name and number of parameters; any other call fails the test. */
  static <T> T of(Class<T> type, Object methods) {
    InvocationHandler handler = (_, method, arguments) -> call(methods, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object methods, Method called, Object[] arguments) throws Throwable {
    Method method =
        Arrays.stream(methods.getClass().getDeclaredMethods())
            .filter(one -> one.getName().equals(called.getName()))
            .filter(one -> one.getParameterCount() == called.getParameterCount())
            .findFirst()
            .orElseThrow(() -> new AssertionError("Not expected: " + called));
    method.setAccessible(true);
    try {
      return method.invoke(methods, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
