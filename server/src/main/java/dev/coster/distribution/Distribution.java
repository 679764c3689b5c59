package dev.coster.distribution;

import dev.coster.job.Job;
import dev.coster.platform.Actor;
import dev.coster.platform.OutboxType;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Giving and taking back, always by way of a plan that was looked at. Thread-safe. */
public interface Distribution {

  /**
   * What somebody wants.
   *
   * @param heldOnly for taking back: of all these pairs only those that are held are meant, so that
   *     nobody is left out for not having something. Without assets, everything is meant that is
   *     held when the plan is computed
   */
  @SuppressWarnings("ArrayRecordComponent") // large selections, never compared
  record Wish(
      Verb verb,
      int locationId,
      int[] assetIds,
      int[] deviceIds,
      int[] personIds,
      int[] holderIds,
      boolean heldOnly) {

    /** Each pair is meant, and whoever is left out is told why. */
    public Wish(
        Verb verb,
        int locationId,
        int[] assetIds,
        int[] deviceIds,
        int[] personIds,
        int[] holderIds) {
      this(verb, locationId, assetIds, deviceIds, personIds, holderIds, false);
    }

    boolean everything() {
      return heldOnly && assetIds.length == 0;
    }
  }

  /**
   * Giving, or taking back. Holder ids of a wish may only be given for taking back (orphans, too).
   */
  enum Verb {
    GIVE,
    TAKE_BACK
  }

  /**
   * Computes a plan and keeps it for an hour. Calls nobody, and changes nothing that is shown;
   * devices that Coster did not know Apple's identity of may get one.
   */
  Preview preview(Wish wish, Visibility visibility, Actor actor);

  /**
   * What would happen.
   *
   * @param hash what the run must find again
   * @param pairs what will be asked for
   * @param registrations persons who have to be registered with Apple first
   * @param permanent pairs that can never be taken back (books)
   * @param givenByOthers for taking back: pairs that Coster did not give
   * @param requests how many requests to Apple
   * @param estimate how long it will take, roughly
   * @param assets per asset
   * @param exclusions why pairs of the wish are not asked for
   * @param appsStopOn for taking back: when apps that stay installed stop working (30 days)
   */
  record Preview(
      UUID planId,
      String hash,
      Verb verb,
      int locationId,
      long pairs,
      int registrations,
      long permanent,
      long givenByOthers,
      int requests,
      Duration estimate,
      List<AssetPreview> assets,
      List<ExclusionCount> exclusions,
      @Nullable Instant appsStopOn,
      Instant expiresAt) {}

  /**
   * A plan that was computed before, as the world is now; changes nothing. It is kept for a day
   * after it has expired, so that it can be computed anew.
   *
   * @param from how many of its pairs to leave out; from the second page on they are those of the
   *     world as the first page saw it, for some seconds
   * @param limit how many of them to tell
   */
  Optional<KeptPlan> kept(Visibility visibility, UUID planId, long from, int limit);

  /**
   * A kept plan.
   *
   * @param hash of the plan that was looked at first
   * @param now the same wish in the world as it is now
   * @param jobId the job that ran it
   */
  record KeptPlan(
      Wish wish, String hash, Preview now, @Nullable UUID jobId, List<PlannedPair> pairs) {

    /** Whether something else would happen than what was looked at. */
    public boolean changed() {
      return !hash.equals(now.hash());
    }
  }

  /** What a plan does, without the world as it is now. */
  Optional<Verb> verb(Visibility visibility, UUID planId);

  /**
   * A pair that a plan asks for.
   *
   * @param appleId Apple's identity of the holder; null where there is none yet
   * @param registered false for a person who has to be registered with Apple first
   */
  record PlannedPair(
      int assetId,
      String assetName,
      String label,
      @Nullable String appleId,
      boolean device,
      boolean registered) {}

