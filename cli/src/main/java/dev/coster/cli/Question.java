package dev.coster.cli;

import java.io.Console;
import java.util.Locale;

/** Asks before something is changed. */
final class Question {

  private Question() {}

  /** Returns when the answer is yes. */
  static void ask(Screen screen, boolean yes, String question) {
    if (yes) {
      return;
    }
    Console console =
        Terminal.present()
            .orElseThrow(() ->
                new CliException(
                    ExitCode.USAGE,
                    "No terminal to ask on, so nothing was changed. Say --yes if you mean it."));
    screen.forPeople().ask(question + " [y/N] ");
    String answer = console.readLine();
    if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
      throw new CliException(ExitCode.DECLINED, "Nothing was changed.");
    }
  }
}
