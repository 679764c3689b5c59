package dev.coster.sync;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listing on its way through the pages, as stored.
 *
 * @param readAt when its last page was staged; it only has to be applied then
 * @param lastVersion the version of the last page; once a page differed from the first, of that one
 * @param nextPage the page to read next
 * @param rows what Apple sent so far
 * @param staged rows in the staging table so far
 */
record Walk(
    long id,
    int locationId,
    Reading reading,
    Instant beganAt,
    @Nullable Instant readAt,
    @Nullable String firstVersion,
    @Nullable String lastVersion,
    int nextPage,
    @Nullable Integer totalPages,
    long rows,
    long staged,
    @Nullable String note) {

  /**
   * Whether what it does not show is not there: all pages told of one state. A single page does in
   * any case.
   */
  boolean ofOneState() {
    return nextPage <= 1 || (firstVersion != null && Objects.equals(firstVersion, lastVersion));
  }

  /** For people: what is read, and how far it is. */
  String progress() {
    String page =
        totalPages == null ? "page " + nextPage : "page " + nextPage + " of " + totalPages;
    String words = reading.words();
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ": " + page;
  }
}
