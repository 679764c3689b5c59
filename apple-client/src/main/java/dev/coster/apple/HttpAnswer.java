package dev.coster.apple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The head of an answer, and its body as a stream that is read once. Closed by who asked. */
public final class HttpAnswer implements AutoCloseable {

  private final int status;
  private final Map<String, List<String>> headers;
  private final InputStream body;

  /**
   * An answer.
   *
   * @param headers by name, in any case
   * @param body closed with this answer; when the body stops before its end, reading must fail with
   *     an {@link IOException} (or the JSON will show that it is cut)
   */
  public HttpAnswer(int status, Map<String, List<String>> headers, InputStream body) {
    this.status = status;
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  /** An answer that is complete in memory. */
  public static HttpAnswer of(int status, Map<String, List<String>> headers, byte[] body) {
    return new HttpAnswer(status, headers, new ByteArrayInputStream(body));
  }

  public int status() {
    return status;
  }

  /** The first value of a header, in any case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).flatMap(values -> values.stream().findFirst());
  }

  public InputStream body() {
    return body;
  }

  /** Ends the exchange; what was not read of the body is dropped. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException ignored) {
      // The answer was used already; a connection that fails on closing is simply not used again.
    }
  }

  @Override
  public String toString() {
    return "HTTP " + status;
  }
}
