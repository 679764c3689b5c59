package dev.coster.simulation;

/**
 * The process is gone, as by {@code kill -9}. An error, so that nothing in the server takes it for
 * a failure that it could go on after.
 */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("kill -9", null, false, false);
  }
}
