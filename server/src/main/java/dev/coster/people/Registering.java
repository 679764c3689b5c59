package dev.coster.people;

import dev.coster.exchange.Lane;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import dev.coster.holder.HolderKind;
import dev.coster.holder.Holders;
import dev.coster.location.LocationWords;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks Apple to register persons, each of them once. Whoever asks is in a transaction. */
final class Registering {
  private final RegisteringStore store;
  private final RegistrationStore registrations;
  private final StoredRegistrations.Neighbors others;
  private final InstantSource clock;

  Registering(
      RegisteringStore store,
      RegistrationStore registrations,
      StoredRegistrations.Neighbors others,
      InstantSource clock) {
    this.store = store;
    this.registrations = registrations;
    this.others = others;
    this.clock = clock;
  }

  /** Whether Apple's limits are known, without which nobody can be registered. */
  boolean ready() {
    return others.apple().exchange().limits().isPresent();
  }

  int register(int locationId, int[] personIds, @Nullable UUID jobId) {
    Transactions.require();
    store.lockPersons(personIds);
    List<RegisteringStore.Candidate> candidates = store.toRegister(locationId, personIds);
    if (candidates.isEmpty()) {
      return 0;
    }
    Limits limits = others.apple().exchange().limits().orElseThrow(Registering::limitsUnknown);
    int[] holderIds = holdersOf(candidates);
    List<Request.UserFields> users = fields(candidates, holderIds);
    registrations.ask(locationId, holderIds, users, clock.instant());
    int batch = Math.max(1, limits.maxUsers());
    Lane lane = candidates.size() <= batch ? Lane.URGENT : Lane.BULK;
    List<Requests.Draft> drafts = new ArrayList<>();
    for (int from = 0; from < holderIds.length; from += batch) {
      int to = Math.min(holderIds.length, from + batch);
      drafts.add(
          new Requests.Draft(
              locationId,
              jobId,
              Operation.CREATE,
              lane,
              new int[0],
              Arrays.copyOfRange(holderIds, from, to),
              users.subList(from, to)));
    }
    others.apple().requests().record(drafts);
    return candidates.size();
  }

  private static Problem limitsUnknown() {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        Problem.Side.APPLE,
        "apple.limits.unknown",
        "Apple's limits have not been read yet.",
        "Nothing was changed.",
        "Try again in a minute.");
  }

  /** The identity that a person has already, else a fresh one that says nothing of the person. */
  private int[] holdersOf(List<RegisteringStore.Candidate> candidates) {
    List<RegisteringStore.Candidate> fresh =
        candidates.stream().filter(candidate -> candidate.holderId() == 0).toList();
    List<String> ids =
        fresh.stream().map(_ -> others.apple().clientUserIds().get().toString()).toList();
    int[] made = ids.isEmpty() ? new int[0] : others.holders().idsFor(HolderKind.USER, ids);
    int[] persons = fresh.stream().mapToInt(RegisteringStore.Candidate::personId).toArray();
    others.holders().linkPersons(made, persons);
    int[] holders = new int[candidates.size()];
    for (int i = 0, next = 0; i < holders.length; i++) {
      int known = candidates.get(i).holderId();
      holders[i] = known == 0 ? made[next++] : known;
    }
    return holders;
  }

  private List<Request.UserFields> fields(
      List<RegisteringStore.Candidate> candidates, int[] holderIds) {
    var holders = others.holders().byId(Set.copyOf(Arrays.stream(holderIds).boxed().toList()));
    List<Request.UserFields> fields = new ArrayList<>();
    for (int i = 0; i < holderIds.length; i++) {
      Holders.Holder holder = Objects.requireNonNull(holders.get(holderIds[i]));
      RegisteringStore.Candidate person = candidates.get(i);
      fields.add(new Request.UserFields(holder.appleId(), person.email(), person.account()));
    }
    return fields;
  }

  /**
   * Which of these persons are to be registered: all who can be, also those whom Apple refused
   * before, or only those of whom the location knows nothing.
   */
  int[] missing(int locationId, int[] personIds, boolean refusedToo) {
    int[] whom = refusedToo ? personIds : store.without(locationId, personIds);
    return store.toRegister(locationId, whom).stream()
        .mapToInt(RegisteringStore.Candidate::personId)
        .toArray();
  }

  /** Refuses a location where Coster may not change anything. */
  void requireWritable(int locationId) {
    LocationWords.requireWritable(others.location(Visibility.ALL, locationId));
  }
}
