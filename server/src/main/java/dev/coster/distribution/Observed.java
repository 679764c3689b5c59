package dev.coster.distribution;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is assigned, as Apple said it: the table {@code assignment} and the rules by which it may
 * change. Only this package writes it. Methods that change join the caller's transaction.
 * Thread-safe.
 */
public interface Observed {

  /**
   * Pairs that Apple confirmed (event complete, or a notification of an open request): present or
   * gone from now on.
   */
  void learned(int locationId, int[] assetIds, int[] holderIds, boolean present, Instant at);

  /** The same for single pairs; both arrays have the same length. */
  void learnedPairs(int locationId, int[] assetIds, int[] holderIds, boolean present, Instant at);

  /**
   * A finished listing, staged in {@code listing_assignment}, becomes the picture: presence is
   * believed at once; absence only when {@code absenceCounts}; what was learned at {@code beganAt}
   * or later wins over both. Those who wait for a reading are told in the same transaction.
   * Unchanged rows are not touched. Wishes to read again that it fulfills are taken away; when
   * absence does not count, the rows that it misses are marked to be read again.
   *
   * @return what changed
   */
  Applied applyListing(FinishedListing listing);

  /**
   * A finished delta, staged likewise, tells which pairs were modified, but not how: a removal may
   * look like any other row. So nothing is believed; pairs that contradict the picture are marked
   * to be read again: those that are not in it, and those that were in it before {@code
   * baseBeganAt}.
   *
   * @param baseBeganAt when the listing began from whose first version the delta continues
   * @return how many pairs contradict
   */
  long applyDelta(FinishedListing listing, Instant baseBeganAt);

  /**
   * A finished listing.
   *
   * @param assetId filtered to one asset; null = not filtered
   * @param holderId filtered to one holder; null = not filtered
   * @param absenceCounts first and last page carried the same version (or the filter makes it small
   *     enough to be one page)
   */
  record FinishedListing(
      long listingId,
      int locationId,
      @Nullable Integer assetId,
      @Nullable Integer holderId,
      boolean absenceCounts,
      Instant beganAt) {}

  /**
   * How many rows a listing changed; doubtful = absent rows of a listing that cannot be believed,
   * marked to be read again.
   */
  record Applied(long added, long removed, long doubtful) {}

  /**
   * Asks for assignments to be read again by filtered listings: of these assets (holder null), of
   * these assets at one holder, or of one holder (no assets). A listing fulfills the wish when it
   * began after {@code at}.
   */
  void askToRead(
      int locationId, Set<Integer> assetIds, @Nullable Integer holderId, String reason, Instant at);

  /** Asks for each of these holders to be read by itself. */
  void askToReadHolders(int locationId, int[] holderIds, String reason, Instant at);

  /**
   * The next filtered readings that are due, oldest first. What is asked for at an instant is due
   * after it, since only a listing that begins later fulfills it.
   */
  List<Reread> rereadsDue(int locationId, Instant now, int limit);

  /**
   * A wish to read again; asset 0 or holder 0 means not filtered by it.
   *
   * @param since when it was asked for, or until when it was put off
   */
  record Reread(int assetId, int holderId, Instant since) {}

  /**
   * A reading that was wished for could not be made: it is not due again before the instant.
   *
   * @param assetId filtered to one asset; null = not filtered
   * @param holderId filtered to one holder; null = not filtered
   */
  void rereadLater(
      int locationId, @Nullable Integer assetId, @Nullable Integer holderId, Instant notBefore);
}
