package dev.coster.cli;

import dev.coster.api.CsvUpload;
import dev.coster.api.ImportView;
import dev.coster.api.PageOf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a CSV is imported, whatever its rows are. */
final class CsvImport {

  private static final int MOST = 50;

  @Parameters(paramLabel = "FILE", description = "The CSV; - = standard input.")
  Path file;

  @Option(names = "--dry-run", description = "Only say what would happen.")
  boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  CsvImport() {}

  /** Asks the server. */
  interface Importer {
    ImportView imported(boolean dryRun, CsvUpload csv);
  }

  /** Shows what an import would do, asks, and does it. */
  int run(Screen screen, Importer importer) throws IOException {
    CsvUpload csv = new CsvUpload(Base64.getEncoder().encodeToString(Uploads.bytes(file)));
    if (dryRun) {
      return imported(screen, true, importer.imported(true, csv));
    }
    if (!yes) {
      ImportView preview = importer.imported(true, csv);
      imported(screen.forPeople(), true, preview);
      if (preview.added() + preview.updated() == 0) {
        screen.value(preview);
        return exit(preview);
      }
      Question.ask(screen, false, "Import?");
    }
    return imported(screen, false, importer.imported(false, csv));
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
    if (!result.newSites().isEmpty()) {
      screen.say(
          (dryRun ? "New sites that would be made: " : "New sites: ")
              + String.join(", ", result.newSites()));
    }
    if (!result.unknownColumns().isEmpty()) {
      screen.say("Columns that were not understood: " + String.join(", ", result.unknownColumns()));
    }
    List<List<String>> telling =
        result.rows().stream()
            .filter(row -> !row.reason().isEmpty() || (dryRun && shown(row)))
            .map(row ->
                List.of(
                    String.valueOf(row.line()),
                    row.subject(),
                    row.name() == null ? "" : row.name(),
                    verdict(row.verdict(), dryRun),
                    row.reason()))
            .toList();
    List<List<String>> some = telling.subList(0, Math.min(MOST, telling.size()));
    if (!some.isEmpty()) {
      screen.table(List.of("line", "what", "name", "verdict", "note"), some);
    }
    long shown = result.rows().stream().filter(row -> row.verdict().equals("REFUSE")).count();
    if (some.size() < telling.size()) {
      screen.say("The first " + some.size() + " rows, refused ones first; --json shows more.");
    }
    if (shown < result.refused()) {
      screen.say("Only the first " + shown + " refused rows are shown.");
    }
    return exit(result);
  }

  private static boolean shown(ImportView.RowView row) {
    return row.verdict().equals("ADD") || row.verdict().equals("UPDATE");
  }

  private static String verdict(String verdict, boolean dryRun) {
    if (dryRun) {
      return Words.plain(verdict);
    }
    return switch (verdict) {
      case "ADD" -> "added";
      case "UPDATE" -> "updated";
      case "REFUSE" -> "refused";
      default -> Words.plain(verdict);
    };
  }

  /** Imports that were made; the exit code. */
  static int made(Screen screen, PageOf<ImportView.Made> imports) {
    return screen.page(
        imports,
        List.of("when", "added, and still here"),
        each -> List.of(each.at().toString(), String.valueOf(each.here())));
  }

  /** Undoes an import, or with {@code true} says what that would do. */
  interface Undoing {
    ImportView.Undone undo(boolean dryRun);
  }

  /** Says what would happen, asks, and undoes. */
  static int undo(Screen screen, boolean yes, Undoing undoing) {
    ImportView.Undone would = undoing.undo(true);
    Screen people = screen.forPeople();
    people.say(
        "Would be removed: "
            + would.removed()
            + (would.kept() == 0 ? "" : ", stay since they are in use: " + would.kept()));
    if (would.removed() == 0) {
      throw new CliException(ExitCode.REFUSED, "Nothing of that import can be removed.");
    }
    Question.ask(screen, yes, "Remove them?");
    ImportView.Undone done = undoing.undo(false);
    screen.value(done);
    screen.say("Removed: " + done.removed());
    return (done.kept() == 0 ? ExitCode.OK : ExitCode.PARTLY).code();
  }
}
