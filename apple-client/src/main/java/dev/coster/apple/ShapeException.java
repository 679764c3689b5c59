package dev.coster.apple;

/** A body is JSON, but not of the form that was expected. Never leaves this package. */
final class ShapeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ShapeException(String message) {
    super(message, null, false, false);
  }
}
