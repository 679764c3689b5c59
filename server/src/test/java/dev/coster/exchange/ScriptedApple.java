package dev.coster.exchange;

import dev.coster.apple.HttpAnswer;
import dev.coster.apple.HttpCall;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.NoAnswerException.Reason;
import dev.coster.apple.NoAnswerException.Sent;
import dev.coster.apple.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An Apple that answers as told: one answer after the other per path, else a friendly one. Keeps
 * what it was asked.
 */
final class ScriptedApple implements Transport {
  private final Map<String, Deque<Function<HttpCall, HttpAnswer>>> script = new HashMap<>();
  private int events;

  /** Method and path of each call, in order. */
  final List<String> asked = new ArrayList<>();

  /** Bodies of the POSTs, in order. */
  final List<String> posted = new ArrayList<>();

  /** The bearer of each call that had one. */
  final List<String> bearers = new ArrayList<>();

  /** What every friendly answer carries. */
  String envelope = "\"uId\":\"uid-1\"";

  /** The limits of service config, as JSON. */
  String limits = "\"maxAssets\":25,\"maxClientUserIds\":1000,\"maxSerialNumbers\":1000";

  /** The types of notifications in service config, as JSON; none by default. */
  String types = "";

  /** The next call of the path that has no answer yet gets this one. */
  synchronized void next(String path, Function<HttpCall, HttpAnswer> answer) {
    script.computeIfAbsent(path, _ -> new ArrayDeque<>()).add(answer);
  }

  static Function<HttpCall, HttpAnswer> answer(int status, String body) {
    return _ -> json(status, Map.of(), body);
  }

  static Function<HttpCall, HttpAnswer> answer(int status, String header, String value) {
    return _ -> json(status, Map.of(header, List.of(value)), "");
  }

  static Function<HttpCall, HttpAnswer> error(int status, int number) {
    return answer(status, "{\"errorNumber\":" + number + ",\"errorMessage\":\"no\"}");
  }

  static Function<HttpCall, HttpAnswer> silence() {
    return _ -> {
      throw new NoAnswerException(Sent.MAYBE, Reason.CUT, "cut", null);
    };
  }

  static Function<HttpCall, HttpAnswer> unreachable() {
    return _ -> {
      throw new NoAnswerException(Sent.NO, Reason.NO_CONNECTION, "refused", null);
    };
  }

  Function<HttpCall, HttpAnswer> status(String fields) {
    return _ -> json(200, Map.of(), "{" + fields + "," + envelope + "}");
  }

  synchronized long count(String methodAndPath) {
    return asked.stream().filter(methodAndPath::equals).count();
  }

  @Override
  public HttpAnswer exchange(HttpCall call) {
    String path = call.uri().getPath().replace("/mdm/v2", "");
    Function<HttpCall, HttpAnswer> answer;
    synchronized (this) {
      asked.add(call.method() + " " + path);
      call.header("Authorization").ifPresent(bearers::add);
      call.body().ifPresent(body -> posted.add(new String(body, StandardCharsets.UTF_8)));
      Function<HttpCall, HttpAnswer> scripted =
          script.getOrDefault(path, new ArrayDeque<>()).poll();
      answer = scripted == null ? friendly(path) : scripted;
    }
    return answer.apply(call);
  }

  private Function<HttpCall, HttpAnswer> friendly(String path) {
    return switch (path) {
      case "/service/config" ->
          answer(
              200,
              "{\"limits\":{%s},\"urls\":{\"invitationEmail\":\"https://i/\"},\"notificationTypes\":[%s]}"
                  .formatted(limits, types));
      case "/client/config" -> answer(200, "{" + envelope + "}");
      case "/status" -> status("\"eventStatus\":\"PENDING\"");
      default -> status("\"eventId\":\"event-" + ++events + "\"");
    };
  }

  private static HttpAnswer json(int status, Map<String, List<String>> headers, String body) {
    return HttpAnswer.of(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
