package dev.coster.sync;

/** What Apple lists page by page; in the order in which everything is read. */
enum ListingKind {
  USERS,
  ASSETS,
  ASSIGNMENTS;

  /** For people. */
  String words() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
