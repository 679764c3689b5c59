package dev.coster.sync;

import dev.coster.apple.AppleError;
import dev.coster.apple.Assignment;
import dev.coster.apple.Notification;
import dev.coster.apple.ResponseUser;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Operation;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import dev.coster.exchange.Requests.PairNote;
import dev.coster.holder.HolderKind;
import dev.coster.people.Registrations.SeenUser;
import dev.coster.platform.Transactions;
import dev.coster.sync.SyncParts.Told;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a notification means to us. It tells nothing of the order of things, so it is believed only
 * about events of ours that are still open, on whose pairs nothing else of ours can be going on;
 * anything else is a hint to read again.
 */
final class NotificationWork {
  /** So many pairs of an asset are read again one by one. */
  private static final int FEW = 3;

  private static final String NOT_WORKED_OFF = "A notification could not be worked off.";
  private static final String NOT_OURS = "Apple told of a change that was not ours.";

  private final Told told;
  private final Requests requests;
  private final Exchange exchange;

  NotificationWork(Told told, Requests requests, Exchange exchange) {
    this.told = told;
    this.requests = requests;
    this.exchange = exchange;
  }

  /** What became of it, as stored. */
  record Done(String state, String note) {
    static final Done DONE = new Done("DONE", "");

    static Done noted(String note) {
      return new Done("DONE", note);
    }

    static Done ignored(String note) {
      return new Done("IGNORED", note);
    }
  }

  /** Joins the caller's transaction. */
  Done work(int locationId, Notification notification, Instant at) {
    Done done =
        switch (notification.content()) {
          case Notification.Test _ -> Done.DONE;
          case Notification.AssetCount _ -> counts(locationId, "Apple told of new counts.", at);
          case Notification.AssetManagement content -> assets(locationId, content, at);
          case Notification.UserManagement content -> users(locationId, content, at);
          case Notification.UserAssociated(List<ResponseUser> users) ->
              learned(locationId, users, at);
          case Notification.Other _ -> other(locationId, notification.notificationType(), at);
        };
    Transactions.afterCommit(() -> exchange.nudge(locationId));
    return done;
  }

  private Done counts(int locationId, String reason, Instant at) {
    told.assets().askForCounts(locationId, reason, at);
    return Done.DONE;
  }

  /** What Apple does not describe, or describes in a way that we do not know. */
  private Done other(int locationId, String type, Instant at) {
    return switch (type) {
      case "UNLIMITED_ASSET", "ASSET_COUNT", "ASSET_MANAGEMENT" -> {
        told.assets().askForCounts(locationId, "Apple told of a change of assets.", at);
        yield Done.noted("Its form is not known; the counts are read again.");
      }
      case "USER_MANAGEMENT", "USER_ASSOCIATED" -> {
        told.registrations().askForUsers(locationId, "Apple told of a change of users.", at);
        yield Done.noted("Its form is not known; the users are read again.");
      }
      default -> Done.ignored("Coster does not know this type.");
    };
  }

  /** What can be done for one that cannot be worked off: what it may have told of is read. */
  void readEverything(int locationId, Instant at) {
    told.assets().askForCounts(locationId, NOT_WORKED_OFF, at);
    told.registrations().askForUsers(locationId, NOT_WORKED_OFF, at);
  }

  /** The same for the assignments that it names. */
  void readNamed(int locationId, Notification notification, Instant at) {
    if (notification.content() instanceof Notification.AssetManagement content) {
      readAgain(locationId, pairs(content.assignments()), NOT_WORKED_OFF, at);
    }
  }

  private Done assets(int locationId, Notification.AssetManagement content, Instant at) {
    Optional<Request> open = requests.openByEvent(locationId, content.eventId());
    List<Pair> pairs = pairs(content.assignments());
    if (open.filter(request -> request.operation().name().equals(content.type())).isPresent()) {
      return ofOurs(locationId, open.get(), content, pairs, at);
    }
    if (open.isEmpty() && requests.isOurs(locationId, content.eventId())) {
      return Done.ignored("It came after its request was settled.");
    }
    readAgain(locationId, pairs, NOT_OURS, at);
    return Done.noted("It is of an event of somebody else; its assets are read again.");
  }

