package dev.coster.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the simulated service.
 *
 * @param method the HTTP method in capitals
 * @param path the path, beginning with a slash, without the query
 * @param query the decoded query; of a repeated name the last value counts
 * @param headers the headers by lower-case name
 * @param body the body, empty when there is none
 */
public record ServiceRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  /** Copies the maps, so that a request never changes after it was made. */
  public ServiceRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /**
   * A {@code GET} as a client sends it.
   *
   * @param pathAndQuery path with an optional encoded query
   * @param token the content token as in its file; null sends no {@code Authorization}
   */
  public static ServiceRequest get(String pathAndQuery, @Nullable String token) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
    return new ServiceRequest("GET", path, decodeQuery(query), bearer(token), "");
  }

  /**
   * A {@code POST} of a JSON body.
   *
   * @param path the path
   * @param token the content token as in its file; null sends no {@code Authorization}
   * @param json the body
   */
  public static ServiceRequest post(String path, @Nullable String token, String json) {
    Map<String, String> headers = new LinkedHashMap<>(bearer(token));
    headers.put("content-type", "application/json");
    return new ServiceRequest("POST", path, Map.of(), headers, json);
  }

  /** Decodes {@code a=1&b=2}. */
  public static Map<String, String> decodeQuery(String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    int start = 0;
    while (start < raw.length()) {
      int end = raw.indexOf('&', start);
      end = end < 0 ? raw.length() : end;
      addPair(query, raw.substring(start, end));
      start = end + 1;
    }
    return query;
  }

  /** The header of this name, in any letter case, or null. */
  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  private static void addPair(Map<String, String> query, String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    if (!name.isEmpty()) {
      query.put(decode(name), decode(value));
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> bearer(@Nullable String token) {
    return token == null ? Map.of() : Map.of("authorization", "Bearer " + token);
  }
}
