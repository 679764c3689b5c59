package dev.coster.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * The verdict on one row.
   *
   * @param name as it is stored; empty where the file says none, or the row is refused
   */
  public record RowView(
      long line, String subject, @Nullable String name, String verdict, String reason) {}

  /**
   * An import that was made.
   *
   * @param at when; it names the import
   * @param here how many of those that it added are still here
   */
  public record Made(Instant at, long here) {}

  /** Which import is to be undone; with {@code dryRun} it is only said what would happen. */
  public record Undo(Instant importedAt, boolean dryRun) {}

  /**
   * What undoing did, or would do.
   *
   * @param kept how many stay, since they have something by now
   */
  public record Undone(long removed, long kept) {}
}
