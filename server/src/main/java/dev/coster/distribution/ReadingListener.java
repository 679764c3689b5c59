package dev.coster.distribution;

/**
 * Whoever waits for readings of assignments: told of each finished one, in the transaction that
 * made it the picture.
 */
interface ReadingListener {

  /** The listing is applied; what it showed is in {@code assignment} now. */
  void readingApplied(Observed.FinishedListing listing);
}
