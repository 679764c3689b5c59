package dev.coster.apple;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on a free port that answers as it is told and notes what it was asked. */
final class LocalApple implements AutoCloseable {

  static final ContentToken TOKEN =
      ContentToken.of("eyJ0b2tlbiI6InZlcnktc2VjcmV0LXRva2VuIn0xMjM0NTY3ODkw");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final JdkTransport transport =
      new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(20));
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** A request as it arrived. */
  record Seen(String method, URI uri, Headers headers, String body) {
    String header(String name) {
      return headers.getFirst(name);
    }
  }

  private LocalApple(HttpHandler handler) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(exchange, handler));
    server.start();
  }

  static LocalApple handling(HttpHandler handler) {
    return new LocalApple(handler);
  }

  /** Gives every request the same answer. Headers: name, value, name, value. */
  static LocalApple answering(int status, String body, String... headers) {
    return new LocalApple(exchange -> answer(exchange, status, body, headers));
  }

  static void answer(HttpExchange exchange, int status, String body, String... headers)
      throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void handle(HttpExchange exchange, HttpHandler handler) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            body));
    handler.handle(exchange);
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  AppleAddresses addresses() {
    return new AppleAddresses(uri().resolve("/mdm/v2"));
  }

  Transport transport() {
    return transport;
  }

  AppleLocation location() {
    return location(ClientSettings.DEFAULT);
  }

  AppleLocation location(ClientSettings settings) {
    return new AppleLocation(transport, addresses(), TOKEN, settings);
  }

  List<Seen> seen() {
    return seen;
  }

  Seen only() {
    if (seen.size() != 1) {
      throw new AssertionError("Expected one request, saw " + seen.size());
    }
    return seen.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    transport.close();
  }
}
