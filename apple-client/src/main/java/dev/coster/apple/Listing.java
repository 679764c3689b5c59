package dev.coster.apple;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, as <a
 * href="https://developer.apple.com/documentation/devicemanagement/using-paginated-endpoints">Apple
 * pages</a>. Pages are no snapshot: version and number of pages may change from one to the next. A
 * page without rows may still have a next page.
 *
 * @param nextPageIndex null on the last page
 * @param size rows on this page, as Apple says
 * @param versionId names the state of all data of this kind; opaque
 * @param unknownFields fields that this client does not know, by name; rows' names after the name
 *     of their list and a dot. Their values are not kept, but for an example
 */
public record Listing<T>(
    List<T> rows,
    int currentPageIndex,
    @Nullable Integer nextPageIndex,
    @Nullable Integer size,
    @Nullable Integer totalPages,
    @Nullable String versionId,
    Map<String, UnknownField> unknownFields) {

  public Listing {
    rows = List.copyOf(rows);
    unknownFields = Map.copyOf(unknownFields);
  }
}
