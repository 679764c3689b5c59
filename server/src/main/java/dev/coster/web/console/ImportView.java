package dev.coster.web.console;

import dev.coster.platform.CsvPreview;
import dev.coster.platform.CsvPreview.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The page of a CSV import.
 *
 * @param path where the form goes
 * @param back the list
 * @param columns the headings that are understood, for people
 * @param preview what would happen, or happened; null before a file was given
 * @param done whether it happened
 */
public record ImportView(
    String path, String back, String columns, @Nullable CsvPreview preview, boolean done) {

  /** A verdict in words. */
  public String words(Verdict verdict) {
    return switch (verdict) {
      case ADD -> "add";
      case UPDATE -> "update";
      case UNCHANGED -> "unchanged";
      case REFUSE -> "refuse";
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
