package dev.coster.people;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be stored of a person, and what Apple would refuse (9717) and take a batch down with.
 */
final class PersonFields {
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s,;<>\"\\p{Cntrl}]+@[^@\\s,;<>\"\\p{Cntrl}]+\\.[^@\\s.,;<>\"]+");

  private PersonFields() {}

  /** What is wrong, in plain words. */
  static Optional<String> fault(
      @Nullable String name, @Nullable String email, @Nullable String account) {
    if (name != null && name.length() > 200) {
      return Optional.of("The name is longer than 200 characters.");
    }
    if (email != null && !isAddress(email)) {
      return Optional.of(email + " is not a mail address.");
    }
    if (account != null && !isAddress(account)) {
      return Optional.of(
          account + " is not a Managed Apple Account (those look like mail addresses).");
    }
    return Optional.empty();
  }

  private static boolean isAddress(String text) {
    return text.length() <= 254 && ADDRESS.matcher(text).matches();
  }
}
