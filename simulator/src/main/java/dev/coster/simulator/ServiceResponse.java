package dev.coster.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of the simulated service, together with how it travels.
 *
 * @param status the HTTP status
 * @param headers further headers, {@code content-type} among them
 * @param body the body; what was meant to be sent even when {@code fate} keeps it from the caller
 * @param delay how long the caller waits for it
 * @param fate whether the caller gets it at all
 */
public record ServiceResponse(
    int status, Map<String, String> headers, String body, Duration delay, Fate fate) {

  static final String PNG = "image/png";
  static final String JSON = "application/json;charset=UTF-8";

  /** The body as it goes over the wire; a picture's bytes are the characters of its text. */
  public byte[] bytes() {
    boolean picture = PNG.equals(headers.get("content-type"));
    return body.getBytes(picture ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  static ServiceResponse json(int status, String body) {
    return of(status, JSON, body);
  }

  static ServiceResponse of(int status, String contentType, String body) {
    return new ServiceResponse(
        status, Map.of("content-type", contentType), body, Duration.ZERO, Fate.ANSWER);
  }

  ServiceResponse withStatus(int other) {
    return new ServiceResponse(other, headers, body, delay, fate);
  }

  ServiceResponse withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ServiceResponse(status, Map.copyOf(more), body, delay, fate);
  }

  ServiceResponse withDelay(Duration wait) {
    return new ServiceResponse(status, headers, body, wait, fate);
  }

  ServiceResponse withFate(Fate other) {
    return new ServiceResponse(status, headers, body, delay, other);
  }
}
