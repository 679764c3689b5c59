package dev.coster.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.coster.simulator.Fate;
import dev.coster.simulator.ServiceRequest;
import dev.coster.simulator.ServiceResponse;
import dev.coster.simulator.SimulatedApple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Speaks HTTP for the simulated service, and lets answers be late or get lost as they are meant to.
 */
final class ServiceFront implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(ServiceFront.class.getName());

  /** Longer than any caller waits. */
  private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

  private static final int LONGEST_BODY = 16 * 1024 * 1024;

  private final SimulatedApple apple;
  private final CountDownLatch stopping;

  ServiceFront(SimulatedApple apple, CountDownLatch stopping) {
    this.apple = apple;
    this.stopping = stopping;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The simulator itself failed", e);
      throw e;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    ServiceRequest request;
    try {
      request = read(exchange);
    } catch (IllegalArgumentException badlyEncoded) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    ServiceResponse answer = apple.handle(request);
    if (await(answer.delay())) {
      return;
    }
    switch (answer.fate()) {
      case ANSWER -> send(exchange, answer, 1.0);
      case CUT_MIDWAY -> send(exchange, answer, 0.5);
      case CUT_BEFORE_WORK, LOSE_ANSWER_AFTER_WORK -> exchange.close();
      case HANG -> {
        boolean _ = await(LONGEST_HANG);
      }
    }
  }

  private static ServiceRequest read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String query = exchange.getRequestURI().getRawQuery();
    return new ServiceRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? Map.of() : ServiceRequest.decodeQuery(query),
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  /** Waits as long as the answer takes; true when the server stops meanwhile. */
  private boolean await(Duration delay) {
    try {
      return !delay.isZero() && stopping.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Sends all of the answer, or only a part of the body that its head has promised. */
  private static void send(HttpExchange exchange, ServiceResponse answer, double share)
      throws IOException {
    byte[] body = answer.bytes();
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 || head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body, 0, (int) (body.length * share));
      exchange.getResponseBody().flush();
    }
    if (answer.fate() == Fate.ANSWER) {
      exchange.getResponseBody().close();
    }
  }
}
