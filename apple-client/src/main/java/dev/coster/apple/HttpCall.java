package dev.coster.apple;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP call: method, address, headers, and a body or none. Immutable. */
public final class HttpCall {

  private final String method;
  private final URI uri;
  private final List<Header> headers;
  private final byte @Nullable [] body;

  private HttpCall(String method, URI uri, List<Header> headers, byte @Nullable [] body) {
    this.method = Objects.requireNonNull(method, "method");
    this.uri = Objects.requireNonNull(uri, "uri");
    this.headers = List.copyOf(headers);
    this.body = body == null ? null : body.clone();
  }

  /** A call that reads. */
  public static HttpCall get(URI uri, List<Header> headers) {
    return new HttpCall("GET", uri, headers, null);
  }

  /** A call with a body. */
  public static HttpCall post(URI uri, List<Header> headers, byte[] body) {
    return new HttpCall("POST", uri, headers, body);
  }

  public String method() {
    return method;
  }

  public URI uri() {
    return uri;
  }

  public List<Header> headers() {
    return headers;
  }

  /** The first header of this name, in any case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** A copy of the body; empty when there is none. */
  public Optional<byte[]> body() {
    return Optional.ofNullable(body).map(bytes -> Arrays.copyOf(bytes, bytes.length));
  }

  /** Method, path and header names; neither header values that are secret nor the body. */
  @Override
  public String toString() {
    return method + " " + uri + " " + headers + (body == null ? "" : " " + body.length + " bytes");
  }

  /**
   * A header.
   *
   * @param secret whether {@code toString} hides the value
   */
  public record Header(String name, String value, boolean secret) {

    /** A header that anybody may see. */
    public static Header plain(String name, String value) {
      return new Header(name, value, false);
    }

    /** A header whose value is hidden by {@code toString}. */
    public static Header secret(String name, String value) {
      return new Header(name, value, true);
    }

    @Override
    public String toString() {
      return name + ": " + (secret ? Secret.MASK : value);
    }
  }
}
