package dev.coster.people;

import dev.coster.apple.AppleAddresses;
import dev.coster.audit.Audit;
import dev.coster.exchange.Exchange;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The registrations, in the database. */
final class StoredRegistrations implements Registrations {
  private final RegistrationStore store;
  private final StandingStore standings;
  private final UserListingStore listings;
  private final UserCheckStore singly;
  private final Registering registering;
  private final UserChecks checks;
  private final Neighbors others;
  private final Transactions transactions;
  private final InstantSource clock;

  /** The tables, as they are asked and written by this package. */
  record Stores(
      RegistrationStore registrations,
      StandingStore standings,
      RegisteringStore registering,
      UserListingStore listings,
      UserCheckStore singly) {

    static Stores over(JdbcClient jdbc) {
      return new Stores(
          new RegistrationStore(jdbc),
          new StandingStore(jdbc),
          new RegisteringStore(jdbc),
          new UserListingStore(jdbc),
          new UserCheckStore(jdbc));
    }
  }

  StoredRegistrations(
      Stores stores, Neighbors others, Transactions transactions, InstantSource clock) {
    this.store = stores.registrations();
    this.standings = stores.standings();
    this.listings = stores.listings();
    this.registering = new Registering(stores.registering(), stores.registrations(), others, clock);
    this.singly = stores.singly();
    this.checks =
        new UserChecks(others.apple().requests(), stores.registrations(), stores.singly());
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
      Outbox outbox) {

    /** A location that may be seen. */
    Location location(Visibility visibility, int locationId) {
      return locations
          .find(visibility, locationId)
          .orElseThrow(() -> Problem.notFound("location.not_found", "There is no such location."));
    }
  }

  /** The side of Apple. */
  record AppleSide(
      Exchange exchange,
      Requests requests,
      AppleAddresses addresses,
      ClientUserIds clientUserIds) {}

  @Override
  public List<Registration> of(Visibility visibility, int personId) {
    InviteLinks links =
        new InviteLinks(
            others.apple().addresses(), others.apple().exchange().url("invitationEmail"));
    return standings.of(visibility, personId, links);
  }

  @Override
  public List<Standing> among(Visibility visibility, int locationId, int[] personIds) {
    return visibility.seesLocation(locationId) ? standings.among(locationId, personIds) : List.of();
  }

  @Override
  public int[] holders(int locationId, int[] personIds) {
    return standings.holders(locationId, personIds);
  }

  @Override
  public int register(int locationId, int[] personIds, @Nullable UUID jobId) {
    return registering.register(locationId, personIds, jobId);
  }

  @Override
  public UUID registerByJob(Visibility visibility, int locationId, int[] personIds, Actor actor) {
    Location location = others.location(visibility, locationId);
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

  @Override
  public void invited(Visibility visibility, int locationId, int personId, Actor actor) {
    Location location = others.location(visibility, locationId);
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
  public boolean applyListing(FinishedUsers read) {
    Instant now = clock.instant();
    int locationId = read.locationId();
    int only = read.holderId() == null ? 0 : read.holderId();
    UserListingStore.Finished listing =
        new UserListingStore.Finished(
            read.listingId(), locationId, only, read.complete(), read.beganAt());
    return transactions.call(() -> {
      List<Integer> associated = listings.newlyAssociated(listing);
      int changed = listings.apply(listing) + link(listings.links(listing));
      List<Request> settled = checks.settle(listing, now);
      changed += listings.markThoseThatNeverCame(listing) + settled.size();
      associated.forEach(holder -> tell(locationId, holder));
      if (only == 0) {
        store.usersTold(locationId, read.beganAt());
      }
      settled.forEach(request -> wake(request.jobId(), now));
      if (only == 0 || changed > 0) {
        store.waitingJobs(locationId).forEach(job -> wake(job, now));
      }
      return wantsAll(listing, now);
    });
  }

  private void wake(@Nullable UUID job, Instant now) {
    if (job != null) {
      others.jobs().wake(job, now);
    }
  }

  /**
   * Who was registered and retired again before Apple told that it registered them is in no delta
   * any more: the word came too early to be believed. They are looked for one by one, or, if they
   * are many, in a whole listing.
   */
  private boolean wantsAll(UserListingStore.Finished listing, Instant now) {
    if (listing.complete()) {
      return false;
    }
    int[] notShown = listings.notShown(listing, UserChecks.FEW + 1);
    if (notShown.length <= UserChecks.FEW) {
      singly.askUnlessAsked(listing.locationId(), notShown, now);
      return false;
    }
    store.askForUsers(listing.locationId(), "Registered users are not to be seen", now);
    return true;
  }

  @Override
  public void readLater(int locationId, int holderId, Instant notBefore) {
    Transactions.require();
    singly.later(locationId, holderId, notBefore);
  }

  /** Returns how many holders became a person's. */
  private int link(UserListingStore.Links links) {
    if (links.holderIds().length > 0) {
      others.holders().linkPersons(links.holderIds(), links.personIds());
    }
    return links.holderIds().length;
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
