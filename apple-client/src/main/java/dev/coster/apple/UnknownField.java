package dev.coster.apple;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * A field that this client does not know.
 *
 * @param count how often it appeared
 * @param example the first value, as far as it can be no secret and names nobody: numbers, true and
 *     false, Apple's constants, dates; of anything else what sort of value it is
 */
public record UnknownField(int count, String example) {
  private static final Pattern CONSTANT_OR_DATE =
      Pattern.compile(
          "[A-Z][A-Z_]{0,40}|\\d{4}-\\d\\d-\\d\\d(T[\\d:.]{5,12}(Z|[+-][\\d:]{4,5})?)?");

  private static final Set<String> DELICATE =
      Set.of("token", "secret", "password", "auth", "code", "key", "credential", "hash", "pin");

  /** The same, seen once more. */
  UnknownField again() {
    return new UnknownField(count + 1, example);
  }

  /** Of the value that the parser stands on, which is not read. */
  static UnknownField first(String name, JsonParser json) {
    JsonToken token = json.currentToken();
    return new UnknownField(1, example(name, token, token.isScalarValue() ? json.getString() : ""));
  }

  /** Of a value that was kept. */
  static UnknownField of(String name, JsonNode value) {
    return new UnknownField(
        1, example(name, value.asToken(), value.isValueNode() ? value.asString("") : ""));
  }

  private static String example(String name, JsonToken token, @Nullable String text) {
    String value = text == null ? "" : text;
    boolean delicate = DELICATE.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_NULL, VALUE_TRUE, VALUE_FALSE -> token.asString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          delicate || value.length() > 12 ? "a number" : value;
      default ->
          !delicate && CONSTANT_OR_DATE.matcher(value).matches()
              ? '"' + value + '"'
              : "a text of " + value.length() + " characters";
    };
  }
}
