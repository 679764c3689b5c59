package dev.coster.cli;

import dev.coster.api.InPath;
import dev.coster.api.InQuery;
import dev.coster.api.ProblemDetail;
import dev.coster.api.Route;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    return json.readValue(answer.body(), json.constructType(method.getGenericReturnType()));
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
    } catch (IOException e) {
      throw new CliException(
          ExitCode.NO_SERVER,
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
    if (answer.statusCode() == 401) {
      return new CliException(
          ExitCode.NO_SERVER,
          "Not signed in at " + server + ". Run: coster login --server " + server);
    }
    try {
      ProblemDetail problem = json.readValue(answer.body(), ProblemDetail.class);
      return new CliException(exitFor(problem), inWords(problem));
    } catch (JacksonException e) {
      return new CliException(
          ExitCode.TROUBLE,
          server + " answered with HTTP " + answer.statusCode() + ", not as Coster does.");
    }
  }

  private static ExitCode exitFor(ProblemDetail problem) {
    return problem.status() >= 500 ? ExitCode.TROUBLE : ExitCode.REFUSED;
  }

  private static String inWords(ProblemDetail problem) {
    StringBuilder words = new StringBuilder(problem.title());
    for (String more : new String[] {problem.detail(), problem.remedy()}) {
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
