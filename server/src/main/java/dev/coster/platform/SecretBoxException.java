package dev.coster.platform;

import org.jspecify.annotations.Nullable;

/** A secret could not be sealed or opened. The message names neither the secret nor a key. */
public final class SecretBoxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretBoxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
