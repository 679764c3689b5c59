package dev.coster.sync;

import dev.coster.apple.AppleAddresses;
import dev.coster.apple.AppleLocation;
import dev.coster.apple.ContentToken;
import dev.coster.audit.Audit;
import dev.coster.catalog.Assets;
import dev.coster.distribution.Observed;
import dev.coster.distribution.RealObserved;
import dev.coster.exchange.Exchange;
import dev.coster.exchange.Limits;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests;
import dev.coster.exchange.Session;
import dev.coster.exchange.TrafficSource;
import dev.coster.holder.HolderKind;
import dev.coster.holder.Holders;
import dev.coster.job.JobState;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.LocationNotices;
import dev.coster.location.LocationState;
import dev.coster.people.Registrations;
import dev.coster.platform.Actor;
import dev.coster.platform.Mishaps;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One location, read from a scripted Apple into a real database; other packages are small fakes.
 */
final class SyncWorld implements Session {
  static final int HERE = 1;

  final SettableClock clock = new SettableClock();
  final ScriptedApple apple = new ScriptedApple();
  final JdbcClient jdbc;
  final Transactions transactions;
  final Observed observed;
  final List<String> told = new ArrayList<>();
  final Map<String, Request> openEvents = new HashMap<>();
  final Set<String> settledEvents = new HashSet<>();
  final List<Requests.PairNote> notes = new ArrayList<>();
  @Nullable RuntimeException trouble;

  /** Thrown by whoever is handed a listing of assets. */
  @Nullable RuntimeException poison;

  /** Done while a listing of users is applied. */
  Runnable whileApplying = () -> {};

  boolean wantsAllUsers;

  final List<String> mishappened = new ArrayList<>();
  ListingTraffic traffic;
  FullSync fullSync;
  StoredSync sync;
  private final Mishaps mishaps = (where, _) -> mishappened.add(where);
  final SyncParts parts;
  private final TestDatabase database;
  private final LocationNotices locations = Partly.of(LocationNotices.class, new SomeLocations());

  SyncWorld(TestDatabase database) {
    this(database, SyncSettings.DEFAULT);
  }

  SyncWorld(TestDatabase database, SyncSettings settings) {
    this.database = database;
    database.truncate();
    jdbc = database.jdbc();
    transactions = database.transactions();
    observed = RealObserved.in(jdbc, clock);
    jdbc.sql(
            """
            insert into location (u_id, name, state, state_since, claim_id, created_at)
            values (?, 'Here', 'USABLE', now(), gen_random_uuid(), now())
            """)
        .param(ScriptedApple.U_ID)
        .update();
    parts =
        new SyncParts(
            transactions,
            new WalkStore(jdbc),
            new ScheduleStore(jdbc),
            new StagingStore(jdbc, database.bulkCopy()),
            new NotificationStore(jdbc),
            new SyncParts.Told(
                Partly.of(Assets.class, new SomeAssets()),
                Partly.of(Holders.class, new SomeHolders()),
                Partly.of(Registrations.class, new SomeRegistrations()),
                observed,
                Partly.of(Jobs.class, new SomeJobs())),
            settings);
    restart();
  }

  /** All that is in memory is lost, as by kill -9. */
  void restart() {
    Audit audit = (_, entry) -> told.add("audit " + entry.action());
    Exchange exchange = Partly.of(Exchange.class, new SomeExchange());
    fullSync = new FullSync(parts, locations, audit, clock);
    traffic = ListingTraffic.of(parts, fullSync, mishaps);
    NotificationWork work =
        new NotificationWork(parts.told(), Partly.of(Requests.class, new SomeRequests()), exchange);
    Inbox inbox = new Inbox(parts.notifications(), work, locations, transactions, clock, mishaps);
    sync =
        new StoredSync(
            parts,
            fullSync,
            new FreshnessStore(jdbc, parts.walks()),
            parts.notifications(),
            inbox,
            exchange,
            clock);
  }

  TestDatabase database() {
    return database;
  }

  /** Takes one step; whether there was one. */
  boolean step() {
    clock.advance(Duration.ofSeconds(1));
    Optional<TrafficSource.Call> call = traffic.next(this);
    call.ifPresent(one -> one.run(this));
    return call.isPresent();
  }

  /** Takes steps until nothing is due. */
  void readAll() {
    int steps = 0;
    while (step()) {
      if (++steps > 200) {
        throw new AssertionError("No end: " + apple.calls);
      }
    }
  }

