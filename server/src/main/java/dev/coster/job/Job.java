package dev.coster.job;

import dev.coster.platform.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Long work, as stored. It survives closing the browser and restarting the server.
 *
 * @param kind what sort of work, for instance {@code distribution.give}; its {@link JobRunner} does
 *     it
 * @param total how many units (pairs, persons, pages; as the kind counts) it covers; 0 while not
 *     known
 * @param note one sentence: whom the job waits for
 * @param errorCode a {@link dev.coster.platform.Problem} code, when it failed
 * @param wish what was asked for, as the kind's runner wrote it
 * @param result what the runner leaves for those who look
 */
public record Job(
    UUID id,
    String kind,
    String title,
    JobState state,
    @Nullable Integer locationId,
    Actor actor,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Instant updatedAt,
    long total,
    long succeeded,
    long refused,
    @Nullable String note,
    @Nullable String errorCode,
    @Nullable String errorDetail,
    boolean pauseRequested,
    boolean cancelRequested,
    JsonNode wish,
    JsonNode result) {

  /** The same with other counts, for those who know more than the row. */
  public Job counting(long otherSucceeded, long otherRefused) {
    return new Job(
        id,
        kind,
        title,
        state,
        locationId,
        actor,
        createdAt,
        startedAt,
        finishedAt,
        updatedAt,
        total,
        otherSucceeded,
        otherRefused,
        note,
        errorCode,
        errorDetail,
        pauseRequested,
        cancelRequested,
        wish,
        result);
  }
}
