package dev.coster.simulator;

/** What all listings share: how pages are cut, versions that move on their own, deltas. */
final class Listing {
  private Listing() {}

  static Page page(World world, Query query, int usualSize, int rows) {
    int size = world.faults.pages().size(usualSize, rows);
    boolean uneven = world.choices.reading().unevenPages();
    Page page = Page.of(query, new PageCut(Math.max(1, size), uneven), rows);
    return world.choices.reading().movingCuts()
        ? page.earlier(world.luck.nextInt(Math.max(1, size)))
        : page;
  }

  /** Between two pages another server may have written something that it took back at once. */
  static void maybeMove(World world, Query query, VersionLine versions) {
    if (query.pageIndex() > 0 && world.chance(world.faults.pages().phantomChange())) {
      versions.next();
    }
  }

  /** The version that a delta begins after, or -1 when everything is wanted. */
  static int since(World world, Query query, VersionLine versions) {
    String versionId = query.text("sinceVersionId");
    if (versionId == null) {
      return -1;
    }
    Integer version = versions.find(versionId);
    if (version == null || world.chance(world.faults.pages().versionForgotten())) {
      throw new Refusal(AppleError.INVALID_VERSION);
    }
    return version;
  }
}
