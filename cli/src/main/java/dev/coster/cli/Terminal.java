package dev.coster.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal one sits at, if there is one. */
final class Terminal {

  private Terminal() {}

  /** Empty when input or output is not a terminal. */
  static Optional<Console> present() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