  /** Everything was read and is not due for a while. */
  void settle() {
    readAll();
    apple.takeCalls();
  }

  List<String> picture() {
    return jdbc.sql(
            """
            select adam_id || ' ' || apple_id from assignment
            join asset using (asset_id) join holder using (holder_id)
            order by adam_id, apple_id
            """)
        .query(String.class)
        .list();
  }

  List<String> rereads() {
    return jdbc.sql(
            """
            select adam_id || ' ' || coalesce(apple_id, '*') from assignment_reread r
            join asset using (asset_id) left join holder h on h.holder_id = r.holder_id
            order by 1
            """)
        .query(String.class)
        .list();
  }

  List<String> listings() {
    return jdbc.sql(
            "select kind || ' ' || state || coalesce(' ' || note, '') from listing"
                + " order by listing_id")
        .query(String.class)
        .list();
  }

  int assetId(String adamId) {
    return new SomeAssets().idsFor(List.of(new Assets.Key(adamId, "STDQ")))[0];
  }

  int holderId(String serial) {
    return new SomeHolders().idsFor(HolderKind.DEVICE, List.of(serial))[0];
  }

  void ask(String adamId) {
    int asset = assetId(adamId);
    transactions.run(
        () -> observed.askToRead(HERE, Set.of(asset), null, "a test", clock.instant()));
  }

  @Override
  public int locationId() {
    return HERE;
  }

  @Override
  public AppleLocation apple() {
    return new AppleLocation(apple, AppleAddresses.APPLE, ContentToken.of("dG9rZW4="));
  }

