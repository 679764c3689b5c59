package dev.coster.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.distribution.Observed.Applied;
import dev.coster.distribution.Observed.FinishedListing;
import dev.coster.distribution.Observed.Reread;
import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class StoredObservedTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final int HERE = 1;
  private static final int ELSEWHERE = 2;

  private final SettableClock clock = new SettableClock();
  private final List<FinishedListing> readings = new ArrayList<>();
  private JdbcClient jdbc;
  private Transactions transactions;
  private StoredObserved observed;
  private long listings;

  @BeforeEach
  void freshDatabase() {
    database.truncate();
    jdbc = database.jdbc();
    transactions = database.transactions();
    observed =
        new StoredObserved(
            new AssignmentStore(jdbc), new RereadStore(jdbc), clock, () -> List.of(readings::add));
  }

  @Test
  void aWholeListingBecomesThePicture() {
    learned(true, 1, 10);
    learned(true, 2, 20);
    clock.advance(Duration.ofMinutes(1));

    Applied applied = apply(whole(true), "1-10 3-30 3-30 3-31");

    assertThat(applied).isEqualTo(new Applied(2, 1, 0));
    assertThat(picture()).containsExactly("1-10", "3-30", "3-31");
    assertThat(count()).isEqualTo(3);
    assertThat(readings).hasSize(1);
  }

  @Test
  void readingTheSameAgainWritesNoRow() {
    apply(whole(true), "1-10 1-11 2-10");
    List<String> before = rowVersions();
    clock.advance(Duration.ofHours(1));

    Applied applied = apply(whole(true), "2-10 1-10 1-11");

    assertThat(applied).isEqualTo(new Applied(0, 0, 0));
    assertThat(rowVersions()).isEqualTo(before);
  }

  @Test
  void otherLocationsAreNotTouched() {
    transactions.run(
        () -> observed.learned(ELSEWHERE, new int[] {1}, new int[] {10}, true, clock.instant()));
    clock.advance(Duration.ofMinutes(1));

    apply(whole(true), "");

    assertThat(
            jdbc.sql("select count(*) from assignment where location_id = " + ELSEWHERE)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void presenceIsBelievedAtOnceAndAbsenceOfAChangingListingIsDoubted() {
    learned(true, 1, 10);
    learned(true, 2, 20, 21, 22, 23);
    clock.advance(Duration.ofMinutes(1));

    Applied applied = apply(whole(false), "3-30");

    assertThat(applied).isEqualTo(new Applied(1, 0, 5));
    assertThat(picture()).contains("1-10", "2-20", "3-30");
    assertThat(due()).containsExactlyInAnyOrder("1-10", "2-0");
  }

  @Test
  void aDisturbedReadingOfAnAssetIsRepeatedLaterAndItsAbsencesOneByOne() {
    learned(true, 1, 10, 11, 12, 13, 14);
    ask(Set.of(1), null);
    clock.advance(Duration.ofMinutes(1));

    apply(filtered(1, null, false), "1-10");

    assertThat(due()).containsExactlyInAnyOrder("1-11", "1-12", "1-13", "1-14");
    clock.advance(Duration.ofMinutes(1));
    assertThat(due()).hasSize(5).contains("1-0");
  }

  @Test
  void aFilteredListingSpeaksOnlyOfItsAssetOrHolder() {
    learned(true, 1, 10, 11);
    learned(true, 2, 10, 11);
    clock.advance(Duration.ofMinutes(1));

    assertThat(apply(filtered(1, null, true), "1-10")).isEqualTo(new Applied(0, 1, 0));
    assertThat(apply(filtered(null, 10, true), "1-10")).isEqualTo(new Applied(0, 1, 0));
    assertThat(picture()).containsExactly("1-10", "2-11");
    assertThat(apply(filtered(2, 11, true), "")).isEqualTo(new Applied(0, 1, 0));
    assertThat(picture()).containsExactly("1-10");
  }

  @Test
  void whatWasLearnedAfterTheListingBeganWinsOverIt() {
    learned(true, 1, 10);
    clock.advance(Duration.ofMinutes(1));
    FinishedListing listing = whole(true);
    clock.advance(Duration.ofSeconds(1));
    learned(false, 1, 10);
    learned(true, 2, 20);

    Applied applied = apply(listing, "1-10");

    assertThat(applied).isEqualTo(new Applied(0, 0, 0));
    assertThat(picture()).containsExactly("2-20");
  }

  @Test
  void aLaterListingWinsOverWhatWasLearnedBeforeItBegan() {
    learned(true, 2, 20);
    learned(false, 1, 10);
    clock.advance(Duration.ofSeconds(1));

    apply(whole(true), "1-10");

    assertThat(picture()).containsExactly("1-10");
  }

  @Test
  void whatWasLearnedIsForgottenOnceNoListingCanBeOlder() {
    learned(true, 1, 10);
    clock.advance(Duration.ofSeconds(1));
    FinishedListing listing = whole(true);
    clock.advance(Duration.ofSeconds(1));
    learned(true, 2, 20);

    apply(listing, "1-10");

    assertThat(jdbc.sql("select asset_id from learned_pair").query(Integer.class).list())
        .containsExactly(2);
  }

  @Test
  void whatIsOlderThanWhatIsKnownOfAPairChangesNothing() {
    Instant before = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    learned(false, 1, 10);

    transactions.run(
        () -> observed.learnedPairs(HERE, new int[] {1}, new int[] {10}, true, before));

    assertThat(picture()).isEmpty();
    learned(true, 1, 10);
    assertThat(picture()).containsExactly("1-10");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aRectangleIsLearnedWhole() {
    transactions.run(() ->
        observed.learned(HERE, new int[] {1, 2}, new int[] {10, 11, 11}, true, clock.instant()));

    assertThat(picture()).containsExactly("1-10", "1-11", "2-10", "2-11");
    assertThat(count()).isEqualTo(4);
    transactions.run(() ->
        observed.learned(HERE, new int[] {1}, new int[] {10, 11, 12}, false, clock.instant()));
    assertThat(picture()).containsExactly("2-10", "2-11");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aConfirmationThatComesWhileAListingIsAppliedIsNotOverwritten() throws Exception {
    FinishedListing listing = whole(true);
    stage(listing, "1-10");
    CountDownLatch applying = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    StoredObserved slow =
        new StoredObserved(
            new AssignmentStore(jdbc),
            new RereadStore(jdbc),
            clock,
            () -> {
              applying.countDown();
              return List.of(_ -> await(mayCommit));
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var apply = threads.submit(() -> transactions.run(() -> slow.applyListing(listing)));
      await(applying);
      var learn = threads.submit(() -> learned(false, 1, 10));
      awaitLockWaitOrEndOf(learn);
      mayCommit.countDown();
      apply.get(10, TimeUnit.SECONDS);
      learn.get(10, TimeUnit.SECONDS);
    }
    assertThat(picture()).isEmpty();
  }

  @Test
  void aWishIsFulfilledOnlyByAListingThatBeganAfterIt() {
    ask(Set.of(1, 2), null);
    FinishedListing tooEarly = filtered(1, null, true);

    apply(tooEarly, "1-10");
    assertThat(due()).containsExactly("1-0", "2-0");

    clock.advance(Duration.ofSeconds(1));
    ask(Set.of(1), 10);
    ask(Set.of(), 10);
    clock.advance(Duration.ofSeconds(1));
    apply(filtered(1, null, true), "1-10");
    assertThat(due()).containsExactly("2-0", "0-10");

    apply(filtered(null, 10, true), "1-10");
    assertThat(due()).containsExactly("2-0");

    apply(whole(true), "1-10");
    assertThat(due()).isEmpty();
  }

  @Test
  void aWishThatIsThereAlreadyIsNotWritten() {
    Instant later = clock.instant().plusSeconds(60);
    Set<Integer> one = Set.of(1);
    transactions.run(() -> observed.askToRead(HERE, one, 7, "a test", later));
    String before = wishes();

    transactions.run(() -> observed.askToRead(HERE, one, 7, "a test", later));
    assertThat(wishes()).isEqualTo(before);
    transactions.run(() -> observed.askToRead(HERE, one, 7, "a test", clock.instant()));
    assertThat(wishes()).isNotEqualTo(before);
  }

  private String wishes() {
    return jdbc.sql("select ctid || ' ' || xmin from assignment_reread")
        .query(String.class)
        .single();
  }

  @Test
  void aWishThatCouldNotBeMetWaitsUnlessItIsWishedAnew() {
    ask(Set.of(1), null);
    later(1, Duration.ofMinutes(5));

    assertThat(due()).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(due()).containsExactly("1-0");
    later(1, Duration.ofMinutes(5));
    ask(Set.of(1), null);
    assertThat(due()).containsExactly("1-0");
  }

  @Test
  void whatWasPutOffComesAfterThoseWhoHaveWaitedSince() {
    ask(Set.of(1), null);
    clock.advance(Duration.ofSeconds(1));
    ask(Set.of(2), null);
    later(1, Duration.ofSeconds(15));
    clock.advance(Duration.ofSeconds(15));

    assertThat(due()).containsExactly("2-0", "1-0");
    assertThat(observed.rereadsDue(HERE, clock.instant(), 2))
        .extracting(Reread::since)
        .containsExactly(clock.instant().minusSeconds(15), clock.instant());
  }

  @Test
  void aDeltaBelievesNothingAndMarksWhatContradicts() {
    apply(whole(true), "1-10 2-20");
    Instant base = clock.instant();
    clock.advance(Duration.ofMinutes(1));
    learned(true, 3, 30);
    clock.advance(Duration.ofMinutes(1));
    FinishedListing delta = whole(true);
    stage(delta, "1-10 3-30 4-40 5-50 5-51 5-52 5-53");

    long odd = transactions.call(() -> observed.applyDelta(delta, base));

    assertThat(odd).isEqualTo(6);
    assertThat(picture()).containsExactly("1-10", "2-20", "3-30");
    assertThat(due()).containsExactlyInAnyOrder("1-10", "4-40", "5-0");
  }

  private void learned(boolean present, int assetId, int... holderIds) {
    transactions.run(
        () -> observed.learned(HERE, new int[] {assetId}, holderIds, present, clock.instant()));
  }

  private void ask(Set<Integer> assets, @Nullable Integer holder) {
    transactions.run(() -> observed.askToRead(HERE, assets, holder, "a test", clock.instant()));
  }

  private void later(int asset, Duration by) {
    transactions.run(() -> observed.rereadLater(HERE, asset, 0, clock.instant().plus(by)));
  }

  private List<String> due() {
    // What is asked for now is due from the next moment on.
    return observed.rereadsDue(HERE, clock.instant().plusMillis(1), 100).stream()
        .map(StoredObservedTest::words)
        .toList();
  }

  private static String words(Reread reread) {
    return reread.assetId() + "-" + reread.holderId();
  }

  private FinishedListing whole(boolean absenceCounts) {
    return filtered(null, null, absenceCounts);
  }

  private FinishedListing filtered(
      @Nullable Integer asset, @Nullable Integer holder, boolean absenceCounts) {
    return new FinishedListing(++listings, HERE, asset, holder, absenceCounts, clock.instant());
  }

  private Applied apply(FinishedListing listing, String pairs) {
    stage(listing, pairs);
    return transactions.call(() -> observed.applyListing(listing));
  }

  private void stage(FinishedListing listing, String pairs) {
    for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(" ")) {
      int dash = pair.indexOf('-');
      jdbc.sql("insert into listing_assignment values (?, ?, ?)")
          .params(
              listing.listingId(),
              Integer.parseInt(pair.substring(0, dash)),
              Integer.parseInt(pair.substring(dash + 1)))
          .update();
    }
  }

  private List<String> picture() {
    return jdbc.sql(
            "select asset_id || '-' || holder_id from assignment where location_id = 1"
                + " order by asset_id, holder_id")
        .query(String.class)
        .list();
  }

  /** Which transaction wrote each row: a row that was touched in any way shows another. */
  private List<String> rowVersions() {
    return jdbc.sql("select ctid || ' ' || xmin || ' ' || xmax from assignment order by 1")
        .query(String.class)
        .list();
  }

  private long count() {
    return jdbc.sql("select assignments from assignment_count where location_id = 1")
        .query(Long.class)
        .single();
  }

  private void awaitLockWaitOrEndOf(Future<?> other) {
    String waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and"
            + " wait_event_type = 'Lock'";
    while (!other.isDone() && jdbc.sql(waiting).query(Long.class).single() == 0) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
