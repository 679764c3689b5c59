package dev.coster.program;

/** A program cannot run; the message says why and what to do. */
final class TroubleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TroubleException(String message, Throwable cause) {
    super(message, cause);
  }
}
