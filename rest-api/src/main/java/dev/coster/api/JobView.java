package dev.coster.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job.
 *
 * @param state WAITING, RUNNING, PAUSED, DONE, FAILED, CANCELED
 * @param succeeded how many are done; of licenses, confirmed by Apple, as the results say
 * @param canceling whether it was canceled, and waits for what cannot be called back
 * @param notAsked pairs of a plan that were not asked for and will not be; 0 while it is not over
 * @param note one sentence: whom it waits for
 */
public record JobView(
    UUID id,
    String kind,
    String title,
    String state,
    @Nullable Integer locationId,
    String by,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long total,
    long succeeded,
    long refused,
    long notAsked,
    boolean canceling,
    @Nullable String note,
    @Nullable String errorCode,
    @Nullable String errorDetail) {

  /** Whether nothing more will happen. */
  public boolean finished() {
    return finishedAt != null;
  }
}
