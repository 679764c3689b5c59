package dev.coster.web.api;

import dev.coster.CosterServer;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.TestDatabase;
import dev.coster.security.FirstAdministrator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server on a test's database, with an owner who is signed in by an API token. */
final class ApiServer implements AutoCloseable {
  static final String EMAIL = "owner@school.example";
  static final String PASSWORD = "four random words here";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CosterServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable String token;

  private ApiServer(CosterServer server) {
    this.server = server;
  }

  static ApiServer start(TestDatabase database) {
    String data = TestDatabase.folder("rest-" + UUID.randomUUID()).toString();
    ApiServer started =
        new ApiServer(
            CosterServer.start(
                CosterConfig.load(
                    Map.of(
                        "COSTER_DATA",
                        data,
                        "COSTER_PORT",
                        "0",
                        "COSTER_APPLE_URL",
                        "http://127.0.0.1:1",
                        "COSTER_DATABASE_URL",
                        database.jdbcUrl(),
                        "COSTER_DATABASE_USER",
                        database.user(),
                        "COSTER_DATABASE_PASSWORD",
                        database.password()),
                    null)));
    started.signIn();
    return started;
  }

  private void signIn() {
    FirstAdministrator first = server.part(FirstAdministrator.class);
    String link = first.link(server.localAddress()).orElseThrow().getPath();
    first.create(link.substring(link.lastIndexOf('/') + 1), "Ada", EMAIL, PASSWORD);
    Answer issued =
        post(
            "/api/v1/tokens",
            """
            {"email": "%s", "password": "%s", "tokenName": "test"}
            """
                .formatted(EMAIL, PASSWORD));
    token = issued.json().get("token").asString();
  }

  /** One of the server's parts. */
  <T> T part(Class<T> type) {
    return server.part(type);
  }

  /** What came back. */
  record Answer(int status, String contentType, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }

    String code() {
      return json().path("code").asString("");
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer patch(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A request to this server, signed in. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  /** The same as nobody. */
  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path));
  }

  private String address() {
    return server.localAddress().toString();
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
