package dev.coster.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.coster.simulator.PortalRefusal;
import dev.coster.simulator.ServiceRequest;
import dev.coster.simulator.SettingsProblem;
import dev.coster.simulator.SimulatedApple;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The control port: JSON in, JSON out; see the README for each route. */
final class ControlPort implements HttpHandler {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final SimulatedApple apple;
  private final ControlRoutes routes;

  ControlPort(SimulatedApple apple, InstantSource clock, Consumer<Duration> advance) {
    this.apple = apple;
    this.routes = new ControlRoutes(apple, clock, advance);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/truth")) {
        sendTruth(exchange);
        return;
      }
      try {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Command command = new Command(query(exchange), body);
        send(exchange, 200, routes.run(exchange.getRequestMethod() + " " + path, command));
      } catch (PortalRefusal refusal) {
        send(exchange, refusal.status(), Map.of("message", String.valueOf(refusal.getMessage())));
      } catch (SettingsProblem | JacksonException | IllegalArgumentException problem) {
        send(exchange, 400, Map.of("message", String.valueOf(problem.getMessage())));
      }
    }
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? Map.of() : ServiceRequest.decodeQuery(query);
  }

  private void sendTruth(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
      apple.writeTruth(out);
    }
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = MAPPER.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
