package dev.coster.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to Apple, as recorded: a rectangle of assets × holders, or, for operations on users,
 * holders alone.
 *
 * @param assetIds sorted
 * @param holderIds sorted
 * @param users what is sent for operations on users; empty otherwise
 * @param checkAfter readings that began after this instant may settle the request
 */
@SuppressWarnings("ArrayRecordComponent") // rectangles are large and never compared
public record Request(
    UUID id,
    int locationId,
    @Nullable UUID jobId,
    int attempt,
    Operation operation,
    Lane lane,
    int[] assetIds,
    int[] holderIds,
    List<UserFields> users,
    RequestState state,
    @Nullable String eventId,
    Instant recordedAt,
    @Nullable Instant sentAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant checkAfter,
    @Nullable Instant settledAt,
    @Nullable Outcome outcome,
    @Nullable Integer errorNumber,
    @Nullable String errorMessage) {

  /** What is sent of a user. */
  public record UserFields(
      String clientUserId, @Nullable String email, @Nullable String managedAppleId) {}

  /** How many pairs (or users) it covers. */
  public long size() {
    return (operation.onAssets() ? (long) Math.max(1, assetIds.length) : 1L) * holderIds.length;
  }
}
