package dev.coster.csv;

import java.util.List;

/**
 * What an import of a CSV does, or did.
 *
 * @param verdicts of the first 1,000 rows that are worth a word (everything but UNCHANGED first);
 *     all rows are counted
 * @param newSites sites that the file names and nobody has named before: they are made
 * @param unknownColumns headings that were not understood and are ignored
 */
public record CsvPreview(
    int added,
    int updated,
    int unchanged,
    int refused,
    List<RowVerdict> verdicts,
    List<String> newSites,
    List<String> unknownColumns) {

  /**
   * The verdict on one row.
   *
   * @param name as it is stored; empty where the file says none, or the row is refused
   */
  public record RowVerdict(
      long line, String subject, String name, Verdict verdict, String reason) {}

  /** What happens to a row. */
  public enum Verdict {
    ADD,
    UPDATE,
    UNCHANGED,
    REFUSE
  }
}
