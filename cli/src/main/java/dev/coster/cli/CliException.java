package dev.coster.cli;

/** Ends a command with a message for the person at the terminal and an exit code. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final boolean passing;

  CliException(ExitCode exit, String message) {
    this(exit, message, false);
  }

  private CliException(ExitCode exit, String message, boolean passing) {
    super(message);
    this.exit = exit;
    this.passing = passing;
  }

  /** No answer for now: asking again in a moment may help. */
  static CliException noAnswer(String message) {
    return new CliException(ExitCode.NO_SERVER, message, true);
  }

  ExitCode exit() {
    return exit;
  }

  /** Whether asking again in a moment may help. */
  boolean passing() {
    return passing;
  }
}
