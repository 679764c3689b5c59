package dev.coster.sync;

import dev.coster.apple.HttpAnswer;
import dev.coster.apple.HttpCall;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers the calls that list. Rows are JSON; assignments are also found by their filters.
 * Something may be scripted to happen before an answer, or instead of it.
 */
final class ScriptedApple implements Transport {
  static final String U_ID = "2049";

  final List<String> users = new ArrayList<>();
  final List<String> assets = new ArrayList<>();
  final List<String> assignments = new ArrayList<>();
  final Map<String, List<String>> changedSince = new LinkedHashMap<>();
  final List<String> calls = new ArrayList<>();
  String version = "v1";
  int pageSize = 2;

  /** Whether deltas are refused. */
  boolean versionsForgotten;

  private final Deque<Runnable> before = new ArrayDeque<>();
  private final Deque<String> instead = new ArrayDeque<>();

  static String device(String adamId, String serial) {
    return "{\"adamId\":\"%s\",\"pricingParam\":\"STDQ\",\"serialNumber\":\"%s\"}"
        .formatted(adamId, serial);
  }

  static String asset(String adamId, int assigned, int available, int total) {
    return """
    {"adamId":"%s","pricingParam":"STDQ","productType":"App","assignedCount":%d,\
    "availableCount":%d,"retiredCount":0,"totalCount":%d,"deviceAssignable":true,\
    "revocable":true,"supportedPlatforms":["iOS","macOS"]}\
    """
        .formatted(adamId, assigned, available, total);
  }

  static String user(String id, String status) {
    return "{\"clientUserId\":\"%s\",\"status\":\"%s\"}".formatted(id, status);
  }

  static String error(int number) {
    return "{\"errorNumber\":%d,\"errorMessage\":\"an error\"}".formatted(number);
  }

  /** Before the next answers, one for each. */
  void before(Runnable... happenings) {
    before.addAll(Arrays.asList(happenings));
  }

  /** The next answer; "" = none at all. */
  void instead(String... bodies) {
    instead.addAll(Arrays.asList(bodies));
  }

  /** Path and query of the calls since the last time. */
  List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  @Override
  public HttpAnswer exchange(HttpCall call) {
    String path = call.uri().getPath();
    String kind = path.substring(path.lastIndexOf('/') + 1);
    Map<String, String> query = query(call);
    calls.add(kind + "?" + call.uri().getQuery());
    if (!before.isEmpty()) {
      before.removeFirst().run();
    }
    String scripted = instead.pollFirst();
    if ("".equals(scripted)) {
      throw new NoAnswerException(
          NoAnswerException.Sent.MAYBE, NoAnswerException.Reason.CUT, "cut", null);
    }
    String body = scripted == null ? page(kind, query) : scripted;
    int status = body.startsWith("{\"errorNumber") ? 400 : 200;
    return HttpAnswer.of(
        status,
        Map.of("Content-Type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(HttpCall call) {
    String text = call.uri().getQuery();
    return text == null
        ? Map.of()
        : Arrays.stream(text.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private String page(String kind, Map<String, String> query) {
    if (versionsForgotten && query.containsKey("sinceVersionId")) {
      return error(9721);
    }
    List<String> rows = rows(kind, query);
    int page = Integer.parseInt(query.get("pageIndex"));
    int pages = Math.max(1, (rows.size() + pageSize - 1) / pageSize);
    if (page >= pages) {
      return error(9650);
    }
    List<String> some = rows.subList(page * pageSize, Math.min(rows.size(), (page + 1) * pageSize));
    return "{\"%s\":[%s],\"currentPageIndex\":%d,%s\"size\":%d,\"totalPages\":%d,\"versionId\":\"%s\",\"uId\":\"%s\"}"
        .formatted(
            kind,
            String.join(",", some),
            page,
            page + 1 < pages ? "\"nextPageIndex\":" + (page + 1) + "," : "",
            some.size(),
            pages,
            version,
            U_ID);
  }

  private List<String> rows(String kind, Map<String, String> query) {
    String since = query.get("sinceVersionId");
    if (since != null) {
      return changedSince.getOrDefault(kind + " " + since, List.of());
    }
    return switch (kind) {
      case "users" -> users.stream().filter(row -> matches(row, "clientUserId", query)).toList();
      case "assets" -> List.copyOf(assets);
      default ->
          assignments.stream()
              .filter(row -> matches(row, "adamId", query))
              .filter(row -> matches(row, "serialNumber", query))
              .filter(row -> matches(row, "clientUserId", query))
              .toList();
    };
  }

  private static boolean matches(String row, String field, Map<String, String> query) {
    String value = query.get(field);
    return value == null || row.contains("\"%s\":\"%s\"".formatted(field, value));
  }
}
