package dev.coster.people;

import dev.coster.apple.AppleAddresses;
import dev.coster.audit.Audit;
import dev.coster.exchange.OpenExchange;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import dev.coster.holder.Holders;
import dev.coster.holder.TestHolders;
import dev.coster.job.HandCrankedWakeups;
import dev.coster.job.Job;
import dev.coster.job.TestJobs;
import dev.coster.location.Location;
import dev.coster.location.LocationState;
import dev.coster.location.Locations;
import dev.coster.organization.TestSites;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Outbox;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Persons and registrations on a real database, with Apple and the exchange's workers played. */
final class PeopleWorld {
  static final int LOCATION = 1;

  final SettableClock clock = new SettableClock();
  final TestDatabase database;
  final List<Registrations.UserAssociated> accepted = new ArrayList<>();
  final HandCrankedWakeups wakeups = new HandCrankedWakeups();
  final OpenExchange exchange;
  final TestJobs jobs;
  final Holders holders;
  final People people;
  final Registrations registrations;
  final UserListener listener;
  final Outbox outbox;
  LocationState state = LocationState.USABLE;
  boolean wantsAll;
  private long listings;

  PeopleWorld(TestDatabase database) {
    database.truncate();
    this.database = database;
    location(LOCATION, "North");
    location(2, "South");
    this.exchange = OpenExchange.on(database, clock);
    Audit audit = dev.coster.audit.TestAudit.stored(database.jdbc(), Ids.secure(clock), clock);
    this.jobs = TestJobs.of(database, clock, wakeups, audit);
    this.holders = TestHolders.on(database, clock);
    this.outbox = new Outbox(database.transactions(), database.jdbc(), clock);
    outbox.subscribe("test", Registrations.UserAssociated.class, accepted::add);
    PeopleConfiguration configuration = new PeopleConfiguration();
    this.people =
        configuration.people(
            database.jdbc(),
            TestSites.on(database, clock),
            exchange.requests(),
            audit,
            database.transactions(),
            clock);
    StoredRegistrations.Neighbors neighbors =
        new StoredRegistrations.Neighbors(
            holders,
            new FakeLocations(),
            new StoredRegistrations.AppleSide(
                exchange.exchange(),
                exchange.requests(),
                new AppleAddresses(exchange.base()),
                UUID::randomUUID),
            jobs.jobs(),
            audit,
            outbox);
    this.registrations =
        configuration.registrations(database.jdbc(), neighbors, database.transactions(), clock);
    this.listener =
        new UserListener(
            new RegistrationStore(database.jdbc()),
            new UserCheckStore(database.jdbc()),
            exchange.requests(),
            jobs.jobs(),
            clock);
    exchange.add(listener);
    jobs.add(
        configuration.registerRunner(database.jdbc(), neighbors, database.transactions(), clock));
  }

  private void location(int id, String name) {
    database
        .jdbc()
        .sql(
            """
            insert into location (location_id, u_id, name, state, state_since, claim_id, created_at)
            values (:id, :name, :name, 'USABLE', :at, :claim, :at)
            """)
        .param("id", id)
        .param("name", name)
        .param("claim", UUID.randomUUID())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private final class FakeLocations implements Locations {
    @Override
    public List<Location> list(Visibility visibility) {
      return Stream.of(LOCATION, 2).flatMap(id -> find(visibility, id).stream()).toList();
    }

    @Override
    public Optional<Location> find(Visibility visibility, int locationId) {
      return visibility.seesLocation(locationId)
          ? Optional.of(location(locationId))
          : Optional.empty();
    }
  }

  private Location location(int id) {
    Instant now = clock.instant();
    return new Location(
        id,
        "u" + id,
        "North",
        null,
        null,
        null,
        null,
        null,
        null,
        state,
        now,
        null,
        UUID.randomUUID(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        now);
  }

  int person(String name, @Nullable String email) {
    return people.add(new People.NewPerson(name, email, null, null, null), Actor.SYSTEM);
  }

  int register(int... persons) {
    return registerAt(LOCATION, persons);
  }

  int registerAt(int location, int... persons) {
    return database
        .transactions()
        .call(() -> {
          exchange.requests().lock(location);
          return registrations.register(location, persons, null);
        });
  }

  UUID registerByJob(int... persons) {
    return registrations.registerByJob(Visibility.ALL, LOCATION, persons, Actor.SYSTEM);
  }

  Job job(UUID id) {
    return jobs.jobs().find(Visibility.ALL, id).orElseThrow();
  }

  List<String> audited(String action) {
    return database
        .jdbc()
        .sql("select summary from audit_event where action = :action order by audit_event_id")
        .param("action", action)
        .query(String.class)
        .list();
  }

  List<Request> open() {
    return exchange.requests().open(LOCATION);
  }

  Requests requests() {
    return exchange.requests();
  }

  /** What the exchange writes when nobody knows what became of a request. */
  Request lose(Request request, String state) {
    database
        .jdbc()
        .sql(
            """
            update request set state = :state, sent_at = :at, check_after = :at
            where request_id = :id
            """)
        .param("state", state)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", request.id())
        .update();
    return requests().find(Visibility.ALL, request.id()).orElseThrow();
  }

  /** What the exchange writes when Apple's event is complete. */
  void complete(Request request) {
    database
        .jdbc()
        .sql(
            """
            update request set state = 'SETTLED', outcome = 'COMPLETE', settled_at = :at
            where request_id = :id
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", request.id())
        .update();
    database
        .transactions()
        .run(() -> listener.completed(requests().find(Visibility.ALL, request.id()).orElseThrow()));
  }

  /** A user as Apple lists it. */
  record User(
      String clientUserId,
      String status,
      @Nullable String code,
      @Nullable String hash,
      @Nullable String email) {
    static User registered(String id) {
      return new User(id, "Registered", "code-" + id, null, null);
    }

    static User associated(String id) {
      return new User(id, "Associated", null, "hash-" + id, null);
    }

    static User retired(String id) {
      return new User(id, "Retired", null, null, null);
    }
  }

  /** A listing that begins a second from now. */
  void list(boolean complete, User... users) {
    clock.advance(Duration.ofSeconds(1));
    listBegun(clock.instant(), complete, users);
  }

  void listBegun(Instant beganAt, boolean complete, User... users) {
    list(beganAt, null, complete, users);
  }

  /** A listing of one user alone that begins a second from now. */
  void listOne(int holder, User... users) {
    clock.advance(Duration.ofSeconds(1));
    list(clock.instant(), holder, true, users);
  }

  private void list(Instant beganAt, @Nullable Integer only, boolean complete, User... users) {
    long listing = ++listings;
    for (User user : users) {
      int holder =
          holders.idsFor(dev.coster.holder.HolderKind.USER, List.of(user.clientUserId()))[0];
      database
          .jdbc()
          .sql(
              """
              insert into listing_user (listing_id, holder_id, status, email, invite_code, id_hash)
              values (:listing, :holder, :status, :email, :code, :hash)
              """)
          .param("listing", listing)
          .param("holder", holder)
          .param("status", user.status())
          .param("email", user.email())
          .param("code", user.code())
          .param("hash", user.hash())
          .update();
    }
    wantsAll =
        registrations.applyListing(
            new Registrations.FinishedUsers(listing, LOCATION, only, complete, beganAt));
    outbox.drain();
  }

  People.PersonState state(int person) {
    return people.find(Visibility.ALL, person).orElseThrow().state();
  }

  Registrations.Registration registration(int person) {
    return registrations.of(Visibility.ALL, person).getFirst();
  }
}
