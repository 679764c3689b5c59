package dev.coster.api;

import java.util.List;

/** What an import does or did. */
public record ImportView(
    int added,
    int updated,
    int unchanged,
    int refused,
    List<RowView> rows,
    List<String> unknownColumns) {

  /** The verdict on one row. */
  public record RowView(long line, String subject, String verdict, String reason) {}
}
