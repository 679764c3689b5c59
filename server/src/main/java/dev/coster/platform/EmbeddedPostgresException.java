package dev.coster.platform;

import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server that Coster brings along could not be started or stopped. The message is
 * written for the person at the terminal: what happened and what to do.
 */
public final class EmbeddedPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the person at the terminal. */
  public EmbeddedPostgresException(String message) {
    this(message, null);
  }

  /** With a message for the person at the terminal, and the cause for the log. */
  public EmbeddedPostgresException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
