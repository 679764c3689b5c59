package dev.coster.people;

import dev.coster.apple.AppleAddresses;
import dev.coster.audit.Audit;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Lane;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import dev.coster.holder.HolderKind;
import dev.coster.holder.Holders;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.LocationWords;
import dev.coster.location.Locations;
import dev.coster.platform.Actor;
import dev.coster.platform.Outbox;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registrations, in the database. */
final class StoredRegistrations implements Registrations {
  private final RegistrationStore store;
  private final UserListingStore listings;
  private final UserChecks checks;
  private final Neighbors others;
  private final Transactions transactions;
  private final InstantSource clock;

  StoredRegistrations(
      RegistrationStore store,
      UserListingStore listings,
      Neighbors others,
      Transactions transactions,
      InstantSource clock) {
    this.store = store;
    this.listings = listings;
    this.checks = new UserChecks(others.apple().requests(), store);
    this.others = others;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What this package uses of others. */
  record Neighbors(
      Holders holders,
      Locations locations,
      AppleSide apple,
      Jobs jobs,
      Audit audit,
      Outbox outbox) {}

  /** The side of Apple. */
  record AppleSide(
      Exchange exchange,
      Requests requests,
      AppleAddresses addresses,
      ClientUserIds clientUserIds) {}

  /** Whether Apple's limits are known, without which nobody can be registered. */
  boolean ready() {
    return others.apple().exchange().limits().isPresent();
  }

  @Override
  public List<Registration> of(Visibility visibility, int personId) {
    InviteLinks links =
        new InviteLinks(
            others.apple().addresses(), others.apple().exchange().url("invitationEmail"));
    return store.of(visibility, personId, links);
  }

  @Override
  public List<Standing> among(Visibility visibility, int locationId, int[] personIds) {
    return visibility.seesLocation(locationId) ? store.among(locationId, personIds) : List.of();
  }

  @Override
  public int[] holders(int locationId, int[] personIds) {
    return store.holders(locationId, personIds);
  }

  @Override
  public int register(int locationId, int[] personIds, @Nullable UUID jobId) {
    Transactions.require();
    store.lockPersons(personIds);
    List<RegistrationStore.Candidate> candidates = store.toRegister(locationId, personIds);
    if (candidates.isEmpty()) {
      return 0;
    }
    Limits limits =
        others.apple().exchange().limits().orElseThrow(StoredRegistrations::limitsUnknown);
    int[] holderIds = holdersOf(candidates);
    List<Request.UserFields> users = fields(candidates, holderIds);
    store.ask(locationId, holderIds, users, clock.instant());
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
  private int[] holdersOf(List<RegistrationStore.Candidate> candidates) {
    List<RegistrationStore.Candidate> fresh =
        candidates.stream().filter(candidate -> candidate.holderId() == 0).toList();
    List<String> ids =
        fresh.stream().map(_ -> others.apple().clientUserIds().get().toString()).toList();
    int[] made = ids.isEmpty() ? new int[0] : others.holders().idsFor(HolderKind.USER, ids);
    int[] persons = fresh.stream().mapToInt(RegistrationStore.Candidate::personId).toArray();
    others.holders().linkPersons(made, persons);
    int[] holders = new int[candidates.size()];
    for (int i = 0, next = 0; i < holders.length; i++) {
      int known = candidates.get(i).holderId();
      holders[i] = known == 0 ? made[next++] : known;
    }
    return holders;
  }

  private List<Request.UserFields> fields(
      List<RegistrationStore.Candidate> candidates, int[] holderIds) {
    var holders = others.holders().byId(Set.copyOf(Arrays.stream(holderIds).boxed().toList()));
    List<Request.UserFields> fields = new ArrayList<>();
    for (int i = 0; i < holderIds.length; i++) {
      Holders.Holder holder = Objects.requireNonNull(holders.get(holderIds[i]));
      RegistrationStore.Candidate person = candidates.get(i);
      fields.add(new Request.UserFields(holder.appleId(), person.email(), person.account()));
    }
    return fields;
  }

  @Override
  public UUID registerByJob(Visibility visibility, int locationId, int[] personIds, Actor actor) {
    Location location = found(visibility, locationId);
    LocationWords.requireWritable(location);
    int[] persons = Arrays.stream(personIds).distinct().toArray();
    if (persons.length == 0) {
      throw Problem.invalid("person.none", "Nobody was chosen.", "Choose at least one person.");
    }
    String title = "Register %s at %s".formatted(Counts.people(persons.length), location.name());
    RegisterRunner.Wish wish =
        new RegisterRunner.Wish(locationId, Arrays.stream(persons).boxed().toList());
    Jobs.Draft draft = new Jobs.Draft(RegisterRunner.KIND, title, locationId, persons.length, wish);
    return transactions.call(() -> {
      UUID job = others.jobs().create(draft, actor);
      others
          .audit()
          .record(actor, Audit.Entry.of("person.register", "job", job, title + ".").at(locationId));
      return job;
    });
  }

  /** A location that may be seen. */
  private Location found(Visibility visibility, int locationId) {
    return others
        .locations()
        .find(visibility, locationId)
        .orElseThrow(() -> Problem.notFound("location.not_found", "There is no such location."));
  }

  /** Refuses a location where Coster may not change anything. */
  void requireWritable(int locationId) {
    LocationWords.requireWritable(found(Visibility.ALL, locationId));
  }

  /**
   * Which of these persons are to be registered: all who can be, also those whom Apple refused
   * before, or only those of whom the location knows nothing.
   */
  int[] missing(int locationId, int[] personIds, boolean refusedToo) {
    int[] whom = refusedToo ? personIds : store.without(locationId, personIds);
    return store.toRegister(locationId, whom).stream()
        .mapToInt(RegistrationStore.Candidate::personId)
        .toArray();
  }

  @Override
  public void invited(Visibility visibility, int locationId, int personId, Actor actor) {
    Location location = found(visibility, locationId);
    transactions.run(() -> {
      List<Boolean> noted = store.invited(locationId, personId, clock.instant());
      if (noted.isEmpty()) {
        throw Problem.conflict(
            "person.nothing_to_accept",
            "The person has no invitation to accept at this location.",
            "Register the person first; who has accepted needs no invitation.");
      }
      if (noted.contains(true)) {
        String summary = "Handed out the invitation link of " + location.name();
        others
            .audit()
            .record(
                actor, Audit.Entry.of("person.invite", "person", personId, summary).at(locationId));
      }
    });
  }

  @Override
  public void askForUsers(int locationId, String reason, Instant at) {
    store.askForUsers(locationId, reason, at);
  }

  @Override
  public boolean applyListing(long listingId, int locationId, boolean complete, Instant beganAt) {
    Instant now = clock.instant();
    UserListingStore.Finished listing =
        new UserListingStore.Finished(listingId, locationId, complete, beganAt);
    return transactions.call(() -> {
      List<Integer> associated = listings.newlyAssociated(listing);
      listings.apply(listing);
      link(listings.links(listing));
      checks
          .settle(locationId, complete, beganAt, now)
          .forEach(job -> others.jobs().wake(job, now));
      if (complete) {
        listings.markThoseThatNeverCame(listing);
      }
      associated.forEach(holder -> tell(locationId, holder));
      store.waitingJobs(locationId).forEach(job -> others.jobs().wake(job, now));
      return wantsAll(listing, now);
    });
  }

  /**
   * Who was registered and retired again before Apple told that it registered them is in no delta
   * any more: the word came too early to be believed.
   */
  private boolean wantsAll(UserListingStore.Finished listing, Instant now) {
    boolean wanted = !listing.complete() && listings.anyNotShown(listing);
    if (wanted) {
      store.askForUsers(listing.locationId(), "A registered user is not to be seen", now);
    }
    return wanted;
  }

  private void link(UserListingStore.Links links) {
    if (links.holderIds().length > 0) {
      others.holders().linkPersons(links.holderIds(), links.personIds());
    }
  }

  private void tell(int locationId, int holderId) {
    others.outbox().publish(new UserAssociated(locationId, holderId));
  }

  @Override
  public void learned(int locationId, SeenUser user, Instant at) {
    transactions.run(() -> {
      int holder = others.holders().idsFor(HolderKind.USER, List.of(user.clientUserId()))[0];
      if (store.learn(locationId, holder, user, at)) {
        tell(locationId, holder);
      }
      store.askForUsers(locationId, "A notification told of a user", at);
      store.waitingJobs(locationId).forEach(job -> others.jobs().wake(job, clock.instant()));
    });
  }
}
