package dev.coster.distribution;

import dev.coster.audit.Audit;
import dev.coster.catalog.Assets;
import dev.coster.device.Devices;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.distribution.Observed.FinishedListing;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Lane;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestListener.Failure;
import dev.coster.exchange.Requests;
import dev.coster.exchange.TestRequests;
import dev.coster.job.Job;
import dev.coster.job.JobRunner;
import dev.coster.job.Jobs;
import dev.coster.job.TestJobs;
import dev.coster.location.Location;
import dev.coster.location.LocationState;
import dev.coster.location.Locations;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Instants;
import dev.coster.platform.Outbox;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One location with assets, devices and people; real requests, jobs and picture; the other packages
 * as far as they are needed. Apple's part is played by the test.
 */
final class School {
  static final int HERE = 1;
  static final Actor ANNE = new Actor(Actor.Kind.ADMINISTRATOR, "anne", "Anne");

  final TestDatabase database;
  final SettableClock clock = new SettableClock();
  final JdbcClient jdbc;
  final Transactions transactions;
  final Requests requests;
  final Jobs jobs;
  final Observed observed;
  final Distribution distribution;
  final Licenses licenses;
  final Verification verification;
  final DistributionRunner giving;
  final Looks looks = new Looks();
  final List<Audit.Entry> audited = new ArrayList<>();
  final List<Record> published = new ArrayList<>();
  final Map<Integer, Long> free = new HashMap<>();
  final Set<Integer> books = new HashSet<>();
  Limits limits = new Limits(25, 1_000, 1_000, 100, 100, 100);

  /** Until when Apple wants no call. */
  @Nullable Instant silentUntil;

  LocationState state = LocationState.USABLE;
  int countsAskedFor;

  /** How many pairs were settled each time when counts were asked for. */
  final List<Long> settledWhenAsked = new ArrayList<>();

  long givenSince;
  Duration countsAge = Duration.ZERO;

  /** What others do while a plan is made: before open requests are read, and after the counts. */
  Runnable beforeOpen = () -> {};

  Runnable afterFacts = () -> {};
  private final Ids ids;
  private long listings;

