package dev.coster.web.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds addresses of pages with their filters; empty values are left out. Not thread-safe. */
final class Urls {

  private final String path;
  private final Map<String, String> query = new LinkedHashMap<>();

  private Urls(String path) {
    this.path = path;
  }

  static Urls to(String path) {
    return new Urls(path);
  }

  Urls with(String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty() && !value.equals(false)) {
      query.put(name, value.toString());
    }
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(path);
    query.forEach((name, value) ->
        text.append(text.indexOf("?") < 0 ? '?' : '&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }
}
