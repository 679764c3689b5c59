package dev.coster.distribution;

import static dev.coster.distribution.School.HERE;
import static dev.coster.distribution.School.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.distribution.Distribution.PairCursor;
import dev.coster.distribution.Distribution.PairRow;
import dev.coster.distribution.Distribution.PairState;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Observed.FinishedListing;
import dev.coster.exchange.Limits;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestListener.Failure;
import dev.coster.exchange.RequestState;
import dev.coster.exchange.Requests.PairNote;
import dev.coster.job.Job;
import dev.coster.job.JobState;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private School school;

  @BeforeEach
  void freshSchool() {
    database.truncate();
    school = new School(database).assets(4, 1_000).devices(20);
  }

  private Request only() {
    assertThat(school.open()).hasSize(1);
    return school.open().get(0);
  }

  private static Failure failure(int number, List<String> adamIds, List<String> serials) {
    return new Failure(number, "text", adamIds, List.of(), serials);
  }

  private Map<PairState, Long> counts(UUID job) {
    return school.distribution.resultCounts(Visibility.ALL, job);
  }

  @Test
  void aCompleteEventBecomesThePictureAndEndsTheJob() {
    UUID job = school.give(upTo(2), upTo(5));

    school.complete(only().id());

    assertThat(school.picture()).hasSize(10);
    Job after = school.job(job);
    assertThat(after.state()).isEqualTo(JobState.DONE);
    assertThat(after.succeeded()).isEqualTo(10);
    assertThat(after.note()).isEqualTo("10 of 10 licenses confirmed by Apple");
    assertThat(counts(job)).containsOnly(Map.entry(PairState.CONFIRMED, 10L));
    assertThat(outboxEvents()).isEqualTo(1);
    assertThat(school.countsAskedFor).isEqualTo(1);
  }

  private long outboxEvents() {
    return school.jdbc.sql("select count(*) from outbox_event").query(Long.class).single();
  }

  @Test
  void aRefusalAtOnceRefusesAll() {
    UUID job = school.give(upTo(2), upTo(5));

    school.refuse(only().id(), 9707);

    assertThat(school.job(job).refused()).isEqualTo(10);
    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
    PairRow row = school.distribution.results(Visibility.ALL, job, null, null, 1).get(0);
    assertThat(row.state()).isEqualTo(PairState.REFUSED);
    assertThat(row.errorNumber()).isEqualTo(9707);
    assertThat(row.reason()).contains("9707");
    assertThat(school.countsAskedFor).isEqualTo(1);
  }

  @Test
  void aLostRequestIsReadAndOnlyWhatIsMissingIsSentAgain() {
    UUID job = school.give(upTo(2), upTo(5));
    Request lost = only();
    school.check(lost.id(), true, List.of());
    assertThat(counts(job)).containsOnly(Map.entry(PairState.BEING_CHECKED, 10L));
    assertThat(due()).hasSize(2);

    school.read(1, true, 1, 2, 3, 4, 5);
    assertThat(only().id()).isEqualTo(lost.id());
    school.read(2, true, 1, 2);

    Request again = only();
    assertThat(again.assetIds()).containsExactly(2);
    assertThat(again.holderIds()).containsExactly(3, 4, 5);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(school.job(job).succeeded()).isEqualTo(7);
    assertThat(counts(job))
        .containsOnly(Map.entry(PairState.CONFIRMED, 7L), Map.entry(PairState.IN_WORK, 3L));
    school.complete(again.id());
    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
    assertThat(school.job(job).succeeded()).isEqualTo(10);
    assertThat(counts(job)).containsOnly(Map.entry(PairState.CONFIRMED, 10L));
  }

  @Test
  void aReadingThatBeganBeforeOrMayHaveMissedRowsSettlesNothing() {
    school.give(upTo(1), upTo(5));
    Request lost = only();
    FinishedListing early = new FinishedListing(99, HERE, 1, null, true, school.clock.instant());
    school.check(lost.id(), true, List.of());

    school.transactions.run(() -> school.observed.applyListing(early));
    school.read(1, false, 1, 2);
    assertThat(only().id()).isEqualTo(lost.id());

    for (int holder = 3; holder <= 5; holder++) {
      assertThat(only().id()).isEqualTo(lost.id());
      school.readHolder(holder, true);
    }
    assertThat(only().holderIds()).containsExactly(3, 4, 5);
  }

  @Test
  void ofAnAssetThatNeverHoldsStillOnlyThoseWhoLackItAreReadByThemselves() {
    UUID job = school.give(upTo(2), upTo(5));
    Request lost = only();
    school.check(lost.id(), true, List.of());

    school.read(1, false, 1, 2, 4, 5);
    assertThat(due()).extracting(Observed.Reread::holderId).containsExactlyInAnyOrder(0, 3);
    school.read(2, false, 1, 2, 3, 4, 5);
    assertThat(only().id()).isEqualTo(lost.id());
    school.readHolder(3, true, 2);

    assertThat(only().assetIds()).containsExactly(1);
    assertThat(only().holderIds()).containsExactly(3);
    assertThat(school.job(job).succeeded()).isEqualTo(9);
    assertThat(due()).as("the assets themselves are in no hurry any more").isEmpty();
  }

  @Test
  void whereEverybodyIsShownADisturbedReadingIsEnough() {
    UUID job = school.give(upTo(1), upTo(5));
    school.check(only().id(), true, List.of());

    school.read(1, false, 1, 2, 3, 4, 5);

    assertThat(school.open()).isEmpty();
    assertThat(school.job(job).succeeded()).isEqualTo(5);
  }

  /** As while a bulk runs: no reading of the asset is ever of one state. */
  @Test
  void howeverManyLackAnAssetThatNeverHoldsStillTheCheckComesToItsEnd() {
    int many = 450;
    school.devices(21, many);
    UUID job = school.give(upTo(1), upTo(many));
    Request lost = only();
    school.check(lost.id(), true, List.of());

    school.read(1, false, upTo(many - 250));
    assertThat(due()).as("too many: perhaps it holds still next time").isEmpty();
    school.clock.advance(Duration.ofSeconds(15));
    assertThat(due()).extracting(Observed.Reread::assetId).containsExactly(1);
    school.read(1, false, upTo(many - 250));
    int readings = 0;
    while (only().id().equals(lost.id())) {
      Observed.Reread next = due().getFirst();
      assertThat(next.assetId()).isZero();
      school.readHolder(next.holderId(), true);
      readings++;
    }

    assertThat(readings).isEqualTo(250);
    assertThat(only().holderIds()).hasSize(250);
    assertThat(school.job(job).succeeded()).isEqualTo(200);
  }

  @Test
  void ofATakingBackThoseWhoStillHaveItAreReadByThemselves() {
    school.assigned(1, upTo(3));
    UUID job =
        school.run(school.preview(School.wish(Verb.TAKE_BACK, upTo(1), upTo(3), new int[0])));
    school.check(only().id(), true, List.of());

    school.read(1, false, 2);
    assertThat(due()).extracting(Observed.Reread::holderId).contains(1, 2, 3);
    school.readHolder(1, true);
    school.readHolder(2, true, 1);
    school.readHolder(3, true);

    assertThat(only().holderIds()).containsExactly(2);
    assertThat(school.job(job).succeeded()).isEqualTo(2);
  }

  @Test
  void aWholeReadingSettlesTheRequestAtOnce() {
    UUID job = school.give(upTo(3), upTo(2));
    school.check(only().id(), true, List.of());

    school.readAll(
        Set.of(
            List.of(1, 1),
            List.of(1, 2),
            List.of(2, 1),
            List.of(2, 2),
            List.of(3, 1),
            List.of(3, 2)));

    assertThat(school.open()).isEmpty();
    assertThat(school.job(job).succeeded()).isEqualTo(6);
    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void fewHoldersOfManyAssetsAreReadByHolder() {
    school.give(upTo(4), upTo(2));
    school.check(only().id(), true, List.of());

    assertThat(due()).extracting(Observed.Reread::holderId).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void afterAFailureNamedPairsAreRefusedAndUnclearOnesSentAgainOnce() {
    UUID job = school.give(upTo(2), upTo(4));
    school.check(
        only().id(),
        false,
        List.of(failure(9709, List.of("102"), List.of()), failure(9635, List.of(), List.of("S4"))));

    school.read(1, true, 1, 2);
    school.read(2, true, 1);

    // Asset 2 is named (holders 2, 3); holder 4 is named, more exactly; asset 1 and holder 3 not.
    assertThat(only().assetIds()).containsExactly(1);
    assertThat(only().holderIds()).containsExactly(3);
    Map<Integer, Long> numbers = new HashMap<>();
    school
        .distribution
        .results(Visibility.ALL, job, PairState.REFUSED, null, 10)
        .forEach(row -> numbers.merge(row.errorNumber(), 1L, Long::sum));
    assertThat(numbers).containsOnly(Map.entry(9709, 2L), Map.entry(9635, 2L));
    assertThat(school.countsAskedFor).isPositive();

    school.check(only().id(), false, List.of());
    school.readHolder(3, true);

    assertThat(school.open()).isEmpty();
    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
    assertThat(school.job(job).succeeded()).isEqualTo(3);
    assertThat(school.job(job).refused()).isEqualTo(5);
    assertThat(counts(job))
        .containsOnly(Map.entry(PairState.CONFIRMED, 3L), Map.entry(PairState.REFUSED, 5L));
  }

  @Test
  void aSingleFailureThatNamesNothingIsTheReasonOfAllThatIsMissing() {
    UUID job = school.give(upTo(1), upTo(3));
    school.check(only().id(), false, List.of(failure(9709, List.of(), List.of())));

    school.read(1, true, 2);

    assertThat(school.open()).isEmpty();
    assertThat(school.distribution.results(Visibility.ALL, job, PairState.REFUSED, null, 10))
        .extracting(PairRow::errorNumber)
        .containsExactly(9709, 9709);
  }

  @Test
  void theLastAttemptIsTheLast() {
    UUID job = school.give(upTo(1), upTo(2));
    for (int attempt = 1; attempt <= 5; attempt++) {
      assertThat(only().attempt()).isEqualTo(attempt);
      school.check(only().id(), true, List.of());
      school.read(1, true);
    }

    assertThat(school.open()).isEmpty();
    assertThat(school.job(job).refused()).isEqualTo(2);
    assertThat(counts(job)).containsOnly(Map.entry(PairState.REFUSED, 2L));
  }

  private List<Observed.Reread> due() {
    return school.observed.rereadsDue(HERE, school.clock.instant().plusMillis(1), 10);
  }

  @Test
  void whatNeverHoldsStillAndNobodyWaitsForIsInNoHurry() {
    school.transactions.run(() -> {
      school.observed.askToRead(HERE, Set.of(1), null, "a test", school.clock.instant());
      school.observed.askToRead(HERE, Set.of(), 1, "a test", school.clock.instant());
    });

    school.read(1, false, 1);
    school.readHolder(1, false, 1);
    school.clock.advance(Duration.ofSeconds(50));
    assertThat(due()).isEmpty();
    school.clock.advance(Duration.ofMinutes(1));
    assertThat(due()).hasSize(2);
  }

  @Test
  void whatNeverHoldsStillIsNotReadInVainForACheckThatMustNotBeginYet() {
    school.give(upTo(1), upTo(5));
    school.transactions.run(
        () -> school.observed.askToRead(HERE, Set.of(1), null, "a test", school.clock.instant()));
    school.check(only().id(), true, List.of(), school.clock.instant().plusSeconds(60));

    school.read(1, false, 1, 2);
    school.clock.advance(Duration.ofSeconds(20));
    assertThat(due()).isEmpty();
    school.clock.advance(Duration.ofSeconds(10));
    assertThat(due()).hasSize(1);
  }

  @Test
  void aReadingThatMustNotBeginYetIsNotDueYet() {
    school.give(upTo(1), upTo(3));
    school.check(only().id(), true, List.of(), school.clock.instant().plusSeconds(60));

    assertThat(due()).isEmpty();
    school.read(1, true, 1);
    assertThat(due()).isEmpty();
    school.clock.advance(Duration.ofSeconds(60));
    assertThat(due()).hasSize(1);
  }

  /** Losses follow each other; were the oldest to wait for the newest, it would wait for ever. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCheckDoesNotWaitForALaterOneOfTheSameAsset(boolean whole) {
    UUID first = school.give(upTo(1), upTo(3));
    school.check(only().id(), true, List.of());
    UUID second = school.give(upTo(1), upTo(6));
    UUID later =
        school.open().stream()
            .filter(one -> second.equals(one.jobId()))
            .map(Request::id)
            .findAny()
            .orElseThrow();
    school.check(later, true, List.of(), school.clock.instant().plusSeconds(60));

    assertThat(due()).hasSize(1);
    if (whole) {
      school.readAll(Set.of(List.of(1, 1), List.of(1, 2), List.of(1, 3)));
    } else {
      school.read(1, true, 1, 2, 3);
    }
    assertThat(school.job(first).state()).isEqualTo(JobState.DONE);
    assertThat(due()).isEmpty();
    school.clock.advance(Duration.ofSeconds(60));
    assertThat(due()).hasSize(1);
    school.read(1, true, 1, 2, 3, 4, 5, 6);
    assertThat(school.job(second).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void theReadingWinsOverWhatANotificationRefused() {
    UUID job = school.give(upTo(1), upTo(3));
    school.requests.notePairs(
        only().id(),
        List.of(
            new PairNote(1, 1, PairResult.CONFIRMED, null, null),
            new PairNote(1, 2, PairResult.REFUSED, 9616, "assigned already")));
    school.check(only().id(), false, List.of());

    school.read(1, true, 1, 2, 3);

    assertThat(school.open()).isEmpty();
    assertThat(counts(job)).containsOnly(Map.entry(PairState.CONFIRMED, 3L));
    assertThat(school.job(job).succeeded()).isEqualTo(3);
    assertThat(confirmedToOthers()).containsExactly("[1] [1, 2, 3]");
  }

  private List<String> confirmedToOthers() {
    return school
        .jdbc
        .sql(
            "select (payload -> 'assetIds')::text || ' ' || (payload -> 'holderIds')::text from outbox_event")
        .query(String.class)
        .list();
  }

  @Test
  void whatIsConfirmedWhileItsRequestIsOpenCountsAndWhatIsRefusedIsNotCertainYet() {
    UUID job = school.give(upTo(1), upTo(5));
    school.accept(only().id(), school.clock.instant().plusSeconds(90));
    school.requests.notePairs(
        only().id(),
        List.of(
            new PairNote(1, 1, PairResult.CONFIRMED, null, null),
            new PairNote(1, 2, PairResult.CONFIRMED, null, null),
            new PairNote(1, 3, PairResult.REFUSED, 9603, "internal")));

    assertThat(counts(job))
        .containsOnly(
            Map.entry(PairState.CONFIRMED, 2L),
            Map.entry(PairState.BEING_CHECKED, 1L),
            Map.entry(PairState.IN_WORK, 2L));
    assertThat(school.distribution.confirmed(Visibility.ALL, List.of(job)))
        .containsOnly(Map.entry(job, 2L));
    PairRow checked =
        school.distribution.results(Visibility.ALL, job, PairState.BEING_CHECKED, null, 9).get(0);
    assertThat(checked.reason()).contains("9603").contains("Coster reads at Apple");

    school.complete(only().id());
    assertThat(school.job(job).succeeded()).isEqualTo(4);
    assertThat(school.distribution.confirmed(Visibility.ALL, List.of(job)))
        .containsOnly(Map.entry(job, 4L));
  }

  @Test
  void whatANotificationRefusedForTheMomentIsAskedForAgain() {
    UUID job = school.give(upTo(1), upTo(3));
    school.requests.notePairs(
        only().id(),
        List.of(
            new PairNote(1, 1, PairResult.REFUSED, 9603, "internal"),
            new PairNote(1, 2, PairResult.REFUSED, 9709, "none")));
    school.check(only().id(), false, List.of());

    school.read(1, true, 3);

    assertThat(only().holderIds()).containsExactly(1);
    assertThat(counts(job))
        .containsOnly(
            Map.entry(PairState.CONFIRMED, 1L),
            Map.entry(PairState.REFUSED, 1L),
            Map.entry(PairState.IN_WORK, 1L));
  }

  @Test
  void whatIsNotFreeAnyMoreIsNotAskedForAgain() {
    school.free.put(1, 5L);
    UUID job = school.give(upTo(1), upTo(5));
    school.check(only().id(), true, List.of());
    school.free.put(1, 3L);

    school.read(1, true, 1, 2);

    assertThat(only().holderIds()).containsExactly(3);
    PairRow row =
        school.distribution.results(Visibility.ALL, job, PairState.REFUSED, null, 10).get(0);
    assertThat(row.errorNumber()).isNull();
    assertThat(row.reason()).isEqualTo(Judgment.NONE_FREE);
    assertThat(school.licenses.story(Visibility.ALL, HERE, 1, 5).orElseThrow().sentence())
        .contains("given up")
        .contains(Judgment.NONE_FREE);
  }

  /** Another request, of which nothing is known yet, was executed before Apple counted. */
  private Request lostBesideOneThatIsExecuted() {
    school.free.put(1, 10L);
    school.give(upTo(1), upTo(5));
    Request lost = only();
    school.check(lost.id(), true, List.of());
    school.give(upTo(1), upTo(10));
    school.open().stream()
        .filter(one -> one.state() == RequestState.RECORDED)
        .forEach(one -> school.accept(one.id(), school.clock.instant()));
    return lost;
  }

  @Test
  void whatAnotherRequestTookIsNotSubtractedTwiceWhenItWasSeenBeforeTheCount() {
    Request lost = lostBesideOneThatIsExecuted();

    school.read(1, true, 6, 7, 8, 9, 10);

    assertThat(school.requests.find(Visibility.ALL, lost.id()).orElseThrow().settledAt())
        .isNotNull();
    assertThat(school.open())
        .filteredOn(one -> one.attempt() == 2)
        .singleElement()
        .satisfies(again -> assertThat(again.holderIds()).containsExactly(1, 2, 3, 4, 5));
  }

  @Test
  void whatAnotherRequestMayHaveTakenAlreadyIsNotSubtractedTwice() {
    Request lost = lostBesideOneThatIsExecuted();
    school.countsAge = Duration.ofMillis(1500);

    school.read(1, true, 6, 7, 8, 9, 10);

    assertThat(school.requests.find(Visibility.ALL, lost.id()).orElseThrow().state())
        .isEqualTo(RequestState.LOST);
    school.clock.advance(Duration.ofMinutes(1));
    assertThat(due()).singleElement().matches(reread -> reread.holderId() != 0, "one pair only");
    school.open().stream()
        .filter(one -> one.state() == RequestState.ACCEPTED)
        .forEach(one -> school.complete(one.id()));
    school.clock.advance(Duration.ofMinutes(1));
    school.read(1, true, 6, 7, 8, 9, 10);
    assertThat(only().holderIds()).containsExactly(1, 2, 3, 4, 5);
    assertThat(only().attempt()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oldCountsAreReadAgainBeforeAnythingIsGivenUp(boolean old) {
    school.free.put(1, 5L);
    UUID job = school.give(upTo(1), upTo(5));
    school.check(only().id(), true, List.of());
    school.free.put(1, 0L);
    if (old) {
      school.countsAge = Duration.ofMinutes(1);
    } else {
      school.givenSince = 1;
    }
    int asked = school.countsAskedFor;
    school.read(1, true);
    assertThat(school.job(job).refused()).isZero();
    assertThat(school.countsAskedFor).isEqualTo(asked + 1);

    school.countsAge = Duration.ZERO;
    school.givenSince = 0;
    school.clock.advance(Duration.ofMinutes(1));
    school.read(1, true);

    assertThat(school.job(job).refused()).isEqualTo(5);
  }

  /** Each misses what the other one reserves: the older one may ask, the younger one gives up. */
  @Test
  void twoThatMissTheSameLicensesDoNotWaitForEachOther() {
    school.free.put(1, 10L);
    UUID older = school.give(upTo(1), upTo(5));
    school.check(only().id(), true, List.of());
    school.clock.advance(Duration.ofSeconds(1));
    UUID younger = school.give(upTo(1), upTo(10));
    Request second =
        school.open().stream().filter(one -> younger.equals(one.jobId())).findAny().orElseThrow();
    school.check(second.id(), true, List.of());
    school.free.put(1, 5L);

    school.read(1, true);

    assertThat(school.job(older).refused()).isZero();
    assertThat(school.job(younger).refused()).isEqualTo(5);
    assertThat(only().holderIds()).containsExactly(1, 2, 3, 4, 5);
  }

  /**
   * Whoever refuses a request asks for counts and locks its job then: else they wait in a circle.
   */
  @Test
  void whatSeveralRequestsWishIsWrittenBeforeTheFirstJobIsLocked() {
    UUID older = school.give(upTo(1), upTo(5));
    Request last = only();
    school.check(last.id(), true, List.of());
    school.move(last.id(), "attempt = ?", 5);
    school.clock.advance(Duration.ofSeconds(1));
    UUID younger = school.give(upTo(1), upTo(10));
    Request second =
        school.open().stream().filter(one -> younger.equals(one.jobId())).findAny().orElseThrow();
    school.check(second.id(), true, List.of());
    school.settledWhenAsked.clear();

    school.read(1, true, 6, 7, 8, 9, 10);

    assertThat(school.job(older).refused()).isEqualTo(5);
    assertThat(school.job(younger).succeeded()).isEqualTo(5);
    assertThat(school.settledWhenAsked).first().isEqualTo(0L);
    assertThat(school.settledWhenAsked).as("the younger one's own comes later").contains(5L);
  }

  /** The younger one was executed after the counts: they show its licenses as free. */
  @Test
  void whatAYoungerOneMayHaveTakenSinceTheCountsIsNotAskedFor() {
    school.free.put(1, 10L);
    school.give(upTo(1), upTo(5));
    Request older = only();
    school.check(older.id(), true, List.of());
    school.clock.advance(Duration.ofSeconds(2));
    school.give(upTo(1), upTo(10));
    Request younger =
        school.open().stream()
            .filter(one -> one.state() == RequestState.RECORDED)
            .findAny()
            .orElseThrow();
    school.check(younger.id(), false, List.of(), school.clock.instant());
    school.free.put(1, 5L);
    school.countsAge = Duration.ofSeconds(3);

    school.read(1, true);

    assertThat(school.requests.find(Visibility.ALL, older.id()).orElseThrow().state())
        .isEqualTo(RequestState.LOST);
  }

  @Test
  void aRefusalThatCameWhileTheEventEndedIsReadAgain() {
    UUID job = school.give(upTo(1), upTo(3));
    school.requests.notePairs(
        only().id(), List.of(new PairNote(1, 2, PairResult.REFUSED, 9709, "none")));

    school.complete(only().id());

    assertThat(school.picture()).containsExactlyInAnyOrder(List.of(1, 1), List.of(1, 3));
    assertThat(school.job(job).succeeded()).isEqualTo(2);
    assertThat(school.job(job).refused()).isEqualTo(1);
    assertThat(due()).hasSize(1);
  }

  /** Everything may happen to the requests of a job; in the end each pair has one state. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void countsAddUpWhateverHappens(long seed) {
    Random random = new Random(seed);
    school.limits = new Limits(2, 10, 1 + random.nextInt(8), 10, 10, 10);
    school.assigned(1, 3, 4);
    school.free.put(3, 7L);
    UUID job = school.give(upTo(4), upTo(20));
    Set<List<Integer>> truth = new HashSet<>(school.picture());
    for (int step = 0; step < 500 && !school.open().isEmpty(); step++) {
      List<Request> movable =
          school.open().stream().filter(one -> one.checkAfter() == null).toList();
      if (movable.isEmpty() || random.nextInt(4) == 0) {
        school.readAll(truth);
      } else {
        happen(random, movable.get(random.nextInt(movable.size())), truth);
      }
      assertThat(school.distribution.confirmed(Visibility.ALL, List.of(job)).get(job))
          .isEqualTo(counts(job).getOrDefault(PairState.CONFIRMED, 0L));
    }

    assertThat(school.open()).isEmpty();
    Job after = school.job(job);
    Map<PairState, Long> counts = counts(job);
    assertThat(after.state()).isEqualTo(JobState.DONE);
    assertThat(after.succeeded() + after.refused()).isEqualTo(after.total());
    assertThat(counts.getOrDefault(PairState.CONFIRMED, 0L)).isEqualTo(after.succeeded());
    assertThat(counts.getOrDefault(PairState.REFUSED, 0L)).isEqualTo(after.refused());
    assertThat(counts.get(PairState.NOT_ASKED)).isEqualTo(80 - after.total());
    assertThat(school.picture()).isEqualTo(truth);
    assertThat(paged(job, 1 + random.nextInt(9))).hasSize(80).doesNotHaveDuplicates();
    assertThat(paged(job, 100)).isEqualTo(paged(job, 7));
  }

  private void happen(Random random, Request request, Set<List<Integer>> truth) {
    switch (random.nextInt(5)) {
      case 0 -> school.refuse(request.id(), 9602);
      case 1 -> {
        execute(random, request, truth, 0.5);
        school.check(request.id(), true, List.of());
      }
      case 2 -> {
        execute(random, request, truth, 0.8);
        school.check(request.id(), false, List.of(failure(9709, List.of("101"), List.of())));
      }
      default -> {
        execute(random, request, truth, 2);
        school.complete(request.id());
      }
    }
  }

  private static void execute(
      Random random, Request request, Set<List<Integer>> truth, double share) {
    for (int assetId : request.assetIds()) {
      for (int holderId : request.holderIds()) {
        if (random.nextDouble() < share) {
          truth.add(List.of(assetId, holderId));
        }
      }
    }
  }

  private List<String> paged(UUID job, int size) {
    List<String> rows = new ArrayList<>();
    PairCursor after = null;
    while (true) {
      List<PairRow> page = school.distribution.results(Visibility.ALL, job, null, after, size);
      if (page.isEmpty()) {
        return rows;
      }
      page.forEach(row -> rows.add(row.assetId() + "-" + row.holderId()));
      PairRow last = page.get(page.size() - 1);
      after = new PairCursor(last.state(), last.assetId(), last.holderId());
    }
  }
}
