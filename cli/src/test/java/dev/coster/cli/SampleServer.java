package dev.coster.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers each operation with a made-up value of the type that it promises. */
final class SampleServer implements AutoCloseable {
  private static final String ID = "00000000-0000-0007-0000-000000000007";
  private static final String MOMENT = "2026-01-01T00:00:00Z";

  /**
   * Where a value has to mean something: a job that is over, nobody without what he should have.
   */
  private static final Map<String, String> MEANING =
      Map.of("finishedAt", MOMENT, "state", "DONE", "reason", "ALREADY_HELD");

  private static final Set<String> NONE = Set.of("refused", "notAsked", "kept");

  private final Operations operations = new Operations();
  private final JsonMapper json = JsonMapper.builder().build();
  private final Set<String> asked = new TreeSet<>();
  private final HttpServer http;

  SampleServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/", this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String verb = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    String operation = operations.of(verb, path).orElse("");
    note(operation.isEmpty() ? "unknown " + verb + " " + path : operation);
    byte[] body =
        operation.isEmpty()
            ? new byte[0]
            : json.writeValueAsBytes(
                sample("", operations.method(operation).getGenericReturnType(), Map.of()));
    exchange.sendResponseHeaders(operation.isEmpty() ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized void note(String operation) {
    asked.add(operation);
  }

  /** The operations that were asked for since. */
  synchronized Set<String> asked() {
    Set<String> all = new TreeSet<>(asked);
    asked.clear();
    return all;
  }

  private static Object sample(String name, Type type, Map<String, Type> parameters) {
    Type known = parameters.getOrDefault(type.getTypeName(), type);
    if (known instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      return generic.getRawType() == List.class
          ? List.of(sample(name, inner, parameters))
          : fields((Class<?>) generic.getRawType(), Map.of("T", inner));
    }
    Class<?> plain = (Class<?>) known;
    return plain.isRecord() ? fields(plain, Map.of()) : value(name, plain);
  }

  private static Object value(String name, Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> NONE.contains(name) ? 0 : 1;
      case "boolean", "Boolean" -> !name.equals("changed");
      case "UUID" -> ID;
      case "Instant" -> MOMENT;
      case "LocalDate" -> "2026-01-01";
      case "String" -> MEANING.getOrDefault(name, "x");
      default -> throw new AssertionError("No sample of " + type);
    };
  }

  private static Map<String, @Nullable Object> fields(Class<?> record, Map<String, Type> given) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (RecordComponent field : record.getRecordComponents()) {
      boolean absent =
          field.getAnnotatedType().isAnnotationPresent(Nullable.class)
              && !MEANING.containsKey(field.getName());
      Type type = field.getGenericType();
      fields.put(field.getName(), absent ? null : sample(field.getName(), type, given));
    }
    return fields;
  }

  List<String> arguments(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.replaceAll(word -> word.equals("ID") ? ID : word);
    return arguments;
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