  /** One asset of a preview. */
  record AssetPreview(
      int assetId,
      String name,
      long pairs,
      boolean unlimited,
      @Nullable Long freeBefore,
      @Nullable Long freeAfter,
      long shortBy,
      boolean permanent) {}

  /** How many pairs are left out for a reason, with some of them as examples. */
  record ExclusionCount(Exclusion reason, int assetId, long pairs, List<String> examples) {}

  /** Why a pair of a wish is not asked for. */
  enum Exclusion {
    ALREADY_HELD("has it already"),
    NOT_HELD("does not have it"),
    IN_WORK("is in another request that is still open"),
    NOT_DEVICE_ASSIGNABLE(
        "cannot be given to devices (its developer, or its kind, does not allow it)"),
    IRREVOCABLE("cannot be taken back: books stay for ever"),
    NO_LICENSE_FREE("no license is free"),
    NO_SERIAL_NUMBER("has no serial number, so only the person can be given it"),
    NOT_AT_LOCATION("is not at this location"),
    NOT_REGISTERED("is not registered with Apple here");

    private final String words;

    Exclusion(String words) {
      this.words = words;
    }

    /** In plain words, following "because it". */
    public String words() {
      return words;
    }
  }

  /**
   * Runs a plan as a job: computes it again, refuses with the difference when it is no longer the
   * same ({@link dev.coster.platform.Problem} conflict {@code plan.changed}), and records all its
   * requests in one transaction.
   *
   * @return the job
   */
  UUID run(UUID planId, String hash, Visibility visibility, Actor actor);

  /**
   * The result of a job per pair: those that stand out first (refused, being checked, left out),
   * then the confirmed.
   */
  List<PairRow> results(
      Visibility visibility,
      UUID jobId,
      @Nullable PairState state,
      @Nullable PairCursor after,
      int limit);

  /** Whether a job's units are licenses, each with a result. */
  static boolean isOf(Job job) {
    return job.kind().startsWith("distribution.");
  }

  /**
   * How many pairs of a job's plan were not asked for and will not be: people whom Apple did not
   * register, what is not free any more, or canceled. 0 while the job is not over.
   */
  static long notAsked(Job job) {
    return job.finishedAt() == null || !isOf(job) ? 0 : JobNotes.notAsked(job);
  }

  /**
   * How many pairs of these jobs are confirmed by now, by the rows that {@link #results} shows.
   * What a job itself has counted are requests that came to their end.
   */
  Map<UUID, Long> confirmed(Visibility visibility, List<UUID> jobIds);

  /** Of whom a job waits until Apple has registered them, by id; empty for other jobs. */
  int[] waitingFor(Visibility visibility, UUID jobId);

  /** How many pairs are in which state. */
  Map<PairState, Long> resultCounts(Visibility visibility, UUID jobId);

  /** Where the next page begins: the last row's state, asset and holder. */
  record PairCursor(PairState state, int assetId, int holderId) {}

  /** How a pair of a job stands. */
  enum PairState {
    CONFIRMED,
    IN_WORK,
    BEING_CHECKED,
    REFUSED,
    NOT_ASKED
  }

  /**
   * A pair of a job.
   *
   * @param holderId negative where Apple has no identity for the person or device (yet)
   */
  record PairRow(
      int assetId,
      String assetName,
      int holderId,
      String holderLabel,
      PairState state,
      @Nullable Integer errorNumber,
      @Nullable String reason) {}

  /** Pairs that were confirmed: outbox event, in batches. */
  @OutboxType("assignments-confirmed")
  @SuppressWarnings("ArrayRecordComponent") // rectangles, never compared
  record AssignmentsConfirmed(int locationId, int[] assetIds, int[] holderIds) {}

  /** Pairs that were released: outbox event, in batches. */
  @OutboxType("assignments-released")
  @SuppressWarnings("ArrayRecordComponent") // rectangles, never compared
  record AssignmentsReleased(int locationId, int[] assetIds, int[] holderIds) {}
}
