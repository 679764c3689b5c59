package dev.coster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.exchange.Lane;
import dev.coster.exchange.OpenExchange;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Requests;
import dev.coster.platform.Instants;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AssetsTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Assets.Filter ALL = new Assets.Filter("", null, null, false);

  private final SettableClock clock = new SettableClock();
  private final List<Assets.AssetCountsChanged> changes = new ArrayList<>();
  private Outbox outbox;
  private Assets assets;
  private Requests requests;
  private long listings;
  private int app;
  private int book;
  private int free;

  @BeforeEach
  void empty() {
    database.truncate();
    location(1, "North");
    location(2, "South");
    outbox = new Outbox(database.transactions(), database.jdbc(), clock);
    outbox.subscribe("test", Assets.AssetCountsChanged.class, changes::add);
    assets = new CatalogConfiguration().assets(database.jdbc(), database.transactions(), outbox);
    requests = OpenExchange.on(database, clock).requests();
    int[] ids =
        assets.idsFor(
            List.of(
                new Assets.Key("100", "STDQ"),
                new Assets.Key("200", "STDQ"),
                new Assets.Key("300", "STDQ")));
    app = ids[0];
    book = ids[1];
    free = ids[2];
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

  /** An asset as a listing stages it; available null = unlimited. */
  private record Staged(
      int asset, String type, boolean assignable, Integer assigned, Integer available) {}

  private boolean complete = true;

  private Instant list(int location, Staged... staged) {
    clock.advance(Duration.ofSeconds(1));
    listBegun(location, clock.instant(), staged);
    return clock.instant();
  }

  private void listBegun(int location, Instant began, Staged... staged) {
    long listing = ++listings;
    for (Staged s : staged) {
      database
          .jdbc()
          .sql(
              """
              insert into listing_asset (listing_id, asset_id, product_type, device_assignable,
                revocable, platforms, unlimited, total, assigned, available, retired)
              values (:listing, :asset, :type, :assignable, :revocable, '{iOS,macOS}', :unlimited,
                :total, :assigned, :available, 0)
              """)
          .param("listing", listing)
          .param("asset", s.asset())
          .param("type", s.type())
          .param("assignable", s.assignable())
          .param("revocable", s.type().equals("App"))
          .param("unlimited", s.available() == null)
          .param("total", s.available() == null ? null : s.assigned() + s.available())
          .param("assigned", s.assigned())
          .param("available", s.available())
          .update();
    }
    assets.applyListing(listing, location, complete, began);
    outbox.drain();
  }

  private static Staged app(int asset, int assigned, int available) {
    return new Staged(asset, "App", true, assigned, available);
  }

  private UUID give(int location, int asset, int... holders) {
    return database
        .transactions()
        .call(() ->
            requests
                .record(
                    List.of(
                        new Requests.Draft(
                            location,
                            null,
                            Operation.ASSOCIATE,
                            Lane.BULK,
                            new int[] {asset},
                            holders,
                            List.of())))
                .getFirst());
  }

  private void settle(UUID request) {
    database
        .jdbc()
        .sql(
            """
            update request set state = 'SETTLED', outcome = 'COMPLETE', settled_at = :at
            where request_id = :id
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", request)
        .update();
  }

  private Assets.Row row(int asset) {
    return assets.find(Visibility.ALL, asset).orElseThrow();
  }

  private long planned(int location, int asset) {
    return assets.facts(location, Set.of(asset)).get(asset).free();
  }

  @Test
  void aWishForCountsHasWaitedSinceItsFirstAskingThatNoListingHasTold() {
    Instant first = clock.instant();
    assets.askForCounts(1, "a test", first);
    clock.advance(Duration.ofSeconds(10));
    assets.askForCounts(1, "a test", clock.instant());
    assertThat(firstAsking()).isEqualTo(first);

    listBegun(1, first.plusSeconds(5));
    assertThat(firstAsking()).isEqualTo(first.plusSeconds(10));

    list(1);
    assertThat(firstAsking()).isNull();
    assets.askForCounts(1, "a test", clock.instant());
    assertThat(firstAsking()).isEqualTo(clock.instant());
  }

  private static @Nullable Instant firstAsking() {
    return database
        .jdbc()
        .sql("select first_asked_at from count_reread")
        .query((row, _) -> Optional.ofNullable(Instants.orNull(row, "first_asked_at")))
        .single()
        .orElse(null);
  }

  @Test
  void sumsOverVisibleLocationsAndShowsItsAge() {
    Instant first = list(1, app(app, 3, 7), new Staged(book, "Book", false, 1, 1));
    list(2, app(app, 1, 0), new Staged(free, "App", true, 5, null));

    assertThat(row(app))
        .returns(11L, Assets.Row::total)
        .returns(4L, Assets.Row::assigned)
        .returns(7L, Assets.Row::free)
        .returns(2, Assets.Row::locations)
        .returns(first, Assets.Row::asOf)
        .returns("100", Assets.Row::name)
        .returns(List.of("iOS", "macOS"), Assets.Row::platforms);
    assertThat(row(book)).returns(false, Assets.Row::revocable);
    assertThat(row(free))
        .returns(true, Assets.Row::unlimited)
        .returns(null, Assets.Row::free)
        .returns(null, Assets.Row::total);
    assertThat(planned(2, free)).isEqualTo(Long.MAX_VALUE);
    assertThat(assets.facts(1, Set.of(free))).as("is not at this location").isEmpty();
    Visibility south = Visibility.ofLocations(Set.of(2));
    assertThat(assets.find(south, app).orElseThrow().free()).isZero();
    assertThat(assets.list(south, ALL, null, 10)).hasSize(2);
    assertThat(assets.count(Visibility.ALL, false)).isEqualTo(3);
    assertThat(assets.count(south, true)).isEqualTo(1);
    assertThat(assets.atLocations(Visibility.ALL, app))
        .extracting(Assets.AtLocation::locationName)
        .containsExactly("North", "South");
  }

  @Test
  void whatAListingLacksThatChangedWhileItWasReadIsNotGone() {
    list(1, app(app, 3, 7), app(book, 1, 1));
    complete = false;
    list(1, app(app, 4, 6));
    assertThat(row(app)).returns(4L, Assets.Row::assigned);
    assertThat(assets.facts(1, Set.of(app, book))).containsKeys(app, book);

    complete = true;
    list(1, app(app, 4, 6));
    assertThat(assets.facts(1, Set.of(app, book))).containsOnlyKeys(app);
  }

  @Test
  void whatIsReservedOrGivenSinceTheReadingIsNotFree() {
    list(1, app(app, 0, 10));
    clock.advance(Duration.ofSeconds(1));
    UUID one = give(1, app, 1, 2, 3);
    assertThat(row(app)).returns(3L, Assets.Row::reserved).returns(7L, Assets.Row::free);
    assertThat(planned(1, app)).as("the planner subtracts reservations itself").isEqualTo(10);

    requests.notePairs(
        one,
        List.of(
            new Requests.PairNote(app, 1, dev.coster.exchange.PairResult.CONFIRMED, null, null)));
    assertThat(row(app)).returns(3L, Assets.Row::reserved).returns(7L, Assets.Row::free);
    assertThat(planned(1, app)).isEqualTo(9);

    settle(one);
    assertThat(row(app))
        .as("no count shows them yet")
        .returns(3L, Assets.Row::reserved)
        .returns(7L, Assets.Row::free);
    assertThat(planned(1, app)).isEqualTo(7);

    list(1, app(app, 3, 7));
    assertThat(row(app)).returns(0L, Assets.Row::reserved).returns(7L, Assets.Row::free);
    assertThat(planned(1, app)).isEqualTo(7);
  }

  /** Read in the middle of the event, whose request was settled then. */
  @Test
  void whatACountHoldsAndWhatIsReservedAndFreeMakeUpAllThereIs() {
    list(1, app(app, 0, 7), new Staged(free, "App", true, 0, null));
    UUID all = give(1, app, 1, 2, 3, 4, 5, 6, 7);
    UUID unlimited = give(1, free, 1, 2, 3);
    list(1, app(app, 4, 3), new Staged(free, "App", true, 2, null));
    assertThat(row(app))
        .returns(4L, Assets.Row::assigned)
        .returns(3L, Assets.Row::reserved)
        .returns(0L, Assets.Row::free);

    settle(all);
    settle(unlimited);
    assertThat(row(app))
        .returns(4L, Assets.Row::assigned)
        .returns(3L, Assets.Row::reserved)
        .returns(0L, Assets.Row::free);
    assertThat(row(free))
        .as("given since, as far as anybody knows")
        .returns(3L, Assets.Row::reserved)
        .returns(null, Assets.Row::free);

    list(1, app(app, 7, 0), new Staged(free, "App", true, 3, null));
    assertThat(row(app)).returns(7L, Assets.Row::assigned).returns(0L, Assets.Row::reserved);
    assertThat(row(free)).returns(3L, Assets.Row::assigned).returns(0L, Assets.Row::reserved);
  }

  @Test
  void whatJobsHoldForPeopleWhoAreBeingRegisteredIsReserved() {
    list(1, app(app, 0, 10));
    UUID job = UUID.randomUUID();
    database
        .jdbc()
        .sql(
            """
            insert into job (job_id, kind, title, state, location_id, actor_kind, actor_id,
              actor_name, created_at, updated_at)
            values (?, 'distribution.give', 'Give', 'RUNNING', 1, 'SYSTEM', 'coster', 'Coster',
              now(), now())
            """)
        .param(job)
        .update();
    database
        .jdbc()
        .sql("insert into job_waiting (job_id, asset_id, person_ids) values (?, ?, '{5,6,7,8}')")
        .param(job)
        .param(app)
        .update();

    assertThat(row(app)).returns(4L, Assets.Row::reserved).returns(6L, Assets.Row::free);
    assertThat(planned(1, app)).as("the planner subtracts reservations itself").isEqualTo(10);

    database.jdbc().sql("update job set finished_at = now()").update();
    assertThat(row(app)).returns(0L, Assets.Row::reserved).returns(10L, Assets.Row::free);
  }

  @Test
  void unchangedCountsAreNotTouchedButFresh() {
    list(1, app(app, 1, 1), app(book, 2, 2));
    String before = versions();
    changes.clear();

    Instant again = list(1, app(app, 1, 1), app(book, 2, 2));

    assertThat(versions()).isEqualTo(before);
    assertThat(row(app).asOf()).isEqualTo(again);
    assertThat(changes).isEmpty();
    list(1, app(app, 1, 0), app(book, 2, 2));
    assertThat(changes).containsExactly(new Assets.AssetCountsChanged(1, List.of(app)));
  }

  private static String versions() {
    return database
        .jdbc()
        .sql(
            "select string_agg(xmin::text || ctid::text, ',' order by asset_id) from"
                + " location_asset")
        .query(String.class)
        .single();
  }

  @Test
  void anAssetThatIsListedNoLongerIsGoneUntilItComesBack() {
    list(1, app(app, 1, 1), app(book, 1, 1));
    Instant late = list(1, app(book, 1, 1));
    assertThat(assets.find(Visibility.ALL, app)).isEmpty();

    listBegun(1, late.minusSeconds(60), app(app, 9, 9));
    assertThat(assets.find(Visibility.ALL, app)).as("an old listing comes late").isEmpty();
    list(1, app(app, 1, 1), app(app, 1, 1), app(book, 1, 1));
    assertThat(row(app).total()).isEqualTo(2);
  }

  @Test
  void findsAndPagesByNameOrNumber() {
    list(1, app(app, 0, 0), app(book, 0, 5), app(free, 0, 5));
    database
        .jdbc()
        .sql(
            """
            insert into asset_metadata (adam_id, storefront, name, bundle_id, found, fetched_at,
              next_fetch_at)
            select '200', 'us', 'Pages_1', 'com.apple.pages', true, :at, :at
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();

    assertThat(ids("pages_")).containsExactly(book);
    assertThat(ids("com.apple")).containsExactly(book);
    assertThat(ids("00")).containsExactly(app, free, book);
    List<Assets.Row> first = assets.list(Visibility.ALL, ALL, null, 2);
    assertThat(assets.list(Visibility.ALL, ALL, first.getLast().place(), 2))
        .extracting(Assets.Row::assetId)
        .containsExactly(book);
    assertThat(assets.list(Visibility.ALL, new Assets.Filter("", 1, "App", true), null, 9))
        .extracting(Assets.Row::assetId)
        .containsExactly(app);
    assertThat(assets.metadata(book)).get().returns("Pages_1", Assets.Metadata::name);
    assertThat(assets.metadata(app)).isEmpty();
    assertThat(assets.icon(book)).isEmpty();
  }

  private List<Integer> ids(String text) {
    return assets.list(Visibility.ALL, new Assets.Filter(text, null, null, false), null, 9).stream()
        .map(Assets.Row::assetId)
        .toList();
  }
}
