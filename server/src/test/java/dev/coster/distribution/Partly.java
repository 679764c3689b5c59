package dev.coster.distribution;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Stands for another package of which a test needs a few methods: those that the fake has. Any
 * other call fails the test.
 */
final class Partly {
  private Partly() {}

  static <T> T of(Class<T> type, Object fake) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                Method same =
                    fake.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
                same.setAccessible(true);
                return same.invoke(fake, arguments);
              } catch (NoSuchMethodException missing) {
                throw new UnsupportedOperationException(method + " is not faked", missing);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }
}
