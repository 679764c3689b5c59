package dev.coster.cli;

import dev.coster.api.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The operations of the REST interface, by verb and path template. */
final class Operations {
  private static final Path SOURCES = Path.of("../rest-api/src/main/java/dev/coster/api");
  private static final String API = "/api/v1";

  private final Map<String, Method> methods = new TreeMap<>();

  Operations() {
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Api.java"))
              .map(name -> name.replace(".java", ""))
              .toList();
      for (String name : names) {
        Arrays.stream(Class.forName("dev.coster.api." + name).getMethods()).forEach(this::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Method method) {
    Route route = method.getAnnotation(Route.class);
    if (route != null) {
      methods.put(route.verb() + " " + route.path(), method);
    }
  }

  /** The operation that a request is for, as the table of operations writes it. */
  Optional<String> of(String verb, String path) {
    return methods.keySet().stream()
        .filter(route -> (verb + " " + path).matches(pattern(route)))
        .min(java.util.Comparator.comparingInt(route -> route.contains("{") ? 1 : 0));
  }

  private static String pattern(String route) {
    return route.replaceFirst(" ", " " + API).replaceAll("\\{[a-z]+}", "[^/]+");
  }

  /** What the operation answers with. */
  Method method(String route) {
    return java.util.Objects.requireNonNull(methods.get(route));
  }
}
