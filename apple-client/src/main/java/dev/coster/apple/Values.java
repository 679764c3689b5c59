package dev.coster.apple;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads single values, each method from the parser's current token to the value's end. Tolerant
 * where Apple is known to vary (numbers as texts), strict on form.
 */
final class Values {

  private static final BigInteger LEAST = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

  private Values() {}

  static @Nullable String text(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          json.getString();
      default -> throw new ShapeException("a text was expected");
    };
  }

  /** A whole number; one beyond 32 bits reads as the nearest that fits. */
  static @Nullable Integer integer(JsonParser json) {
    String text = text(json);
    if (text == null) {
      return null;
    }
    try {
      return new BigInteger(text.strip()).max(LEAST).min(MOST).intValueExact();
    } catch (NumberFormatException e) {
      throw new ShapeException("a whole number was expected");
    }
  }

  static @Nullable Boolean bool(JsonParser json) {
    String text = text(json);
    return text == null ? null : Boolean.valueOf(text);
  }

  static boolean isTrue(JsonParser json) {
    return Boolean.TRUE.equals(bool(json));
  }

  static List<String> texts(JsonParser json) {
    return list(json, Values::text);
  }

  /** The elements of an array, nulls dropped; null reads as an empty array. */
  static <T> List<T> list(JsonParser json, Function<JsonParser, @Nullable T> element) {
    List<T> values = new ArrayList<>();
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return values;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new ShapeException("an array was expected");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      T value = element.apply(json);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** The properties of an object: the field reader is called with the parser on each value. */
  static void object(JsonParser json, FieldReader field) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new ShapeException("an object was expected");
    }
    String name = json.nextName();
    while (name != null) {
      json.nextToken();
      field.read(name, json);
      name = json.nextName();
    }
  }

  /** The properties that are texts; an object whose keys are open may hold others by tomorrow. */
  static Map<String, String> textMap(JsonParser json) {
    Map<String, String> values = new HashMap<>();
    object(
        json,
        (name, value) -> {
          if (value.currentToken().isStructStart()) {
            value.skipChildren();
            return;
          }
          String text = text(value);
          if (text != null) {
            values.put(name, text);
          }
        });
    return values;
  }

  static String required(@Nullable String value, String name) {
    if (value == null) {
      throw new ShapeException(name + " is missing");
    }
    return value;
  }

  /** Reads the value of one property, to its end. */
  interface FieldReader {
    void read(String name, JsonParser json);
  }
}
