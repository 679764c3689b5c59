package dev.coster.distribution;

import dev.coster.platform.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The picture of assignments in the database. */
final class StoredObserved implements Observed {
  /** So many doubtful pairs of an asset are looked at one by one; more of them together. */
  private static final int FEW = 3;

  /** The same after the asset's own listing changed while it was read: one pair is one page. */
  private static final int FEW_ON_SECOND_DOUBT = 100;

  /** Until the changes that disturbed a filtered reading have settled. */
  private static final Duration PAUSE_AFTER_DISTURBANCE = Duration.ofSeconds(15);

  private final AssignmentStore assignments;
  private final RereadStore rereads;
  private final InstantSource clock;
  private final Supplier<List<ReadingListener>> listeners;

  /**
   * Over its stores.
   *
   * @param listeners asked for at each reading, since those who wait use this picture themselves
   */
  StoredObserved(
      AssignmentStore assignments,
      RereadStore rereads,
      InstantSource clock,
      Supplier<List<ReadingListener>> listeners) {
    this.assignments = assignments;
    this.rereads = rereads;
    this.clock = clock;
    this.listeners = listeners;
  }

  @Override
  public void learned(
      int locationId, int[] assetIds, int[] holderIds, boolean present, Instant at) {
    Transactions.require();
    assignments.lock(locationId);
    assignments.learned(locationId, assetIds, holderIds, present, at);
  }

  @Override
  public void learnedPairs(
      int locationId, int[] assetIds, int[] holderIds, boolean present, Instant at) {
    Transactions.require();
    if (assetIds.length != holderIds.length) {
      throw new IllegalArgumentException(
          assetIds.length + " assets and " + holderIds.length + " holders are no pairs.");
    }
    assignments.lock(locationId);
    assignments.learnedPairs(locationId, assetIds, holderIds, present, at);
  }

  @Override
  public Applied applyListing(FinishedListing listing) {
    Transactions.require();
    assignments.lock(listing.locationId());
    boolean whole = listing.assetId() == null && listing.holderId() == null;
    Applied applied = whole ? assignments.comparingAll(() -> compare(listing)) : compare(listing);
    if (listing.absenceCounts()) {
      rereads.fulfilled(listing);
    } else if (!whole) {
      rereadLater(
          listing.locationId(),
          listing.assetId(),
          listing.holderId(),
          clock.instant().plus(PAUSE_AFTER_DISTURBANCE));
    }
    assignments.forgetLearnedBefore(listing.locationId(), listing.beganAt());
    listeners.get().forEach(listener -> listener.readingApplied(listing));
    return applied;
  }

  private Applied compare(FinishedListing listing) {
    long added = assignments.addMissing(listing);
    if (listing.absenceCounts()) {
      return new Applied(added, assignments.removeAbsent(listing), 0);
    }
    int few = listing.assetId() == null ? FEW : FEW_ON_SECOND_DOUBT;
    return new Applied(added, 0, rereads.askForAbsent(listing, few, clock.instant()));
  }

  @Override
  public long applyDelta(FinishedListing listing, Instant baseBeganAt) {
    Transactions.require();
    return rereads.askForContradictions(listing, baseBeganAt, FEW, clock.instant());
  }

  @Override
  public void askToRead(
      int locationId,
      Set<Integer> assetIds,
      @Nullable Integer holderId,
      String reason,
      Instant at) {
    Transactions.require();
    if (assetIds.isEmpty() && holderId == null) {
      return;
    }
    int[] assets =
        assetIds.isEmpty()
            ? new int[] {0}
            : assetIds.stream().mapToInt(Integer::intValue).sorted().toArray();
    int[] holders = {orZero(holderId)};
    rereads.ask(locationId, assets, holders, reason, at, clock.instant());
  }

  @Override
  public void askToReadHolders(int locationId, int[] holderIds, String reason, Instant at) {
    Transactions.require();
    rereads.ask(locationId, new int[] {0}, holderIds, reason, at, clock.instant());
  }

  @Override
  public List<Reread> rereadsDue(int locationId, Instant now, int limit) {
    return rereads.due(locationId, now, limit);
  }

  @Override
  public void rereadLater(
      int locationId, @Nullable Integer assetId, @Nullable Integer holderId, Instant notBefore) {
    Transactions.require();
    rereads.later(locationId, orZero(assetId), orZero(holderId), notBefore);
  }

  private static int orZero(@Nullable Integer id) {
    return id == null ? 0 : id;
  }
}
