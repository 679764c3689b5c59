package dev.coster.api;

import java.util.List;

/**
 * What an import does or did.
 *
 * @param newSites sites that the file names and nobody has named before: they are made
 */
public record ImportView(
    int added,
    int updated,
    int unchanged,
    int refused,
    List<RowView> rows,
    List<String> newSites,
    List<String> unknownColumns) {

  /** The verdict on one row. */
  public record RowView(long line, String subject, String verdict, String reason) {}
}
