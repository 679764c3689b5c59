package dev.coster.apple;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that requests share: what Apple would refuse whole is not sent. */
final class RequestChecks {

  private RequestChecks() {}

  static <T> List<T> unique(String what, List<T> values) {
    List<T> copy = List.copyOf(values);
    Set<T> seen = new HashSet<>(copy);
    if (seen.size() != copy.size()) {
      throw new IllegalArgumentException(what + " holds something twice");
    }
    return copy;
  }

  static List<String> uniqueTexts(String what, List<String> values) {
    List<String> copy = unique(what, values);
    if (copy.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(what + " holds an empty text");
    }
    return copy;
  }

  static void notAllEmpty(String what, List<?> one, List<?> other) {
    if (one.isEmpty() && other.isEmpty()) {
      throw new IllegalArgumentException(what + " must not be empty");
    }
  }
}