  @Override
  public Limits limits() {
    throw new AssertionError("Nothing is written.");
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public boolean mayWrite() {
    return true;
  }

  @Override
  public boolean managerKnown() {
    return true;
  }

  @Override
  public <T> T fenced(Supplier<T> work) {
    return transactions.call(work);
  }

  final class SomeAssets {
    int[] idsFor(List<Assets.Key> keys) {
      return keys.stream()
          .mapToInt(key ->
              id(
                  """
                  insert into asset (adam_id, pricing_param) values (?, ?)
                  on conflict (adam_id, pricing_param) do update set adam_id = excluded.adam_id
                  returning asset_id
                  """,
                  key.adamId(),
                  key.pricingParam()))
          .toArray();
    }

    Map<Integer, Assets.Key> keys(Set<Integer> ids) {
      Map<Integer, Assets.Key> keys = new HashMap<>();
      for (int id : ids) {
        keys.put(
            id,
            jdbc.sql("select adam_id, pricing_param from asset where asset_id = ?")
                .param(id)
                .query((row, _) -> new Assets.Key(row.getString(1), row.getString(2)))
                .single());
      }
      return keys;
    }

    void applyListing(long listing, int location, boolean complete, Instant began) {
      if (poison != null) {
        throw poison;
      }
      told.add("assets " + (complete ? "all" : "some"));
      jdbc.sql(
              """
              select adam_id || ' ' || total || '/' || assigned || '/' || available as counts,
                adam_id || ' unlimited ' || assigned as unlimited
              from listing_asset join asset using (asset_id)
              where listing_id = ? order by adam_id
              """)
          .param(listing)
          .query((row, _) ->
              "asset " + (row.getString(1) == null ? row.getString(2) : row.getString(1)))
          .list()
          .forEach(told::add);
      jdbc.sql(
              """
              insert into location_asset
              select ?, asset_id, product_type, device_assignable, revocable, platforms, unlimited,
                total, assigned, available, retired, listing_id, null
              from listing_asset where listing_id = ?
              on conflict (location_id, asset_id) do update set assigned = excluded.assigned
              """)
          .params(location, listing)
          .update();
    }

    void askForCounts(int location, String reason, Instant at) {
      told.add("counts asked");
      jdbc.sql(
              """
              insert into count_reread values (?, ?, ?)
              on conflict (location_id) do update set asked_at = excluded.asked_at
              """)
          .params(location, at.atOffset(ZoneOffset.UTC), reason)
          .update();
    }
  }

  final class SomeHolders {
    int[] idsFor(HolderKind kind, List<String> ids) {
      return ids.stream()
          .mapToInt(id ->
              id(
                  """
                  insert into holder (kind, apple_id, created_at) values (?, ?, now())
                  on conflict (kind, apple_id) do update set apple_id = excluded.apple_id
                  returning holder_id
                  """,
                  kind.code(),
                  id))
          .toArray();
    }

    Map<Integer, Holders.Holder> byId(Set<Integer> ids) {
      Map<Integer, Holders.Holder> found = new HashMap<>();
      for (int id : ids) {
        found.put(
            id,
            jdbc.sql("select kind, apple_id from holder where holder_id = ?")
                .param(id)
                .query((row, _) ->
                    new Holders.Holder(
                        id, HolderKind.ofCode(row.getString(1)), row.getString(2), null, null))
                .single());
      }
      return found;
    }
  }

  private int id(String sql, Object... values) {
    return jdbc.sql(sql).params(values).query(Integer.class).single();
  }

  final class SomeRegistrations {
    boolean applyListing(Registrations.FinishedUsers read) {
      long listing = read.listingId();
      String whom = read.holderId() != null ? "one" : read.complete() ? "all" : "some";
      whileApplying.run();
      if (read.holderId() != null) {
        jdbc.sql("delete from user_check where holder_id = ?").param(read.holderId()).update();
      }
      String users =
          jdbc.sql(
                  """
                  select coalesce(string_agg(apple_id || ' ' || status, ', ' order by apple_id), '')
                  from listing_user join holder using (holder_id) where listing_id = ?
                  """)
              .param(listing)
              .query(String.class)
              .single();
      told.add("users " + whom + ": " + users);
      return wantsAllUsers;
    }

    void readLater(int location, int holder, Instant notBefore) {
      told.add("user later");
      jdbc.sql("update user_check set not_before = ? where holder_id = ?")
          .params(notBefore.atOffset(ZoneOffset.UTC), holder)
          .update();
    }

    void learned(int location, Registrations.SeenUser user, Instant at) {
      told.add("user " + user.clientUserId() + " " + user.status());
    }

    void askForUsers(int location, String reason, Instant at) {
      told.add("users asked");
      jdbc.sql(
              """
              insert into user_reread values (?, ?, ?)
              on conflict (location_id) do update set asked_at = excluded.asked_at
              """)
          .params(location, at.atOffset(ZoneOffset.UTC), reason)
          .update();
    }
  }

  final class SomeJobs {
    UUID create(Jobs.Draft draft, Actor actor) {
      UUID id = UUID.randomUUID();
      jdbc.sql(
              """
              insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id,
                actor_name, created_at, updated_at)
              values (?, ?, ?, 'WAITING', ?, ?, ?, ?, now(), now())
              """)
          .params(
              id,
              draft.kind(),
              draft.title(),
              draft.locationId(),
              actor.kind().name(),
              actor.id(),
              actor.name())
          .update();
      return id;
    }

    void running(UUID id, String note) {
      jdbc.sql("update job set state = 'RUNNING', note = ? where job_id = ?")
          .params(note, id)
          .update();
    }

    void total(UUID id, long total) {
      jdbc.sql("update job set total = ? where job_id = ?").params(total, id).update();
    }

    void count(UUID id, long succeeded, long refused) {
      jdbc.sql("update job set succeeded = succeeded + ? where job_id = ?")
          .params(succeeded, id)
          .update();
    }

    void finish(UUID id, JobState state, String note, Object result) {
      jdbc.sql("update job set state = ?, note = ?, finished_at = now() where job_id = ?")
          .params(state.name(), note, id)
          .update();
    }
  }

  final class SomeLocations {
    Optional<Location> find(Visibility visibility, int id) {
      return id == HERE ? Optional.of(here()) : Optional.empty();
    }

    void notified(int id, Instant at) {
      told.add("notified");
    }

    private Location here() {
      Instant now = clock.instant();
      return new Location(
          HERE,
          ScriptedApple.U_ID,
          "Here",
          null,
          null,
          null,
          null,
          null,
          null,
          LocationState.USABLE,
          now,
          null,
          new UUID(0, 1),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          now);
    }
  }

  final class SomeRequests {
    Optional<Request> openByEvent(int location, String event) {
      if (trouble != null) {
        throw trouble;
      }
      return Optional.ofNullable(openEvents.get(event));
    }

    boolean isOurs(int location, String event) {
      return openEvents.containsKey(event) || settledEvents.contains(event);
    }

    void notePairs(UUID request, List<Requests.PairNote> pairs) {
      notes.addAll(pairs);
      told.add("heard of an event of ours");
    }
  }

  final class SomeExchange {
    void nudge(int location) {
      told.add("nudged");
    }
  }

  /** Results of the notes so far. */
  List<PairResult> noted() {
    return notes.stream().map(Requests.PairNote::result).toList();
  }
}
