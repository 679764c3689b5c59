package dev.coster.simulation;

/** A rule was broken. An error, so that nothing in the server catches it. */
final class Violation extends Error {
  private static final long serialVersionUID = 1L;

  Violation(String message) {
    super(message);
  }
}
