package dev.coster.simulator;

/** Settings that cannot be understood. The message names what is wrong. */
public final class SettingsProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsProblem(String message, Throwable cause) {
    super(message, cause);
  }

  SettingsProblem(String message) {
    super(message);
  }
}
