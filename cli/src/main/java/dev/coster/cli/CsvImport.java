package dev.coster.cli;

import dev.coster.api.CsvUpload;
import dev.coster.api.ImportView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a CSV is imported, whatever its rows are. */
final class CsvImport {

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
