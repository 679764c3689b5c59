package dev.coster.cli;

import dev.coster.api.InPath;
import dev.coster.api.InQuery;
import dev.coster.api.ProblemDetail;
import dev.coster.api.Route;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Coster server, seen through the interfaces of {@code dev.coster.api}: each call of a proxy is
 * one HTTP request. Thread-safe. A refusal becomes a {@link CliException} with the server's own
 * words.
 */
final class Remote {

  private final URI server;
  private final @Nullable String token;
  private final HttpClient http;
  private final JsonMapper json;

  Remote(URI server, @Nullable String token, HttpClient http, JsonMapper json) {
    this.server = server;
    this.token = token;
    this.http = http;
    this.json = json;
  }

  /** The interface, each method a request. */
  <T> T api(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> call(method, args == null ? new Object[0] : args));
    return type.cast(proxy);
  }

  private @Nullable Object call(Method method, @Nullable Object[] args) {
    Route route = method.getAnnotation(Route.class);
    if (route == null) {
      throw new IllegalStateException(method + " is no operation");
    }
    HttpResponse<byte[]> answer = send(request(route, method.getParameters(), args));
    if (answer.statusCode() / 100 != 2) {
      throw refused(answer);
    }
    try {
      Object value =
          json.readValue(answer.body(), json.constructType(method.getGenericReturnType()));
      if (value != null && isWhole(value)) {
        return value;
      }
    } catch (JacksonException e) {
      throw foreign(answer);
    }
    throw foreign(answer);
  }

  private HttpRequest request(Route route, Parameter[] parameters, @Nullable Object[] args) {
    String path = route.path();
    StringBuilder query = new StringBuilder();
    byte[] body = new byte[0];
    for (int i = 0; i < parameters.length; i++) {
      Object value = args[i];
      InPath inPath = parameters[i].getAnnotation(InPath.class);
      InQuery inQuery = parameters[i].getAnnotation(InQuery.class);
      if (inPath != null) {
        path = path.replace("{" + inPath.value() + "}", encoded(String.valueOf(value)));
      } else if (inQuery != null && value != null) {
        query.append(query.isEmpty() ? '?' : '&').append(inQuery.value()).append('=');
        query.append(encoded(String.valueOf(value)));
      } else if (inQuery == null) {
        body = json.writeValueAsBytes(value);
      }
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base() + "/api/v1" + path + query))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "application/json, application/problem+json")
            .method(route.verb().name(), HttpRequest.BodyPublishers.ofByteArray(body));
    if (body.length > 0) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  private String base() {
    String text = server.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException e) {
      throw CliException.noAnswer(
          "No answer from "
              + server
              + " in time."
              + (request.method().equals("GET")
                  ? ""
                  : " Whether it was done is not certain: look before you repeat it."));
    } catch (IOException e) {
      throw CliException.noAnswer(
          "No answer from "
              + server
              + " ("
              + e.getClass().getSimpleName()
              + "). Is the server running?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.NO_SERVER, "Interrupted.");
    }
  }

  private CliException refused(HttpResponse<byte[]> answer) {
    ProblemDetail problem;
    try {
      problem = json.readValue(answer.body(), ProblemDetail.class);
    } catch (JacksonException e) {
      return foreign(answer);
    }
    if (problem == null || !isWhole(problem)) {
      return foreign(answer);
    }
    if (answer.statusCode() == 401) {
      return new CliException(
          ExitCode.NO_SERVER,
          "Not signed in at "
              + server
              + ", or not any more. Run: coster login --server "
              + server
              + " --email YOU");
    }
    return new CliException(exitFor(problem), inWords(problem));
  }

  /** Somebody answers, but not Coster: another program, or a proxy before it. */
  private CliException foreign(HttpResponse<byte[]> answer) {
    String words =
        server
            + " answers (HTTP "
            + answer.statusCode()
            + "), but not as Coster does. Is this its address?"
            + answer
                .headers()
                .firstValue("Location")
                .map(place -> " It points to " + place + ".")
                .orElse("");
    return answer.statusCode() >= 502 && answer.statusCode() <= 504
        ? CliException.noAnswer(words)
        : new CliException(ExitCode.NO_SERVER, words);
  }

  /** Whether a record that came over the wire has all that it declares as always there. */
  private static boolean isWhole(Object value) {
    if (!value.getClass().isRecord()) {
      return true;
    }
    for (RecordComponent field : value.getClass().getRecordComponents()) {
      try {
        if (field.getAccessor().invoke(value) == null
            && !field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          return false;
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return true;
  }

  private static ExitCode exitFor(ProblemDetail problem) {
    if (problem.code().startsWith("signin.")) {
      return ExitCode.NO_SERVER;
    }
    return problem.status() >= 500 ? ExitCode.TROUBLE : ExitCode.REFUSED;
  }

  private static @Nullable String sideOf(ProblemDetail problem) {
    return switch (Objects.requireNonNullElse(problem.side(), "")) {
      case "YOURS" -> "It is on your side: what was asked for cannot be done so.";
      case "COSTER" -> "It is on Coster's side.";
      case "APPLE" -> "It is on Apple's side.";
      case "OTHER_SERVER" -> "It is on the side of another management server.";
      default -> null;
    };
  }

  private static String inWords(ProblemDetail problem) {
    StringBuilder words = new StringBuilder(problem.title());
    for (String more : new String[] {sideOf(problem), problem.detail(), problem.remedy()}) {
      if (more != null && !more.isBlank()) {
        words.append('\n').append(more);
      }
    }
    words.append("\n[").append(problem.code());
    if (problem.eventId() != null) {
      words.append(" · event ").append(problem.eventId());
    }
    return words.append(']').toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
