package dev.coster.apple;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text that nobody shall see: hidden by {@code toString}, compared in constant time. */
public final class Secret {

  static final String MASK = "***";

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /**
   * Wraps a text.
   *
   * @throws IllegalArgumentException when it is empty
   */
  public static Secret of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A secret must not be empty");
    }
    return new Secret(text);
  }

  /** The text itself, to be sent or encrypted; never to be shown. */
  public String reveal() {
    return text;
  }

  /** Whether a candidate is this secret; the time taken does not depend on where they differ. */
  public boolean matches(@Nullable String candidate) {
    return candidate != null && MessageDigest.isEqual(digest(text), digest(candidate));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && matches(secret.text);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(text);
  }

  @Override
  public String toString() {
    return MASK;
  }

  private static byte[] digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
