package dev.coster.distribution;

import static dev.coster.distribution.School.upTo;
import static dev.coster.distribution.School.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.KeptPlan;
import dev.coster.distribution.Distribution.PairState;
import dev.coster.distribution.Distribution.PlannedPair;
import dev.coster.distribution.Distribution.Preview;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.exchange.Lane;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Operation;
import dev.coster.exchange.Request;
import dev.coster.job.JobRunner;
import dev.coster.job.JobState;
import dev.coster.location.LocationState;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final int[] NOBODY = {};

  private School school;

  @BeforeEach
  void freshSchool() {
    database.truncate();
    school = new School(database).assets(3, 1_000).devices(60).people(10);
  }

  @Test
  void aPreviewTellsWhatWouldHappenAndChangesNothing() {
    school.assigned(1, 4, 5);
    school.free.put(2, 10L);

    Preview preview = school.preview(wish(Verb.GIVE, upTo(3), upTo(20), NOBODY));

    assertThat(preview.pairs()).isEqualTo(18 + 10 + 20);
    assertThat(preview.assets().get(1).shortBy()).isEqualTo(10);
    assertThat(preview.assets().get(1).freeBefore()).isEqualTo(10);
    assertThat(preview.assets().get(1).freeAfter()).isZero();
    assertThat(preview.exclusions())
        .extracting(Distribution.ExclusionCount::reason)
        .containsExactlyInAnyOrder(Exclusion.ALREADY_HELD, Exclusion.NO_LICENSE_FREE);
    assertThat(preview.exclusions().get(0).examples()).containsExactly("iPad 4", "iPad 5");
    assertThat(preview.estimate()).isPositive();
    assertThat(school.open()).isEmpty();
    assertThat(school.audited).isEmpty();
  }

  @Test
  void aRunRecordsThePlanAsOneJob() {
    Preview preview = school.preview(wish(Verb.GIVE, upTo(3), upTo(20), NOBODY));

    UUID job = school.run(preview);

    assertThat(school.open()).hasSize(1);
    Request request = school.open().get(0);
    assertThat(request.assetIds()).containsExactly(1, 2, 3);
    assertThat(request.holderIds()).containsExactly(upTo(20));
    assertThat(request.operation()).isEqualTo(Operation.ASSOCIATE);
    assertThat(request.lane()).isEqualTo(Lane.BULK);
    assertThat(request.jobId()).isEqualTo(job);
    assertThat(school.job(job).total()).isEqualTo(60);
    assertThat(school.job(job).state()).isEqualTo(JobState.RUNNING);
    assertThat(school.job(job).title()).isEqualTo("Give 3 apps to 20 devices at North");
    assertThat(school.audited).hasSize(1);
    assertThat(school.audited.get(0).action()).isEqualTo("distribution.give");
  }

  @Test
  void theSamePlanRunTwiceIsTheSameJob() {
    Preview preview = school.preview(wish(Verb.GIVE, upTo(1), upTo(3), NOBODY));

    UUID job = school.run(preview);

    assertThat(school.run(preview)).isEqualTo(job);
    assertThat(school.open()).hasSize(1);
    assertThat(school.open().get(0).lane()).isEqualTo(Lane.URGENT);
  }

  @Test
  void aChangedWorldIsRefusedWithTheDifferenceInWords() {
    school.free.put(1, 22L);
    Preview preview = school.preview(wish(Verb.GIVE, upTo(1), upTo(20), NOBODY));
    school.assigned(1, 2, 3, 4);
    school.free.put(1, 23L);

    Problem problem = catchThrowableOfType(Problem.class, () -> school.run(preview));

    assertThat(problem.code()).isEqualTo("plan.changed");
    assertThat(problem.what()).contains("3 more devices have it by now; 2 licenses fewer are free");
    assertThat(school.open()).isEmpty();
  }

  @Test
  void whatIsInWorkIsNotAskedForTwice() {
    Preview second = school.preview(wish(Verb.GIVE, upTo(1), upTo(20), NOBODY));
    school.give(upTo(1), upTo(5));

    Problem problem = catchThrowableOfType(Problem.class, () -> school.run(second));
    assertThat(problem.what()).contains("5 more devices are in work already");

    Preview anew = school.preview(wish(Verb.GIVE, upTo(1), upTo(20), NOBODY));
    assertThat(anew.pairs()).isEqualTo(15);
    assertThat(anew.assets().get(0).freeBefore()).isEqualTo(995);
  }

  @Test
  void aForeignHashAnExpiredPlanAndAHiddenLocationAreRefused() {
    Preview preview = school.preview(wish(Verb.GIVE, upTo(1), upTo(3), NOBODY));

    assertThat(
            code(() -> school.distribution.run(preview.planId(), "x", Visibility.ALL, School.ANNE)))
        .isEqualTo("plan.changed");
    assertThat(
            code(() ->
                school.distribution.run(
                    preview.planId(),
                    preview.hash(),
                    Visibility.ofLocations(Set.of(2)),
                    School.ANNE)))
        .isEqualTo("plan.not_found");
    school.clock.advance(Duration.ofMinutes(61));
    assertThat(code(() -> school.run(preview))).isEqualTo("plan.expired");
  }

  @Test
  void aLocationThatIsNotOursIsNotWrittenTo() {
    Preview preview = school.preview(wish(Verb.GIVE, upTo(1), upTo(3), NOBODY));
    school.state = LocationState.CLAIMED_ELSEWHERE;

    Problem problem = catchThrowableOfType(Problem.class, () -> school.run(preview));

    assertThat(problem.code()).isEqualTo("location.not_writable");
    assertThat(problem.what()).contains("North").contains("managed by Jamf");
    assertThat(problem.side()).isEqualTo(Problem.Side.OTHER_SERVER);
  }

  @Test
  void emptyWishesAreRefused() {
    assertThat(code(() -> school.preview(wish(Verb.GIVE, NOBODY, upTo(1), NOBODY))))
        .isEqualTo("wish.no_assets");
    assertThat(code(() -> school.preview(wish(Verb.GIVE, upTo(1), NOBODY, NOBODY))))
        .isEqualTo("wish.nobody");
  }

  @Test
  void aPlanWithNothingToDoIsAJobThatIsDone() {
    school.assigned(1, 1);

    UUID job = school.give(upTo(1), upTo(1));

    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
    assertThat(school.distribution.resultCounts(Visibility.ALL, job))
        .containsOnly(java.util.Map.entry(PairState.NOT_ASKED, 1L));
  }

  @Test
  void personsAreRegisteredFirstAndThenAskedFor() {
    UUID job = school.run(school.preview(wish(Verb.GIVE, upTo(2), NOBODY, upTo(3))));
    assertThat(school.open()).extracting(Request::operation).containsExactly(Operation.CREATE);
    assertThat(school.distribution.resultCounts(Visibility.ALL, job))
        .containsOnly(java.util.Map.entry(PairState.IN_WORK, 6L));
    school.giving.step(school.job(job));
    assertThat(school.open()).hasSize(1);

    school.move(
        school.open().get(0).id(),
        "state = 'SETTLED', outcome = 'COMPLETE'," + " settled_at = recorded_at");
    registered("u-1", "Registered", null);
    registered("u-2", "Associated", null);
    registered("u-3", null, 9635);
    school.giving.step(school.job(job));

    assertThat(school.open()).hasSize(1);
    assertThat(school.open().get(0).size()).isEqualTo(4);
    assertThat(school.job(job).refused()).isZero();
    assertThat(school.job(job).total()).isEqualTo(4);
    school.complete(school.open().get(0).id());
    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
    assertThat(school.job(job).succeeded()).isEqualTo(4);
    assertThat(school.job(job).note())
        .isEqualTo("4 of 4 licenses confirmed by Apple; 2 not asked for");
    var left = school.distribution.results(Visibility.ALL, job, PairState.NOT_ASKED, null, 10);
    assertThat(left).hasSize(2);
    assertThat(left.get(0).errorNumber()).isEqualTo(9635);
    assertThat(left.get(0).holderLabel()).isEqualTo("Person 3");
    assertThat(left.get(0).reason()).contains("is not registered").contains("9635");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Not registered after several attempts.",
        "Apple reported success, but does not list this user."
      })
  void aRegistrationThatFailedWithoutANumberIsNotWaitedFor(String message) {
    UUID job = school.run(school.preview(wish(Verb.GIVE, upTo(1), NOBODY, upTo(2))));
    settleRegistrations();
    registered("u-1", "Registered", null);
    school
        .jdbc
        .sql("update registration set error_message = ? where status is null")
        .param(message)
        .update();

    school.giving.step(school.job(job));
    school.complete(school.open().get(0).id());

    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
    var left = school.distribution.results(Visibility.ALL, job, PairState.NOT_ASKED, null, 10);
    assertThat(left).hasSize(1);
    assertThat(left.get(0).reason()).contains("is not registered").contains(message);
  }

  @Test
  void whoWasRetiredBeforeTheLicenseIsNotWaitedFor() {
    UUID job = school.run(school.preview(wish(Verb.GIVE, upTo(1), NOBODY, upTo(2))));
    settleRegistrations();
    registered("u-1", "Registered", null);
    registered("u-2", "Retired", null);

    school.giving.step(school.job(job));
    school.complete(school.open().get(0).id());

    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
    var left = school.distribution.results(Visibility.ALL, job, PairState.NOT_ASKED, null, 10);
    assertThat(left).hasSize(1);
    assertThat(left.get(0).reason())
        .contains("is not registered")
        .contains("retired at Apple meanwhile");
  }

  @Test
  void whoIsBeingRegisteredKeepsTheLicense() {
    school.free.put(1, 3L);
    UUID first = school.run(school.preview(wish(Verb.GIVE, upTo(1), NOBODY, upTo(3))));

    Preview second = school.preview(wish(Verb.GIVE, upTo(1), upTo(3), NOBODY));
    assertThat(second.pairs()).isZero();
    assertThat(second.assets().get(0).freeBefore()).isZero();

    settleRegistrations();
    school.jdbc.sql("update registration set status = 'Registered'").update();
    school.giving.step(school.job(first));
    assertThat(school.open().get(0).size()).isEqualTo(3);
  }

  /** Apple's count is of after the devices' request, and of that one nothing is known yet. */
  @Test
  void whoIsRegisteredIsNotLeftOutForLicensesThatAreSubtractedTwice() {
    school.free.put(1, 5L);
    UUID job = school.run(school.preview(wish(Verb.GIVE, upTo(2), upTo(2), upTo(3))));
    Request devices =
        school.open().stream()
            .filter(one -> one.operation() == Operation.ASSOCIATE)
            .findAny()
            .orElseThrow();
    school.accept(devices.id(), school.clock.instant());
    settleRegistrations();
    school.jdbc.sql("update registration set status = 'Registered'").update();
    school.free.put(1, 3L);
    school.clock.advance(Duration.ofSeconds(5));
    int asked = school.countsAskedFor;

    school.giving.step(school.job(job));
    assertThat(school.job(job).total()).isEqualTo(10);
    assertThat(school.countsAskedFor).isEqualTo(asked + 1);
    Request plenty =
        school.open().stream()
            .filter(one -> !one.id().equals(devices.id()))
            .findAny()
            .orElseThrow();
    assertThat(school.open()).hasSize(2);
    assertThat(plenty.assetIds()).containsExactly(2);
    assertThat(plenty.holderIds()).hasSize(3);

    school.complete(devices.id());
    school.complete(plenty.id());
    school.free.put(1, 5L);
    school.giving.step(school.job(job));
    assertThat(school.job(job).total()).isEqualTo(10);
    assertThat(school.open()).singleElement().matches(one -> one.size() == 3);
  }

  @Test
  void whoseRegistrationWasCanceledWithAnotherJobIsRegisteredByThisOne() {
    UUID job = school.run(school.preview(wish(Verb.GIVE, upTo(1), NOBODY, upTo(1))));
    settleRegistrations();
    school.jdbc.sql("delete from registration").update();

    school.giving.step(school.job(job));

    assertThat(school.open()).extracting(Request::operation).containsExactly(Operation.CREATE);
    assertThat(school.distribution.resultCounts(Visibility.ALL, job))
        .containsOnly(java.util.Map.entry(PairState.IN_WORK, 1L));
  }

  @Test
  void thoseLeftOutAreWrittenDownTogether() {
    UUID job = school.run(school.preview(wish(Verb.GIVE, upTo(1), NOBODY, upTo(10))));
    settleRegistrations();
    school.jdbc.sql("update registration set error_number = 9635").update();

    school.giving.step(school.job(job));

    // A row that was written again would be its second version.
    assertThat(
            school
                .jdbc
                .sql("select ctid::text || ' ' || cardinality(holder_ids) from job_exclusion")
                .query(String.class)
                .list())
        .containsExactly("(0,1) 10");
    assertThat(school.job(job).note()).isEqualTo("10 licenses were not asked for");
  }

  @Test
  void whatSettlesWhileAPlanIsMadeIsNotTakenForFree() {
    school.free.put(1, 10L);
    school.give(upTo(1), upTo(6));
    school.afterFacts = once(() -> school.complete(school.open().get(0).id()));

    Preview plan =
        school.preview(wish(Verb.GIVE, upTo(1), IntStream.range(7, 21).toArray(), NOBODY));

    assertThat(plan.pairs()).isEqualTo(4);
  }

  @Test
  void whatSettlesWhileAPlanIsMadeIsNotAskedForAgain() {
    school.give(upTo(1), upTo(6));
    school.beforeOpen = once(() -> school.complete(school.requests.open(School.HERE).get(0).id()));

    Preview plan = school.preview(wish(Verb.GIVE, upTo(1), upTo(6), NOBODY));

    assertThat(plan.pairs()).isZero();
  }

  private static Runnable once(Runnable meddling) {
    boolean[] done = {false};
    return () -> {
      if (!done[0]) {
        done[0] = true;
        meddling.run();
      }
    };
  }

  @Test
  void aPlanOutlivesWhatChangesNothingOfIt() {
    school.give(upTo(1), upTo(2));
    Preview plan = school.preview(wish(Verb.GIVE, upTo(1), upTo(5), upTo(1)));
    school.complete(school.open().get(0).id());
    school.transactions.run(() -> {
      var _ = school.register(1);
    });
    settleRegistrations();
    registered("u-1", "Registered", null);

    school.run(plan);

    assertThat(school.open().get(0).size()).isEqualTo(4);
  }

  @Test
  void anAssetThatWasMadePermanentMeanwhileIsAnotherPlan() {
    Preview plan = school.preview(wish(Verb.GIVE, upTo(1), upTo(5), NOBODY));
    school.books.add(1);

    Problem problem = catchThrowableOfType(Problem.class, () -> school.run(plan));

    assertThat(problem.what()).contains("5 more licenses can never be taken back");
  }

  @Test
  void licensesThatOthersGaveAreCountedBeforeTheyAreTaken() {
    school.give(upTo(2), upTo(4));
    school.complete(school.open().get(0).id());
    school.assigned(1, 5, 6);
    school.assigned(3, 1);

    Preview plan = school.preview(wish(Verb.TAKE_BACK, upTo(3), upTo(6), NOBODY));

    assertThat(plan.pairs()).isEqualTo(8 + 2 + 1);
    assertThat(plan.givenByOthers()).isEqualTo(3);
    assertThat(school.preview(wish(Verb.GIVE, upTo(3), upTo(6), NOBODY)).givenByOthers()).isZero();
  }

  @Test
  void thePagesOfAPlanAreOnePlanning() {
    Preview plan = school.preview(wish(Verb.GIVE, upTo(2), upTo(9), NOBODY));
    AtomicInteger plannings = new AtomicInteger();
    school.beforeOpen = plannings::incrementAndGet;
    List<PlannedPair> pairs = new ArrayList<>();
    for (int from = 0; from < 18; from += 3) {
      pairs.addAll(kept(plan, from).pairs());
    }
    assertThat(pairs).hasSize(18).doesNotHaveDuplicates();
    assertThat(plannings).hasValue(1);
    school.assigned(1, 1);
    assertThat(kept(plan, 3).changed()).as("of the world of the first page").isFalse();
    assertThat(kept(plan, 0).changed()).isTrue();
    assertThat(plannings).hasValue(2);
    school.clock.advance(Duration.ofMinutes(1));
    kept(plan, 3);
    assertThat(plannings).hasValue(3);
  }

  private KeptPlan kept(Preview plan, int from) {
    return school.distribution.kept(Visibility.ALL, plan.planId(), from, 3).orElseThrow();
  }

  @Test
  void aJobSaysWhatItWaitsForAndUntilWhen() {
    UUID job = school.give(upTo(1), upTo(3));
    assertThat(school.job(job).note()).isEqualTo("1 request waits to be sent to Apple.");

    school.accept(school.open().get(0).id(), school.clock.instant().plusSeconds(90));
    assertThat(school.giving.step(school.job(job)))
        .isEqualTo(new JobRunner.Next.At(school.clock.instant().plusSeconds(30)));
    assertThat(school.job(job).note())
        .isEqualTo(
            "Apple is working on 1 request; Coster asks again at "
                + DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.US)
                    .withZone(ZoneId.systemDefault())
                    .format(school.clock.instant().plusSeconds(90))
                + ".");

    school.complete(school.open().get(0).id());
    assertThat(school.giving.step(school.job(job))).isEqualTo(JobRunner.Next.FINISHED);
  }

  @Test
  void aJobNamesThePauseThatAppleAskedForAndItsEnd() {
    UUID job = school.give(upTo(1), upTo(3));
    Instant until = school.clock.instant().plusSeconds(600);
    school.silentUntil = until;
    school.giving.step(school.job(job));
    assertThat(school.job(job).note())
        .endsWith(
            "Apple asked for a pause until "
                + DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.US)
                    .withZone(ZoneId.systemDefault())
                    .format(until)
                + "; 1 request waits for its end.");
    school.clock.set(until);
    school.giving.step(school.job(job));
    assertThat(school.job(job).note()).endsWith("1 request waits to be sent to Apple.");
  }

  @Test
  void aJobThatCannotGoOnSaysWhy() {
    school.limits = new Limits(25, 2, 2, 100, 100, 100);
    UUID job = school.give(upTo(1), upTo(4));
    school.accept(school.open().get(0).id(), school.clock.instant().plusSeconds(20));

    school.transactions.run(() -> school.jobs.pause(job, School.ANNE));
    assertThat(school.job(job).note())
        .endsWith(
            "The job is paused: nothing is sent until it is resumed; what became of 1 request is"
                + " still followed.");
    assertThat(school.job(job).state()).isEqualTo(JobState.PAUSED);

    school.state = LocationState.CLAIMED_ELSEWHERE;
    school.transactions.run(() -> school.jobs.resume(job, School.ANNE));
    assertThat(school.job(job).note())
        .contains("Nothing can be sent at North: it is managed by Jamf");
  }

  @Test
  void titlesCountAppsBooksDevicesAndPeople() {
    school.books.add(3);

    assertThat(title(upTo(1), upTo(1), NOBODY)).isEqualTo("Give 101 to 1 device at North");
    assertThat(title(upTo(2), upTo(2), upTo(1)))
        .isEqualTo("Give 2 apps to 2 devices and 1 person at North");
    assertThat(title(upTo(3), NOBODY, upTo(2)))
        .isEqualTo("Give 2 apps and 1 book to 2 people at North");
  }

  private String title(int[] assets, int[] devices, int[] people) {
    UUID job = school.run(school.preview(wish(Verb.GIVE, assets, devices, people)));
    String title = school.job(job).title();
    school.transactions.run(() -> school.jobs.cancel(job, School.ANNE));
    return title;
  }

  @Test
  void twentyFiveAppsForAThousandDevicesAreOneRequest() {
    database.truncate();
    school = new School(database).assets(25, 1_000).devices(1_000);

    UUID job = school.give(upTo(25), upTo(1_000));

    assertThat(school.open()).hasSize(1);
    assertThat(school.open().get(0).size()).isEqualTo(25_000);
    school.complete(school.open().get(0).id());
    assertThat(school.job(job).state()).isEqualTo(JobState.DONE);
    assertThat(school.job(job).succeeded()).isEqualTo(25_000);
    assertThat(school.licenses.totals(Visibility.ALL)).containsEntry(School.HERE, 25_000L);
  }

  private void settleRegistrations() {
    school.move(
        school.open().stream()
            .filter(request -> request.operation() == Operation.CREATE)
            .findFirst()
            .orElseThrow()
            .id(),
        "state = 'SETTLED', outcome = 'COMPLETE', settled_at = recorded_at");
  }

  private void registered(String user, String status, Integer number) {
    school
        .jdbc
        .sql(
            """
            update registration set status = ?, error_number = ?
            where holder_id = (select holder_id from holder where apple_id = ?)
            """)
        .param(status)
        .param(number)
        .param(user)
        .update();
  }

  @Test
  void pausedJobsWaitAndCanceledOnesEndWhenWhatWasSentIsOver() {
    school.limits = new Limits(25, 20, 20, 100, 100, 100);
    UUID job = school.give(upTo(1), upTo(60));
    assertThat(school.open()).hasSize(3);
    UUID sent = school.open().get(0).id();
    school.move(sent, "state = 'SENT', sent_at = recorded_at");

    school.transactions.run(() -> school.jobs.pause(job, School.ANNE));
    assertThat(held()).isEqualTo(2);
    school.transactions.run(() -> school.jobs.resume(job, School.ANNE));
    assertThat(held()).isZero();

    school.transactions.run(() -> school.jobs.cancel(job, School.ANNE));
    assertThat(school.open()).hasSize(1);
    assertThat(school.job(job).state().finished()).isFalse();
    school.complete(sent);
    assertThat(school.job(job).state()).isEqualTo(JobState.CANCELED);
    assertThat(school.job(job).note())
        .isEqualTo("20 of 60 licenses confirmed by Apple; 40 not asked for");
    assertThat(school.distribution.resultCounts(Visibility.ALL, job))
        .containsEntry(PairState.CONFIRMED, 20L)
        .containsEntry(PairState.NOT_ASKED, 40L);
  }

  @Test
  void cancelingEndsTheWaitForRegistrations() {
    UUID job = school.run(school.preview(wish(Verb.GIVE, upTo(2), NOBODY, upTo(3))));

    school.transactions.run(() -> school.jobs.cancel(job, School.ANNE));

    assertThat(school.open()).isEmpty();
    assertThat(school.job(job).state()).isEqualTo(JobState.CANCELED);
    assertThat(school.distribution.resultCounts(Visibility.ALL, job))
        .containsOnly(java.util.Map.entry(PairState.NOT_ASKED, 6L));
  }

  @Test
  void takingBackAsksOnlyForWhatIsHeld() {
    school.assigned(1, 1, 2);

    Preview preview = school.preview(wish(Verb.TAKE_BACK, upTo(1), upTo(5), NOBODY));
    UUID job = school.run(preview);

    assertThat(preview.pairs()).isEqualTo(2);
    assertThat(preview.appsStopOn()).isEqualTo(school.clock.instant().plus(Duration.ofDays(30)));
    assertThat(school.open().get(0).operation()).isEqualTo(Operation.DISASSOCIATE);
    school.complete(school.open().get(0).id());
    assertThat(school.picture()).isEmpty();
    assertThat(school.job(job).succeeded()).isEqualTo(2);
  }

  private long held() {
    return school
        .jdbc
        .sql("select count(*) from request where not_before = 'infinity'")
        .query(Long.class)
        .single();
  }

  private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(Problem.class, call).code();
  }
}
