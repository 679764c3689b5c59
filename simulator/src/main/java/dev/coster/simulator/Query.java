package dev.coster.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of a listing, read strictly. */
record Query(Map<String, String> values) {

  @Nullable String text(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(flag(name));
  }

  @Nullable Boolean flag(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Refusal(AppleError.INVALID_ARGUMENT);
    };
  }

  int number(String name, int otherwise) {
    String value = text(name);
    return value == null ? otherwise : parse(value, AppleError.INVALID_ARGUMENT);
  }

  int pageIndex() {
    String value = text("pageIndex");
    return value == null ? 0 : parse(value, AppleError.PAGE_OUT_OF_RANGE);
  }

  private static int parse(String value, AppleError error) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new Refusal(error, ErrorInfo.none(), e);
    }
  }
}
