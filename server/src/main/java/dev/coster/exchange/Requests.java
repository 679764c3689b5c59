package dev.coster.exchange;

import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The recorded requests. Recording happens in the caller's transaction and under the location's
 * lock; sending, following and repeating are the exchange's business. Thread-safe.
 */
public interface Requests {

  /** How often a pair is asked for at most; what is still missing then is given up. */
  int MAX_ATTEMPTS = 5;

  /**
   * Forgets mail addresses and accounts of these users in requests that are over; the requests
   * stay, and so do the other users in them.
   */
  void forgetUsers(int[] holderIds);

  /**
   * Locks the location's requests against every other recorder until the transaction ends. To be
   * called before the planner's input is read, so that what is recorded is what was planned.
   */
  void lock(int locationId);

  /**
   * Writes requests down, to be sent soon. The caller holds {@link #lock}.
   *
   * @throws PairInWorkException when an open request contains one of the pairs (or users); nothing
   *     is recorded then
   */
  List<UUID> record(List<Draft> drafts);

  /** A request to be. */
  @SuppressWarnings("ArrayRecordComponent") // rectangles are large and never compared
  record Draft(
      int locationId,
      @Nullable UUID jobId,
      Operation operation,
      Lane lane,
      int[] assetIds,
      int[] holderIds,
      List<Request.UserFields> users) {

    /** What a request asked for, to be asked for again. */
    public static Draft of(Request request) {
      return new Draft(
          request.locationId(),
          request.jobId(),
          request.operation(),
          request.lane(),
          request.assetIds(),
          request.holderIds(),
          request.users());
    }

    /** The same about others. */
    public Draft about(int[] assets, int[] holders, List<Request.UserFields> fields) {
      return new Draft(locationId, jobId, operation, lane, assets, holders, fields);
    }
  }

  /** An open request contains a pair already; a later wish waits. */
  final class PairInWorkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PairInWorkException(String message) {
      super(message);
    }
  }

  /** All requests of a location that still hold their pairs. */
  List<Request> open(int locationId);

  /** Open requests whose pairs wait for a reading (LOST, CHECKING). */
  List<Request> toCheck(int locationId);

  /**
   * Accepted requests on assets whose result is left to Apple's notifications for a while; only
   * those with this asset, and with this holder, where one is given.
   */
  List<Request> leftToNotifications(
      int locationId, @Nullable Integer assetId, @Nullable Integer holderId);

  /** Asks for the status of an accepted request soon: there are signs that its event moves. */
  void askSoon(UUID requestId);

  Optional<Request> find(Visibility visibility, UUID requestId);

  /** The requests of a job, oldest first, after the given one. */
  List<Request> ofJob(Visibility visibility, UUID jobId, @Nullable UUID after, int limit);

  /** How many requests of the job are open. */
  int openOfJob(UUID jobId);

  /** How the open requests of a job stand. */
  Standing standing(UUID jobId);

  /**
   * The open requests of a job.
   *
   * @param recorded how many are not sent yet
   * @param sent how many are on their way
   * @param accepted on how many Apple is working
   * @param checked of how many it is read at Apple what became of them
   * @param asksAgainAt when Apple is asked next for the result of an accepted one
   * @param putOffBy the number by which Apple put a recorded one off
   * @param sentAgainAt when that one is sent again
   */
  record Standing(
      int recorded,
      int sent,
      int accepted,
      int checked,
      @Nullable Instant asksAgainAt,
      @Nullable Integer putOffBy,
      @Nullable Instant sentAgainAt) {

    /** How many are open. */
    public int open() {
      return recorded + sent + accepted + checked;
    }
  }

  /**
   * Requests that contain this pair (asset may be 0: any), newest first; with the pair's own
   * result. For its story.
   */
  List<Story> containing(Visibility visibility, int assetId, int holderId, int limit);

  /** A request and how one pair fared in it; result null = as the request. */
  record Story(
      Request request,
      @Nullable PairResult result,
      @Nullable Integer errorNumber,
      @Nullable String errorMessage) {}

  /** The open request of this event, when Apple's notification names one of ours. */
  Optional<Request> openByEvent(int locationId, String eventId);

  /** Whether an event is one of ours, open or settled. */
  boolean isOurs(int locationId, String eventId);

  /**
   * Writes down how single pairs of an open request fared (a notification said so). Existing rows
   * are kept as they are. A notification means that the event moves: its status is asked for soon,
   * also when there is no pair to note.
   */
  void notePairs(UUID requestId, List<PairNote> notes);

  /** How one pair fared. */
  record PairNote(
      int assetId,
      int holderId,
      PairResult result,
      @Nullable Integer errorNumber,
      @Nullable String errorMessage) {}

  /** The rows of a request's pairs that fared differently. */
  List<PairNote> pairs(UUID requestId);

  /**
   * Settles a request that was being checked, after a reading told what became of its pairs.
   *
   * <p>Does nothing when another reading has settled it already. Only pairs of the request can be
   * sent again, and only while its {@link Request#attempt} is below {@link #MAX_ATTEMPTS}.
   *
   * @param outcome COMPLETE or PARTLY
   * @param sendAgain drafts of what is still missing, recorded as repetitions in the same breath
   *     (their pairs stay reserved)
   */
  void settleChecked(
      UUID requestId, Outcome outcome, List<PairNote> notes, List<Draft> sendAgain, Instant at);

  /**
   * The same, where what is missing goes out together with other repetitions of the job that ask
   * for the same time and are not sent yet, when that makes fewer requests: those are recorded anew
   * with it. Nothing waits for that.
   *
   * @param packing the drafts of what is still missing, and of the pairs of these requests
   */
  void settleChecked(
      UUID requestId, Outcome outcome, List<PairNote> notes, Packing packing, Instant at);

  /** Lays requests over what a request has to be sent again, and over the pairs of others. */
  @FunctionalInterface
  interface Packing {
    List<Draft> with(List<Request> unsent);
  }

  /**
   * Takes back all requests of a job that are not sent yet, telling the listener of each. Returns
   * how many pairs they covered. A request on its way that Apple then refuses for the moment is
   * withdrawn instead of sent again, when the job's row says that it is canceled; so is whatever
   * else comes to be recorded for it then, repetitions above all.
   */
  long withdraw(UUID jobId);

  /**
   * Stops or lets go the sending of a job's recorded requests. What is recorded for a job while its
   * row says paused is held too; nothing at all is sent while it says so.
   */
  void hold(UUID jobId, boolean held);

  /**
   * Pairs of open ASSOCIATE requests per asset, minus those confirmed already: what is reserved of
   * each asset's free count.
   */
  Map<Integer, Long> reserved(int locationId);
}
