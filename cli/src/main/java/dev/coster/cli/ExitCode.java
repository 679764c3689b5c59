package dev.coster.cli;

/** What the program's exit code says to scripts; listed in {@code coster --help}. */
enum ExitCode {
  OK(0),
  /** The server refused what was asked for; nothing was changed. */
  REFUSED(1),
  /** The command line itself was wrong. */
  USAGE(2),
  /** The server could not be reached, or does not know us. */
  NO_SERVER(3),
  /** It was done in part, or the job failed. */
  PARTLY(4),
  /** Coster or Apple is in trouble. */
  TROUBLE(5),
  /** The question was answered with no. */
  DECLINED(6);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
