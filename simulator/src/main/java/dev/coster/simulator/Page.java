package dev.coster.simulator;

import tools.jackson.core.JsonGenerator;

/** One page of a listing: rows {@code first} to {@code first + size} of all. */
record Page(int index, int totalPages, int first, int size) {

  static Page of(Query query, PageCut cut, int rows) {
    int index = query.pageIndex();
    int totalPages = cut.totalPages(rows);
    if (index < 0 || index >= totalPages) {
      throw new Refusal(AppleError.PAGE_OUT_OF_RANGE);
    }
    int first = Math.min(rows, cut.start(index));
    int end = Math.min(rows, cut.start(index + 1));
    return new Page(index, totalPages, first, end - first);
  }

  /** The same page with some rows of the one before it; it still ends where it ended. */
  Page earlier(int rows) {
    int more = Math.min(rows, first);
    return new Page(index, totalPages, first - more, size + more);
  }

  void writeTo(JsonGenerator json, String versionId) {
    json.writeNumberProperty("currentPageIndex", index);
    if (index + 1 < totalPages) {
      json.writeNumberProperty("nextPageIndex", index + 1);
    }
    json.writeNumberProperty("size", size);
    json.writeNumberProperty("totalPages", totalPages);
    json.writeStringProperty("versionId", versionId);
  }
}
