package dev.coster.web.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the REST interface of the server that the pages' tests run. */
record RestCalls(HttpClient client, URI server, @Nullable String token, @Nullable String tokenId) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static RestCalls to(URI server) {
    return new RestCalls(HttpClient.newHttpClient(), server, null, null);
  }

  /** What came back. */
  record Answer(int status, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  RestCalls signedIn(String email, String password) {
    String body =
        "{'email': '%s', 'password': '%s', 'tokenName': 'test'}".formatted(email, password);
    JsonNode issued = bearing(null).send("POST", "tokens", body).json();
    return new RestCalls(
        client, server, issued.get("token").asString(), issued.get("id").asString());
  }

  RestCalls bearing(@Nullable String other) {
    return new RestCalls(client, server, other, null);
  }

  /** A call below {@code /api/v1/}; the body with single quotes. */
  Answer send(String verb, String path, String body) {
    return any(verb, "/api/v1/" + path, body);
  }

  Answer post(String path, String body) {
    return any("POST", path, body);
  }

  private Answer any(String verb, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(verb, BodyPublishers.ofString(body.replace('\'', '"')));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
