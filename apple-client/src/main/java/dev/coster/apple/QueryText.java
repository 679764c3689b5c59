package dev.coster.apple;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The query part of an address, encoded; values that are null are left out. */
final class QueryText {

  private final StringBuilder text = new StringBuilder();

  QueryText add(String name, @Nullable Object value) {
    if (value != null) {
      text.append(text.isEmpty() ? "?" : "&").append(name).append('=').append(encode(value));
    }
    return this;
  }

  private static String encode(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