  private Done ofOurs(
      int locationId,
      Request request,
      Notification.AssetManagement content,
      List<Pair> all,
      Instant at) {
    List<Pair> pairs = all.stream().filter(pair -> pair.in(request)).toList();
    switch (content.result()) {
      case SUCCESS -> {
        told.observed()
            .learnedPairs(
                locationId,
                pairs.stream().mapToInt(Pair::assetId).toArray(),
                pairs.stream().mapToInt(Pair::holderId).toArray(),
                request.operation() == Operation.ASSOCIATE,
                at);
        requests.notePairs(request.id(), notes(pairs, PairResult.CONFIRMED, null));
      }
      case FAILURE ->
          requests.notePairs(request.id(), notes(pairs, PairResult.REFUSED, content.error()));
      case UNKNOWN -> readAgain(locationId, all, NOT_OURS, at);
    }
    if (pairs.size() == all.size()) {
      return Done.DONE;
    }
    List<Pair> others = all.stream().filter(pair -> !pair.in(request)).toList();
    readAgain(locationId, others, NOT_OURS, at);
    return Done.noted("Some of its pairs are not of our request; they are read again.");
  }

  private static List<PairNote> notes(
      List<Pair> pairs, PairResult result, @Nullable AppleError error) {
    return pairs.stream()
        .map(pair ->
            new PairNote(
                pair.assetId(),
                pair.holderId(),
                result,
                error == null ? null : error.number(),
                error == null ? null : error.message()))
        .toList();
  }

  private void readAgain(int locationId, List<Pair> pairs, String reason, Instant at) {
    Map<Integer, Set<Integer>> holders = new TreeMap<>();
    pairs.forEach(
        pair -> holders.computeIfAbsent(pair.assetId(), _ -> new TreeSet<>()).add(pair.holderId()));
    Set<Integer> whole = new TreeSet<>();
    holders.forEach((asset, few) -> {
      if (few.size() > FEW) {
        whole.add(asset);
      } else {
        few.forEach(
            holder -> told.observed().askToRead(locationId, Set.of(asset), holder, reason, at));
      }
    });
    if (!whole.isEmpty()) {
      told.observed().askToRead(locationId, whole, null, reason, at);
    }
    told.assets().askForCounts(locationId, reason, at);
  }

  private Done users(int locationId, Notification.UserManagement content, Instant at) {
    Optional<Request> open = requests.openByEvent(locationId, content.eventId());
    if (open.isEmpty() && requests.isOurs(locationId, content.eventId())) {
      return Done.ignored("It came after its request was settled.");
    }
    open.ifPresent(request -> requests.notePairs(request.id(), List.of()));
    if (content.type().equals(Operation.RETIRE.name())) {
      readHoldingsAgain(locationId, content.users(), at);
    }
    if (open.isPresent() && content.result() == Notification.Result.SUCCESS) {
      return learned(locationId, content.users(), at);
    }
    told.registrations().askForUsers(locationId, "Apple told of a change of users.", at);
    return open.isPresent()
        ? Done.DONE
        : Done.noted("It is of an event of somebody else; the users are read again.");
  }

  /** Who is retired loses all that can be taken back. */
  private void readHoldingsAgain(int locationId, List<ResponseUser> users, Instant at) {
    String reason = "A user was retired.";
    for (int holder :
        told.holders()
            .idsFor(HolderKind.USER, users.stream().map(ResponseUser::clientUserId).toList())) {
      told.observed().askToRead(locationId, Set.of(), holder, reason, at);
    }
    told.assets().askForCounts(locationId, reason, at);
  }

  private Done learned(int locationId, List<ResponseUser> users, Instant at) {
    users.forEach(user ->
        told.registrations()
            .learned(
                locationId,
                new SeenUser(
                    user.clientUserId(),
                    user.status(),
                    user.email(),
                    user.inviteCode(),
                    user.idHash()),
                at));
    return Done.DONE;
  }

  /** Somebody's asset, in our keys. */
  private record Pair(int assetId, int holderId) {
    boolean in(Request request) {
      return Arrays.binarySearch(request.assetIds(), assetId) >= 0
          && Arrays.binarySearch(request.holderIds(), holderId) >= 0;
    }
  }

  private List<Pair> pairs(List<Assignment> assignments) {
    WalkKeys keys = WalkKeys.ofNoWalk(told.assets(), told.holders());
    keys.meet(assignments);
    return assignments.stream()
        .map(row -> new Pair(keys.assets().of(row.key()), keys.holder(row)))
        .filter(pair -> pair.holderId() != 0)
        .distinct()
        .toList();
  }
}
