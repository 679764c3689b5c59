package dev.coster.program;

import java.util.List;

/** What one command of this machine does, {@code serve} for instance. */
interface Program {
  /** One line for the help. */
  String description();

  /**
   * Does it.
   *
   * @param arguments those after the command's name
   * @return the process's exit code; a program that goes on in threads of its own returns 0 once it
   *     runs
   * @throws UsageException if the arguments make no sense
   */
  int run(List<String> arguments);
}
