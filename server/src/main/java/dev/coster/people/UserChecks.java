package dev.coster.people;

import dev.coster.exchange.Operation;
import dev.coster.exchange.Outcome;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import dev.coster.platform.Ints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settles requests on users whose fate only a reading tells. Presence is believed of any listing,
 * absence only of one that cannot have missed anybody: a whole one of one state, which there is
 * none of as long as much is written at Apple, or one of this user alone. So whoever is missing is
 * asked for alone; few of them are at once.
 */
final class UserChecks {
  /** So many are read one by one without waiting for a listing: while much changes, those rest. */
  static final int FEW = 100;

  private final Requests requests;
  private final RegistrationStore store;
  private final UserCheckStore singly;

  UserChecks(Requests requests, RegistrationStore store, UserCheckStore singly) {
    this.requests = requests;
    this.store = store;
    this.singly = singly;
  }

  /**
   * After a listing was applied, in its transaction.
   *
   * @return the requests that it settled: nobody else tells their jobs
   */
  List<Request> settle(UserListingStore.Finished listing, Instant at) {
    if (listing.complete()) {
      singly.read(listing.locationId(), listing.only(), listing.beganAt());
    }
    List<Request> settled = new ArrayList<>();
    for (Request request : requests.toCheck(listing.locationId())) {
      Instant after = request.checkAfter();
      if (!request.operation().onAssets() && after != null && listing.beganAt().isAfter(after)) {
        if (listing.mayTellOf(request.holderIds()) && settle(request, listing, at)) {
          settled.add(request);
        }
      }
    }
    singly.forget(listing.locationId());
    return settled;
  }

  private boolean settle(Request request, UserListingStore.Finished listing, Instant at) {
    Map<Integer, RegistrationStore.Standing> standings =
        store.standing(request.locationId(), request.holderIds());
    List<Integer> missing = new ArrayList<>();
    List<Integer> clear = new ArrayList<>();
    List<Requests.PairNote> notes = new ArrayList<>();
    for (int position = 0; position < request.holderIds().length; position++) {
      int holder = request.holderIds()[position];
      RegistrationStore.Standing standing = standings.get(holder);
      if (reached(request, position, standing)) {
        clear.add(holder);
        continue;
      }
      Integer number = standing == null ? null : standing.errorNumber();
      if (number != null) {
        notes.add(note(holder, PairResult.REFUSED, number));
      } else {
        missing.add(position);
      }
    }
    int[] unknown = listing.completeForAll() ? new int[0] : unknown(request, missing);
    if (unknown.length > 0) {
      singly.drop(request.locationId(), Ints.of(clear));
      singly.ask(request.locationId(), unknown, Objects.requireNonNull(request.checkAfter()));
      return false;
    }
    List<Requests.Draft> again = repeated(request, missing, notes);
    Outcome outcome = notes.isEmpty() ? Outcome.COMPLETE : Outcome.PARTLY;
    requests.settleChecked(request.id(), outcome, notes, again, at);
    singly.drop(request.locationId(), request.holderIds());
    return true;
  }

  /** Who is missing, and of whom no reading of its own has told that. */
  private int[] unknown(Request request, List<Integer> missing) {
    int[] holders = missing.stream().mapToInt(i -> request.holderIds()[i]).toArray();
    Set<Integer> told =
        singly.readAfter(
            request.locationId(), holders, Objects.requireNonNull(request.checkAfter()));
    return Arrays.stream(holders).filter(holder -> !told.contains(holder)).toArray();
  }

  private static boolean reached(
      Request request, int position, RegistrationStore.@Nullable Standing standing) {
    boolean live = standing != null && standing.live();
    if (request.operation() == Operation.RETIRE) {
      return !live;
    }
    if (request.operation() == Operation.CREATE || standing == null || !live) {
      return live;
    }
    String wanted = request.users().get(position).email();
    return wanted == null || wanted.equalsIgnoreCase(standing.email());
  }

  /** Asks again for what is missing, or gives it up after the last attempt. */
  private List<Requests.Draft> repeated(
      Request request, List<Integer> missing, List<Requests.PairNote> notes) {
    int[] holders = missing.stream().mapToInt(i -> request.holderIds()[i]).toArray();
    if (missing.isEmpty()) {
      return List.of();
    }
    if (request.attempt() >= Requests.MAX_ATTEMPTS) {
      for (int holder : holders) {
        notes.add(note(holder, PairResult.NOT_DONE, null));
      }
      String message = "Apple did not do it in " + Requests.MAX_ATTEMPTS + " attempts.";
      store.refuse(request.locationId(), holders, null, message);
      return List.of();
    }
    for (int holder : holders) {
      notes.add(note(holder, PairResult.SENT_AGAIN, null));
    }
    return List.of(
        new Requests.Draft(
            request.locationId(),
            request.jobId(),
            request.operation(),
            request.lane(),
            new int[0],
            holders,
            missing.stream().map(request.users()::get).toList()));
  }

  private static Requests.PairNote note(int holder, PairResult result, @Nullable Integer number) {
    return new Requests.PairNote(0, holder, result, number, null);
  }
}