  School(TestDatabase database) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.transactions = database.transactions();
    this.ids = new Ids(clock, new Random(7));
    Audit audit = (_, entry) -> audited.add(entry);
    this.requests = TestRequests.over(database, ids, clock, () -> List.of(verification(), users()));
    this.jobs = TestJobs.over(database, ids, clock, audit, () -> List.<JobRunner>of(giving()));
    this.observed =
        new StoredObserved(
            new AssignmentStore(jdbc), new RereadStore(jdbc), clock, () -> List.of(verification()));
    Outbox outbox = new Outbox(transactions, jdbc, clock);
    outbox.subscribe("test", Distribution.AssignmentsConfirmed.class, published::add);
    DistributionAssembly assembly =
        new DistributionAssembly(
            new DistributionAssembly.Ground(
                transactions, looks.over(jdbc), ids, clock, outbox, audit),
            new DistributionAssembly.Around(
                new FakeLocations(),
                meddledWith(requests),
                Partly.of(Exchange.class, new FakeExchange()),
                Partly.of(Assets.class, new FakeAssets()),
                Partly.of(Devices.class, new FakeDevices()),
                Partly.of(Registrations.class, new FakeRegistrations()),
                jobs),
            observed);
    this.distribution = assembly.distribution();
    this.licenses = assembly.licenses();
    this.verification = assembly.verification();
    this.giving = assembly.runner(Verb.GIVE);
    location();
  }

  private Requests meddledWith(Requests real) {
    return (Requests)
        Proxy.newProxyInstance(
            Requests.class.getClassLoader(),
            new Class<?>[] {Requests.class},
            (_, method, arguments) -> {
              if (method.getName().equals("open")) {
                beforeOpen.run();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  /** Somebody registers a person. */
  int register(int personId) {
    return new FakeRegistrations().register(HERE, new int[] {personId}, null);
  }

  private Verification verification() {
    return verification;
  }

  private JobRunner giving() {
    return giving;
  }

  private dev.coster.exchange.RequestListener users() {
    return Partly.of(dev.coster.exchange.RequestListener.class, new FakeUsers());
  }

  /** Apple accepted it, and is asked for the result then. */
  void accept(UUID requestId, Instant nextPoll) {
    move(
        requestId,
        "state = 'ACCEPTED', event_id = 'e-77', sent_at = ?, accepted_at = ?, next_poll_at = ?",
        Instants.utc(clock.instant()),
        Instants.utc(clock.instant()),
        Instants.utc(nextPoll));
  }

  private void location() {
    jdbc.sql(
            """
            insert into location (location_id, u_id, name, state, state_since, claim_id, created_at)
            values (1, 'u1', 'North', 'USABLE', :at, :claim, :at)
            """)
        .param("at", Instants.utc(clock.instant()))
        .param("claim", ids.next())
        .update();
  }

  /** Adds assets 1 … n, revocable apps that can be given to devices. */
  School assets(int count, long freeOfEach) {
    for (int i = 1; i <= count; i++) {
      jdbc.sql("insert into asset (asset_id, adam_id, pricing_param) values (:id, :adam, 'STDQ')")
          .param("id", i)
          .param("adam", "10" + i)
          .update();
      free.put(i, freeOfEach);
    }
    return this;
  }

  /** Adds devices 1 … n with holders of the same ids. */
  School devices(int count) {
    return devices(1, count);
  }

  /** Adds the devices and holders from … to. */
  School devices(int from, int to) {
    jdbc.sql(
            """
            insert into device (device_id, serial_number, name, site_id, source, created_at)
            select i, 'S' || i, 'iPad ' || i, (select min(site_id) from site), 'test', :at
            from generate_series(:from, :to) i
            """)
        .param("from", from)
        .param("to", to)
        .param("at", Instants.utc(clock.instant()))
        .update();
    jdbc.sql(
            """
            insert into holder (holder_id, kind, apple_id, device_id, created_at)
            overriding system value
            select device_id, 'D', serial_number, device_id, created_at from device
            where device_id between :from and :to
            """)
        .param("from", from)
        .param("to", to)
        .update();
    jdbc.sql("select setval(pg_get_serial_sequence('holder', 'holder_id'), 100000)")
        .query(Long.class)
        .single();
    return this;
  }

  /** Adds persons 1 … n, none registered. */
  School people(int count) {
    jdbc.sql(
            """
            insert into person (person_id, name, email, site_id, source, created_at)
            select i, 'Person ' || i, 'p' || i || '@example.org', (select min(site_id) from site),
              'test', :at
            from generate_series(1, :count) i
            """)
        .param("count", count)
        .param("at", Instants.utc(clock.instant()))
        .update();
    return this;
  }

  static int[] upTo(int count) {
    return java.util.stream.IntStream.rangeClosed(1, count).toArray();
  }

  static Wish wish(Verb verb, int[] assetIds, int[] deviceIds, int[] personIds) {
    return new Wish(verb, HERE, assetIds, deviceIds, personIds, new int[0]);
  }

  Preview preview(Wish wish) {
    return distribution.preview(wish, Visibility.ALL, ANNE);
  }

  UUID run(Preview preview) {
    return distribution.run(preview.planId(), preview.hash(), Visibility.ALL, ANNE);
  }

  UUID give(int[] assetIds, int[] deviceIds) {
    return run(preview(wish(Verb.GIVE, assetIds, deviceIds, new int[0])));
  }

  Job job(UUID id) {
    return jobs.find(Visibility.ALL, id).orElseThrow();
  }

  List<Request> open() {
    return requests.open(HERE);
  }

  void move(UUID requestId, String change, Object... values) {
    JdbcClient.StatementSpec update =
        jdbc.sql("update request set " + change + " where request_id = ?");
    for (Object value : values) {
      update = update.param(value);
    }
    update.param(requestId).update();
  }

  private Request request(UUID id) {
    return requests.find(Visibility.ALL, id).orElseThrow();
  }

  /** Apple's event is complete. */
  void complete(UUID requestId) {
    transactions.run(() -> {
      move(
          requestId,
          "state = 'SETTLED', outcome = 'COMPLETE', event_id = 'e', accepted_at = ?,"
              + " settled_at = ?",
          Instants.utc(clock.instant()),
          Instants.utc(clock.instant()));
      verification.completed(request(requestId));
    });
  }

  /** Apple refuses at once. */
  void refuse(UUID requestId, int number) {
    transactions.run(() -> {
      move(
          requestId,
          "state = 'SETTLED', outcome = 'REFUSED', error_number = ?, settled_at = ?",
          number,
          Instants.utc(clock.instant()));
      verification.refused(request(requestId), number, "no");
    });
  }

  /** Nobody knows what became of it (no failures), or its event failed. */
  void check(UUID requestId, boolean lost, List<Failure> failures) {
    check(requestId, lost, failures, clock.instant());
  }

  /** The same, where only readings count that begin after an instant. */
  void check(UUID requestId, boolean lost, List<Failure> failures, Instant after) {
    transactions.run(() -> {
      move(
          requestId,
          "state = ?, event_id = 'e', sent_at = ?, accepted_at = ?, check_after = ?",
          lost ? "LOST" : "CHECKING",
          Instants.utc(clock.instant()),
          Instants.utc(clock.instant()),
          Instants.utc(after));
      verification.toCheck(request(requestId), failures);
    });
  }

  /** Reads an asset at Apple, where exactly these holders have it. */
  void read(int assetId, boolean absenceCounts, int... holderIds) {
    clock.advance(Duration.ofSeconds(1));
    Instant began = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    long listing = ++listings;
    transactions.run(() -> {
      for (int holderId : holderIds) {
        stage(listing, assetId, holderId);
      }
      observed.applyListing(
          new FinishedListing(listing, HERE, assetId, null, absenceCounts, began));
    });
  }

  /** Reads a holder at Apple, who has exactly these assets. */
  void readHolder(int holderId, boolean absenceCounts, int... assetIds) {
    clock.advance(java.time.Duration.ofSeconds(1));
    Instant began = clock.instant();
    long listing = ++listings;
    transactions.run(() -> {
      for (int assetId : assetIds) {
        stage(listing, assetId, holderId);
      }
      observed.applyListing(
          new FinishedListing(listing, HERE, null, holderId, absenceCounts, began));
    });
  }

  /** Reads everything at Apple: the given pairs, as asset and holder. */
  void readAll(Set<List<Integer>> pairs) {
    clock.advance(Duration.ofSeconds(1));
    Instant began = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    long listing = ++listings;
    transactions.run(() -> {
      pairs.forEach(pair -> stage(listing, pair.get(0), pair.get(1)));
      observed.applyListing(new FinishedListing(listing, HERE, null, null, true, began));
    });
  }

  private void stage(long listing, int assetId, int holderId) {
    jdbc.sql("insert into listing_assignment (listing_id, asset_id, holder_id) values (?, ?, ?)")
        .param(listing)
        .param(assetId)
        .param(holderId)
        .update();
  }

  Set<List<Integer>> picture() {
    return new HashSet<>(
        jdbc.sql("select asset_id, holder_id from assignment where location_id = 1")
            .query((row, _) -> List.of(row.getInt(1), row.getInt(2)))
            .list());
  }

  void assigned(int assetId, int... holderIds) {
    transactions.run(
        () -> observed.learned(HERE, new int[] {assetId}, holderIds, true, clock.instant()));
  }

  private final class FakeLocations implements Locations {
    @Override
    public List<Location> list(Visibility visibility) {
      return find(visibility, HERE).stream().toList();
    }

    @Override
    public Optional<Location> find(Visibility visibility, int locationId) {
      return locationId == HERE && visibility.seesLocation(HERE)
          ? Optional.of(
              new Location(
                  HERE,
                  "u1",
                  "North",
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  state,
                  clock.instant(),
                  null,
                  new UUID(0, 1),
                  null,
                  "Jamf",
                  null,
                  null,
                  null,
                  null,
                  null,
                  clock.instant()))
          : Optional.empty();
    }
  }

  // What follows is called by way of Partly.

  @SuppressWarnings({"unused", "UnusedMethod", "EffectivelyPrivate"})
  private final class FakeExchange {
    Optional<Limits> limits() {
      return Optional.of(limits);
    }

    Exchange.Traffic traffic(int locationId) {
      return new Exchange.Traffic(10, silentUntil, 0);
    }
  }

  @SuppressWarnings({"unused", "UnusedMethod", "EffectivelyPrivate"})
  private final class FakeAssets {
    Map<Integer, Assets.Facts> facts(int locationId, Set<Integer> assetIds) {
      Map<Integer, Assets.Facts> facts = new HashMap<>();
      for (int id : assetIds) {
        if (free.containsKey(id)) {
          long given =
              jdbc.sql("select count(*) from assignment where asset_id = ?")
                  .param(id)
                  .query(Long.class)
                  .single();
          facts.put(
              id,
              new Assets.Facts(
                  id,
                  key(id),
                  books.contains(id) ? "Book" : "App",
                  true,
                  !books.contains(id),
                  false,
                  free.get(id) - given,
                  givenSince,
                  clock.instant().minus(countsAge)));
        }
      }
      afterFacts.run();
      return facts;
    }

    Map<Integer, Assets.Key> keys(Set<Integer> assetIds) {
      Map<Integer, Assets.Key> keys = new HashMap<>();
      assetIds.forEach(id -> keys.put(id, key(id)));
      return keys;
    }

    void askForCounts(int locationId, String reason, Instant at) {
      countsAskedFor++;
      settledWhenAsked.add(
          jdbc.sql("select coalesce(sum(succeeded + refused), 0) from job")
              .query(Long.class)
              .single());
    }

    private Assets.Key key(int id) {
      return new Assets.Key("10" + id, "STDQ");
    }
  }

  @SuppressWarnings({"unused", "UnusedMethod", "EffectivelyPrivate"})
  private static final class FakeDevices {
    int[] holders(int[] deviceIds) {
      return deviceIds.clone();
    }
  }

  @SuppressWarnings({"unused", "UnusedMethod", "EffectivelyPrivate"})
  private final class FakeRegistrations {
    int[] holders(int locationId, int[] personIds) {
      int[] holders = new int[personIds.length];
      for (int i = 0; i < holders.length; i++) {
        holders[i] =
            jdbc.sql(
                    """
                    select coalesce(max(h.holder_id), 0) from holder h join registration r
                      on r.holder_id = h.holder_id and r.status in ('Registered', 'Associated')
                    where h.person_id = ?
                    """)
                .param(personIds[i])
                .query(Integer.class)
                .single();
      }
      return holders;
    }

    int register(int locationId, int[] personIds, UUID jobId) {
      int[] holderIds = new int[personIds.length];
      for (int i = 0; i < personIds.length; i++) {
        holderIds[i] =
            jdbc.sql(
                    """
                    insert into holder (kind, apple_id, person_id, created_at)
                    values ('U', ?, ?, ?)
                    on conflict (kind, apple_id) do update set person_id = excluded.person_id
                    returning holder_id
                    """)
                .param("u-" + personIds[i])
                .param(personIds[i])
                .param(Instants.utc(clock.instant()))
                .query(Integer.class)
                .single();
        jdbc.sql(
                "insert into registration (location_id, holder_id, asked_at) values (1, ?, ?)"
                    + " on conflict do nothing")
            .param(holderIds[i])
            .param(Instants.utc(clock.instant()))
            .update();
      }
      List<Request.UserFields> users =
          java.util.Arrays.stream(personIds)
              .mapToObj(person -> new Request.UserFields("u-" + person, null, null))
              .toList();
      requests.record(
          List.of(
              new Requests.Draft(
                  HERE, jobId, Operation.CREATE, Lane.URGENT, new int[0], holderIds, users)));
      return personIds.length;
    }

    void askForUsers(int locationId, String reason, Instant at) {}
  }

  @SuppressWarnings({"unused", "UnusedMethod", "EffectivelyPrivate"})
  private static final class FakeUsers {
    Set<Operation> operations() {
      return Set.of(Operation.CREATE, Operation.UPDATE, Operation.RETIRE);
    }

    void withdrawn(Request request) {}
  }
}
