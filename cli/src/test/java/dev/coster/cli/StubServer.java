package dev.coster.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers each request with the next of the prepared answers, and keeps what was asked. */
final class StubServer implements AutoCloseable {
  private final HttpServer http;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();

  private record Answer(int status, String body) {}

  StubServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Answer answer;
          synchronized (this) {
            asked.add(
                (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body)
                    .strip());
            answer = answers.isEmpty() ? new Answer(404, "nothing prepared") : answers.remove();
          }
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    http.start();
  }

  synchronized StubServer answer(int status, String body) {
    answers.add(new Answer(status, body));
    return this;
  }

  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
