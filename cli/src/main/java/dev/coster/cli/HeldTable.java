package dev.coster.cli;

import dev.coster.api.HoldersApi.HeldView;
import dev.coster.api.HoldersApi.ImportView;
import dev.coster.api.PageOf;
import java.util.List;

/** Tables that devices and people share. */
final class HeldTable {

  private HeldTable() {}

  static int held(Screen screen, PageOf<HeldView> page) {
    screen.value(page);
    screen.table(
        List.of("app or book", "type", "location", "since"),
        page.items().stream()
            .map(
                held -> List.of(held.name(), held.type(), held.location(), held.since().toString()))
            .toList());
    return ExitCode.OK.code();
  }

  static int imported(Screen screen, boolean dryRun, ImportView result) {
    screen.value(result);
    screen.say(
        (dryRun ? "Would be added: " : "Added: ")
            + result.added()
            + ", updated: "
            + result.updated()
            + ", unchanged: "
            + result.unchanged()
            + ", refused: "
            + result.refused());
    if (!result.unknownColumns().isEmpty()) {
      screen.say("Columns that were not understood: " + String.join(", ", result.unknownColumns()));
    }
    screen.table(
        List.of("line", "what", "verdict", "why"),
        result.rows().stream()
            .filter(row -> row.verdict().equals("REFUSE"))
            .map(row ->
                List.of(String.valueOf(row.line()), row.subject(), row.verdict(), row.reason()))
            .toList());
    return result.refused() == 0 ? ExitCode.OK.code() : ExitCode.PARTLY.code();
  }
}
