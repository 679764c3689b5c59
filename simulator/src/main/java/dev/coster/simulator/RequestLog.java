package dev.coster.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The last requests; the oldest fall out. */
final class RequestLog {
  private static final int KEPT = 10_000;
  private static final int LONGEST_BODY = 4_000_000;

  private final Deque<LogEntry> entries = new ArrayDeque<>();
  private long written;

  void add(Visit visit, ServiceResponse answer) {
    if (entries.size() >= KEPT) {
      entries.removeFirst();
    }
    ServiceRequest request = visit.request;
    JsonNode body = small(answer.body());
    entries.addLast(
        new LogEntry(
            ++written,
            visit.at,
            visit.location == null ? null : visit.location.uId,
            request.method(),
            request.path(),
            query(request),
            summary(request.body()),
            answer.status(),
            body == null || !body.has("errorNumber") ? null : body.get("errorNumber").asInt(),
            body == null || !body.has("eventId") ? null : body.get("eventId").asString(),
            answer.fate()));
  }

  /** The entries numbered above {@code after}, the oldest first. */
  List<LogEntry> after(long after, int most) {
    List<LogEntry> found = new ArrayList<>();
    for (LogEntry entry : entries) {
      if (entry.number() > after && found.size() < most) {
        found.add(entry);
      }
    }
    return found;
  }

  private static String query(ServiceRequest request) {
    return new TreeMap<>(request.query())
        .entrySet().stream()
            .map(pair -> pair.getKey() + "=" + pair.getValue())
            .collect(Collectors.joining("&"));
  }

  /** Error and event bodies are short; listings need not be read again. */
  private static @Nullable JsonNode small(String body) {
    return body.length() > 2000 && !body.startsWith("{\"errorNumber\"") ? null : parse(body);
  }

  private static String summary(String body) {
    JsonNode node = body.isEmpty() || body.length() > LONGEST_BODY ? null : parse(body);
    if (node == null) {
      return "";
    }
    return node.properties().stream()
        .map(entry -> entry.getKey() + (entry.getValue().isArray() ? "=" + size(entry) : ""))
        .collect(Collectors.joining(" "));
  }

  private static int size(Map.Entry<String, JsonNode> entry) {
    return entry.getValue().size();
  }

  private static @Nullable JsonNode parse(String body) {
    try {
      JsonNode node = Json.MAPPER.readTree(body);
      return node != null && node.isObject() ? node : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
