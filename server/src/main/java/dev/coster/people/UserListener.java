package dev.coster.people;

import dev.coster.apple.ErrorClass;
import dev.coster.apple.ErrorNumber;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestListener;
import dev.coster.exchange.Requests;
import dev.coster.job.Jobs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Is told what became of requests on users. Whatever Apple says, users are read back before
 * anything relies on them: an event carries no user data.
 */
final class UserListener implements RequestListener {
  private static final int BAD_EMAIL = 9717;

  private final RegistrationStore store;
  private final UserCheckStore singly;
  private final Requests requests;
  private final Jobs jobs;
  private final InstantSource clock;

  UserListener(
      RegistrationStore store,
      UserCheckStore singly,
      Requests requests,
      Jobs jobs,
      InstantSource clock) {
    this.store = store;
    this.singly = singly;
    this.requests = requests;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public Set<Operation> operations() {
    return Set.of(Operation.CREATE, Operation.UPDATE, Operation.RETIRE);
  }

  @Override
  public void completed(Request request) {
    store.askForUsers(request.locationId(), "Users were changed", clock.instant());
    wake(request);
  }

  /** One bad mail address takes its whole batch down: the halves are asked for by themselves. */
  @Override
  public void refused(Request request, int errorNumber, String errorMessage) {
    if (errorNumber == BAD_EMAIL && request.holderIds().length > 1) {
      requests.lock(request.locationId());
      int middle = request.holderIds().length / 2;
      requests.record(
          List.of(part(request, 0, middle), part(request, middle, request.holderIds().length)));
      return;
    }
    store.refuse(request.locationId(), request.holderIds(), errorNumber, errorMessage);
    store.askForUsers(request.locationId(), "Apple refused users", clock.instant());
    wake(request);
  }

  private static Requests.Draft part(Request request, int from, int to) {
    return Requests.Draft.of(request)
        .about(
            new int[0],
            Arrays.copyOfRange(request.holderIds(), from, to),
            request.users().subList(from, to));
  }

  /**
   * The numbers are kept with the registrations until a reading tells who is there all the same:
   * that one exists already (9716) is what was wanted, and what passes by itself is asked again.
   */
  @Override
  public void toCheck(Request request, List<Failure> failures) {
    for (Failure failure : failures) {
      if (isFinal(failure.errorNumber())) {
        int[] holders = named(request, failure, failures.size());
        store.refuse(request.locationId(), holders, failure.errorNumber(), failure.errorMessage());
      }
    }
    Instant now = clock.instant();
    Instant after = request.checkAfter();
    Instant at = after == null || after.isBefore(now) ? now : after;
    store.askForUsers(request.locationId(), "A request on users has to be checked", at);
    if (request.holderIds().length <= UserChecks.FEW) {
      singly.ask(request.locationId(), request.holderIds(), at);
    }
  }

  private static boolean isFinal(int errorNumber) {
    @Nullable ErrorClass known =
        ErrorNumber.of(errorNumber).map(ErrorNumber::errorClass).orElse(null);
    return errorNumber != 9716 && known != ErrorClass.BACK_OFF && known != ErrorClass.GOAL_REACHED;
  }

  /** A single failure that names nobody means everybody; of several, nobody knows whom. */
  private int[] named(Request request, Failure failure, int failures) {
    if (failure.clientUserIds().isEmpty()) {
      return failures == 1 ? request.holderIds() : new int[0];
    }
    return store.holdersNamed(failure.clientUserIds()).stream()
        .mapToInt(Integer::intValue)
        .filter(holder -> Arrays.binarySearch(request.holderIds(), holder) >= 0)
        .toArray();
  }

  /** Other jobs may have left these persons to this request: they look again and ask themselves. */
  @Override
  public void withdrawn(Request request) {
    if (request.operation() == Operation.CREATE) {
      store.forget(request.locationId(), request.holderIds());
      Instant now = clock.instant();
      store.waitingJobs(request.locationId()).forEach(job -> jobs.wake(job, now));
    }
    wake(request);
  }

  private void wake(Request request) {
    if (request.jobId() != null) {
      jobs.wake(request.jobId(), clock.instant());
    }
  }
}
