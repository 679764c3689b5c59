package dev.coster.exchange;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A package that asked for requests and is told what became of them. Called in the transaction that
 * moves the request, after its row was written; must not call Apple.
 */
public interface RequestListener {

  /** The operations whose requests it asked for. */
  Set<Operation> operations();

  /** Apple's event is complete: every pair or user is confirmed. */
  void completed(Request request);

  /** Apple refused the request at once: nothing was queued. */
  void refused(Request request, int errorNumber, String errorMessage);

  /**
   * The request's pairs have to be read at Apple: the event failed in part, or nobody knows what
   * became of it. The listener asks for readings that begin after {@link Request#checkAfter()} and
   * later calls {@link Requests#settleChecked}.
   *
   * @param failures what Apple said of failures; may be empty, may not name every pair
   */
  void toCheck(Request request, List<Failure> failures);

  /** A request was withdrawn before it was sent. */
  void withdrawn(Request request);

  /**
   * One failure of an event.
   *
   * @param adamIds named assets, may be empty
   * @param clientUserIds named users, may be empty
   * @param serialNumbers named devices, may be empty
   */
  record Failure(
      int errorNumber,
      @Nullable String errorMessage,
      List<String> adamIds,
      List<String> clientUserIds,
      List<String> serialNumbers) {}
}
