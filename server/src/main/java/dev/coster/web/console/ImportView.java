package dev.coster.web.console;

import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvPreview;
import dev.coster.csv.CsvPreview.Verdict;
import dev.coster.web.console.ImportFiles.Ticket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a CSV import.
 *
 * @param kind what is imported
 * @param path where the form goes
 * @param back the list
 * @param columns the headings that are understood, for people
 * @param preview what would happen, or happened; null before a file was given
 * @param ticket which file was looked at
 * @param done whether it happened
 * @param made imports that can be undone, beside the form alone
 */
public record ImportView(
    String kind,
    String path,
    String back,
    String columns,
    @Nullable CsvPreview preview,
    @Nullable Ticket ticket,
    boolean done,
    List<CsvImported> made) {

  /** Whether there are more rows than verdicts on them here. */
  public boolean cut() {
    return preview != null && preview.verdicts().size() < rows(preview);
  }

  private static long rows(CsvPreview result) {
    return (long) result.added() + result.updated() + result.unchanged() + result.refused();
  }

  /** A verdict in words. */
  public String words(Verdict verdict) {
    return switch (verdict) {
      case ADD -> done ? "added" : "add";
      case UPDATE -> done ? "updated" : "update";
      case UNCHANGED -> "unchanged";
      case REFUSE -> done ? "refused" : "refuse";
    };
  }

  /** The CSS tone. */
  public String tone(Verdict verdict) {
    return switch (verdict) {
      case ADD -> "success";
      case UPDATE -> "info";
      case UNCHANGED -> "secondary";
      case REFUSE -> "danger";
    };
  }
}
