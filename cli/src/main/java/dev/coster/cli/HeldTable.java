package dev.coster.cli;

import dev.coster.api.HoldersApi.HeldView;
import dev.coster.api.HoldersApi.ImportView;
import dev.coster.api.PageOf;
import java.util.List;
import java.util.function.Function;

/** Tables that devices and people share. */
final class HeldTable {

  private HeldTable() {}

  static int held(Screen screen, PageOf<HeldView> page) {
    screen.value(page);
    screen.table(
        List.of("asset", "app or book", "type", "loc", "location", "holder", "since"),
        page.items().stream()
            .map(held ->
                List.of(
                    String.valueOf(held.assetId()),
                    held.name(),
                    held.type(),
                    String.valueOf(held.locationId()),
                    held.location(),
                    String.valueOf(held.holderId()),
                    Screen.text(held.since())))
            .toList());
    screen.more(page.next());
    if (!page.items().isEmpty()) {
      story(screen, "LOC", "ASSET");
    }
    return ExitCode.OK.code();
  }

  /** How to go on from the ids that a table shows. */
  static void story(Screen screen, String location, String asset) {
    screen.say(
        "The life of one: coster license story --location "
            + location
            + " --asset "
            + asset
            + " --holder HOLDER");
  }

  /** Shows what an import would do, asks, and does it. */
  static int importAsking(
      Screen screen, boolean dryRun, boolean yes, Function<Boolean, ImportView> importer) {
    if (dryRun) {
      return imported(screen, true, importer.apply(true));
    }
    if (!yes) {
      ImportView preview = importer.apply(true);
      imported(screen.forPeople(), true, preview);
      if (preview.added() + preview.updated() == 0) {
        screen.value(preview);
        return exit(preview);
      }
      Question.ask(screen, false, "Import?");
    }
    return imported(screen, false, importer.apply(false));
  }

  private static int exit(ImportView result) {
    return result.refused() == 0 ? ExitCode.OK.code() : ExitCode.PARTLY.code();
  }

  private static int imported(Screen screen, boolean dryRun, ImportView result) {
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
    List<List<String>> telling =
        result.rows().stream()
            .filter(row -> !row.reason().isEmpty())
            .map(row ->
                List.of(
                    String.valueOf(row.line()),
                    row.subject(),
                    Words.plain(row.verdict()),
                    row.reason()))
            .toList();
    if (!telling.isEmpty()) {
      screen.table(List.of("line", "what", "verdict", "why"), telling);
    }
    long shown = result.rows().stream().filter(row -> row.verdict().equals("REFUSE")).count();
    if (shown < result.refused()) {
      screen.say("Only the first " + shown + " refused rows are shown.");
    }
    return exit(result);
  }
}
