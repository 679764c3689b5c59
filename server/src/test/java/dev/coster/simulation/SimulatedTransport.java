package dev.coster.simulation;

import dev.coster.apple.HttpAnswer;
import dev.coster.apple.HttpCall;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.NoAnswerException.Reason;
import dev.coster.apple.NoAnswerException.Sent;
import dev.coster.apple.Transport;
import dev.coster.platform.Transactions;
import dev.coster.simulation.Mortality.Moment;
import dev.coster.simulator.Fate;
import dev.coster.simulator.ServiceRequest;
import dev.coster.simulator.ServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A node's way to the simulated Apple: an answer takes its time, in which others go on, and arrives
 * or not as the simulator decided. The node may die on the way there or back.
 */
final class SimulatedTransport implements Transport {
  /** So long the real one waits for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final World world;
  private final Node node;

  SimulatedTransport(World world, Node node) {
    this.world = world;
    this.node = node;
  }

  @Override
  public HttpAnswer exchange(HttpCall call) {
    Transactions.requireNone();
    node.mortality.at(Moment.BEFORE_CALL);
    Wire.Sending sending = world.wire.sends(node, call, world.now());
    ServiceResponse response = world.apple.handle(request(call));
    world.trail.add(
        "%s  %s  %s %s %s %s",
        node.name,
        sending.uId(),
        call.method(),
        call.uri().toString().replace("https://apple.test", ""),
        response.status(),
        fate(response));
    count(call, response);
    // Errands (tokens handed in, the service config) are for one thread; a location's calls are
    // not.
    boolean alone = sending.uId() == null || sending.path().endsWith("client/config");
    Duration wait = response.fate() == Fate.HANG ? PATIENCE : response.delay();
    world.meanwhile(node, wait.plus(Duration.ofMillis(1)), alone);
    node.mortality.at(Moment.AFTER_CALL);
    return arrive(sending, response);
  }

  private void count(HttpCall call, ServiceResponse response) {
    world.coverage.add("answer " + response.fate(), 1);
    if (call.header("Authorization").isEmpty()
        && (response.fate() != Fate.ANSWER || response.status() >= 400)) {
      String path = call.uri().getPath();
      String what =
          path.endsWith("/lookup") ? "lookup" : path.contains("/icons/") ? "icon" : "config";
      world.coverage.add("no " + what, 1);
    }
  }

  private static String fate(ServiceResponse response) {
    String body = response.body();
    String words = body.startsWith("{\"errorNumber") || body.contains("eventId") ? body : "";
    return response.fate() + " " + words.substring(0, Math.min(200, words.length()));
  }

  private HttpAnswer arrive(Wire.Sending sending, ServiceResponse response) {
    return switch (response.fate()) {
      case ANSWER -> {
        world.wire.answered(sending, response, world.now());
        yield HttpAnswer.of(response.status(), headers(response), response.bytes());
      }
      case CUT_MIDWAY -> {
        world.wire.unanswered(sending, Sent.MAYBE);
        yield new HttpAnswer(response.status(), headers(response), half(response.bytes()));
      }
      case LOSE_ANSWER_AFTER_WORK -> throw nothing(sending, Sent.MAYBE, Reason.CUT);
      case CUT_BEFORE_WORK ->
          throw world.random.nextBoolean()
              ? nothing(sending, Sent.NO, Reason.NO_CONNECTION)
              : nothing(sending, Sent.MAYBE, Reason.CUT);
      case HANG -> throw nothing(sending, Sent.MAYBE, Reason.TOO_SLOW);
    };
  }

  private NoAnswerException nothing(Wire.Sending sending, Sent sent, Reason reason) {
    world.wire.unanswered(sending, sent);
    return new NoAnswerException(sent, reason, "The simulation cut it", null);
  }

  private static InputStream half(byte[] bytes) {
    InputStream cut =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cut");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("cut");
          }
        };
    return new SequenceInputStream(
        new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length / 2)), cut);
  }

  private static Map<String, List<String>> headers(ServiceResponse response) {
    return response.headers().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
  }

  private static ServiceRequest request(HttpCall call) {
    String query = call.uri().getRawQuery();
    Map<String, String> headers =
        call.headers().stream()
            .collect(
                Collectors.toMap(
                    header -> header.name().toLowerCase(Locale.ROOT), HttpCall.Header::value));
    return new ServiceRequest(
        call.method(),
        call.uri().getPath(),
        query == null ? Map.of() : ServiceRequest.decodeQuery(query),
        headers,
        call.body().map(body -> new String(body, StandardCharsets.UTF_8)).orElse(""));
  }
}
