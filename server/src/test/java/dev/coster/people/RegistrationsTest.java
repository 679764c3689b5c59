package dev.coster.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.exchange.Outcome;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.RequestListener.Failure;
import dev.coster.exchange.Requests;
import dev.coster.job.JobState;
import dev.coster.location.LocationState;
import dev.coster.people.PeopleWorld.User;
import dev.coster.platform.Actor;
import dev.coster.platform.Instants;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationsTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private PeopleWorld world;

  @BeforeEach
  void empty() {
    world = new PeopleWorld(database);
  }

  private Request onlyOpen() {
    assertThat(world.open()).hasSize(1);
    return world.open().getFirst();
  }

  private String asked() {
    return onlyOpen().users().getFirst().clientUserId();
  }

  @Test
  void asksInBatchesOfApplesLimitWithRandomIds() {
    int[] persons = new int[7];
    for (int i = 0; i < persons.length; i++) {
      persons[i] = world.person("P" + i, "p" + i + "@school.example");
    }

    assertThat(world.register(persons)).isEqualTo(7);

    assertThat(world.open()).extracting(r -> r.holderIds().length).containsExactly(3, 3, 1);
    assertThat(world.open().stream().flatMap(r -> r.users().stream()))
        .allSatisfy(user -> assertThat(UUID.fromString(user.clientUserId()).version()).isEqualTo(4))
        .extracting(Request.UserFields::email)
        .contains("p0@school.example", "p6@school.example");
    assertThat(world.register(persons)).as("nobody is asked for twice").isZero();
    assertThat(world.registrations.holders(PeopleWorld.LOCATION, persons)).containsOnly(0);
  }

  @Test
  void aPersonHasOneClientUserIdAtAllLocations() {
    int person = world.person("Anna", "anna@school.example");
    world.register(person);
    String id = asked();

    world.registerAt(2, person);

    assertThat(world.requests().open(2).getFirst().users().getFirst().clientUserId()).isEqualTo(id);
  }

  @Test
  void alsoWhenTwoLocationsRegisterAPersonAtTheSameTime() throws Exception {
    int person = world.person("Anna", "anna@school.example");
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Integer> south =
          database
              .transactions()
              .call(() -> {
                world.requests().lock(PeopleWorld.LOCATION);
                world.registrations.register(PeopleWorld.LOCATION, new int[] {person}, null);
                Future<Integer> begun = other.submit(() -> world.registerAt(2, person));
                waitUntilDoneOrBlocked(begun);
                return begun;
              });
      assertThat(south.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    }

    assertThat(world.requests().open(2).getFirst().users().getFirst().clientUserId())
        .isEqualTo(asked());
  }

  private static void waitUntilDoneOrBlocked(Future<?> work) {
    String blocked = "select count(*) from pg_locks where not granted";
    while (!work.isDone() && database.jdbc().sql(blocked).query(Long.class).single() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void countsOnlyWhenAppleListsTheUser() {
    int person = world.person("Anna", "anna@school.example");
    world.register(person);
    String id = asked();
    world.complete(onlyOpen());
    assertThat(world.registration(person).status()).isNull();

    world.list(true, User.registered(id));

    assertThat(world.registrations.holders(1, new int[] {person, 999})[0]).isPositive();
    assertThat(world.registration(person))
        .returns("Registered", Registrations.Registration::status)
        .returns(
            "https://buy.itunes.apple.com/accept?inviteCode=code-" + id + "&mt=8",
            Registrations.Registration::inviteUrl);
    assertThat(world.state(person)).isEqualTo(People.PersonState.NEW);
    world.registrations.invited(Visibility.ALL, 1, person, Actor.SYSTEM);
    assertThat(world.state(person)).isEqualTo(People.PersonState.INVITED);
    world.list(true, User.associated(id));
    assertThat(world.state(person)).isEqualTo(People.PersonState.ASSOCIATED);
    assertThat(world.registration(person).inviteUrl()).isNull();
    assertThat(world.accepted).hasSize(1);
    world.list(true);
    assertThat(world.state(person)).isEqualTo(People.PersonState.RETIRED);
    assertThatThrownBy(() -> world.registrations.invited(Visibility.ALL, 1, person, Actor.SYSTEM))
        .isInstanceOf(Problem.class);
    assertThat(world.register(person)).as("whoever is retired can come back").isEqualTo(1);
    assertThat(asked()).isEqualTo(id);
  }

  @Test
  void aLostRequestIsSettledOnlyByAReadingThatBeganLater() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    world.register(anna, ben);
    List<Request.UserFields> users = onlyOpen().users();
    Request lost = world.lose(onlyOpen(), "LOST");
    Instant before = world.clock.instant();

    world.listBegun(before, true);
    assertThat(onlyOpen().id()).isEqualTo(lost.id());
    world.list(false, User.registered(users.get(0).clientUserId()));
    assertThat(onlyOpen().id()).as("absence of a doubtful listing").isEqualTo(lost.id());
    world.list(true, User.registered(users.get(0).clientUserId()));

    Request again = onlyOpen();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.users()).containsExactly(users.get(1));
    assertThat(world.requests().find(Visibility.ALL, lost.id()).orElseThrow().outcome())
        .isEqualTo(Outcome.PARTLY);
    assertThat(world.requests().pairs(lost.id()))
        .singleElement()
        .returns(PairResult.SENT_AGAIN, Requests.PairNote::result);
  }

  /** As while a bulk runs: no listing of all users is ever of one state. */
  @Test
  void whoIsMissingInADisturbedListingIsReadAlone() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    int carl = world.person("Carl", "carl@school.example");
    world.register(anna, ben, carl);
    List<Request.UserFields> users = onlyOpen().users();
    Request lost = world.lose(onlyOpen(), "LOST");
    int[] holders = lost.holderIds();
    Instant before = world.clock.instant();

    world.list(false, User.registered(users.get(0).clientUserId()));
    assertThat(toBeRead()).containsExactly(holders[1], holders[2]);
    world.listOne(holders[1], User.registered(users.get(1).clientUserId()));
    assertThat(toBeRead()).containsExactly(holders[2]);
    assertThat(onlyOpen().id()).isEqualTo(lost.id());
    assertThat(one("select status from registration where holder_id = " + holders[0]))
        .as("of others it tells nothing")
        .isEqualTo("Registered");
    world.listOne(holders[2]);

    Request again = onlyOpen();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.users()).containsExactly(users.get(2));
    assertThat(one("select count(*) from user_check")).isEqualTo("0");
    assertThat(before).isBefore(world.clock.instant());
  }

  /** Listings of all users rest for minutes while much changes at Apple. */
  @Test
  void fewOfALostRequestAreReadAloneWithoutWaitingForAListing() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    world.register(anna, ben);
    List<Request.UserFields> users = onlyOpen().users();
    Request lost = world.lose(onlyOpen(), "LOST");
    database.transactions().run(() -> world.listener.toCheck(lost, List.of()));
    int[] holders = lost.holderIds();
    assertThat(toBeRead()).containsExactly(holders[0], holders[1]);

    world.list(false, User.registered(users.get(0).clientUserId()));
    assertThat(toBeRead()).as("nobody asks for whom a listing showed").containsExactly(holders[1]);
    world.listOne(holders[1]);

    assertThat(onlyOpen().attempt()).isEqualTo(2);
    assertThat(onlyOpen().holderIds()).containsExactly(holders[1]);
    assertThat(toBeRead()).isEmpty();
  }

  @Test
  void aReadingOfOneThatSaysNothingNewWakesNobody() {
    int anna = world.person("Anna", "anna@school.example");
    UUID job = world.registerByJob(anna);
    world.list(true, User.registered("ben"));
    world.wakeups.crank(world.clock);
    int ben =
        database
            .jdbc()
            .sql("select holder_id from registration where status is not null")
            .query(Integer.class)
            .single();
    String annas = asked();
    world.complete(onlyOpen());
    world.wakeups.crank(world.clock);

    world.listOne(ben, User.registered("ben"));
    assertThat(world.wakeups.crank(world.clock)).isZero();
    world.listOne(world.registration(anna).holderId(), User.registered(annas));
    assertThat(world.wakeups.crank(world.clock)).isPositive();
    assertThat(world.job(job).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void whoIsAskedForAgainAndAgainKeepsHisPlaceAndHisPause() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    world.register(anna, ben);
    Request lost = world.lose(onlyOpen(), "LOST");
    world.list(false);
    int failing = lost.holderIds()[0];
    putOff(failing);
    String before = userCheck(failing);

    world.listOne(lost.holderIds()[1], User.registered(lost.users().get(1).clientUserId()));
    world.list(false);

    assertThat(userCheck(failing)).isEqualTo(before);
  }

  @Test
  void whoIsLookedForKeepsHisPlaceUntilHeIsRead() {
    int anna = world.person("Anna", "anna@school.example");
    world.register(anna);
    world.complete(onlyOpen());
    world.list(false);
    int holder = world.registration(anna).holderId();
    putOff(holder);
    String before = userCheck(holder);

    world.list(false);

    assertThat(userCheck(holder)).isEqualTo(before);
  }

  private void putOff(int holder) {
    database
        .transactions()
        .run(() ->
            world.registrations.readLater(
                PeopleWorld.LOCATION, holder, world.clock.instant().plusSeconds(600)));
  }

  /** Since when somebody waits to be read alone, and until when that is put off. */
  private static String userCheck(int holder) {
    return one("select asked_at || ' ' || not_before from user_check where holder_id = " + holder);
  }

  @Test
  void aWishForUsersHasWaitedSinceItsFirstAskingThatNoListingHasTold() {
    Instant first = world.clock.instant();
    world.registrations.askForUsers(PeopleWorld.LOCATION, "a test", first);
    world.clock.advance(Duration.ofSeconds(10));
    world.registrations.askForUsers(PeopleWorld.LOCATION, "a test", world.clock.instant());
    assertThat(firstAsking()).isEqualTo(first);

    world.listBegun(first.plusSeconds(5), false);
    assertThat(firstAsking()).isEqualTo(first.plusSeconds(10));

    world.list(false);
    assertThat(firstAsking()).isNull();
    world.registrations.askForUsers(PeopleWorld.LOCATION, "a test", world.clock.instant());
    assertThat(firstAsking()).isEqualTo(world.clock.instant());
  }

  private static @Nullable Instant firstAsking() {
    return database
        .jdbc()
        .sql("select first_asked_at from user_reread")
        .query((row, _) -> Optional.ofNullable(Instants.orNull(row, "first_asked_at")))
        .single()
        .orElse(null);
  }

  /** Holders that wait to be read alone. */
  private static List<Integer> toBeRead() {
    return database
        .jdbc()
        .sql(
            "select holder_id from user_check where read_at is null or read_at <= asked_at"
                + " order by 1")
        .query(Integer.class)
        .list();
  }

  @Test
  void aWholeListingOfOneStateTellsOfThoseWhoWereToBeReadAlone() {
    int anna = world.person("Anna", "anna@school.example");
    world.register(anna);
    Request lost = world.lose(onlyOpen(), "LOST");
    world.list(false);
    assertThat(toBeRead()).hasSize(1);

    world.list(true);

    assertThat(onlyOpen().attempt()).isEqualTo(2);
    assertThat(onlyOpen().id()).isNotEqualTo(lost.id());
    assertThat(one("select count(*) from user_check")).isEqualTo("0");
  }

  @Test
  void whoIsReadAloneAndIsNotThereIsRetired() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    world.register(anna, ben);
    String annas = world.registration(anna).clientUserId();
    String bens = world.registration(ben).clientUserId();
    world.complete(onlyOpen());
    world.list(false, User.registered(annas), User.registered(bens));

    world.listOne(world.registration(anna).holderId());

    assertThat(world.state(anna)).isEqualTo(People.PersonState.RETIRED);
    assertThat(world.registration(ben).status()).isEqualTo("Registered");
  }

  @Test
  void givesUpAfterTheLastAttemptAndSaysSo() {
    int person = world.person("Anna", "anna@school.example");
    world.register(person);
    for (int attempt = 1; attempt <= Requests.MAX_ATTEMPTS; attempt++) {
      assertThat(onlyOpen().attempt()).isEqualTo(attempt);
      world.lose(onlyOpen(), "LOST");
      world.list(true);
    }

    assertThat(world.open()).isEmpty();
    assertThat(world.registration(person).errorMessage()).contains("5 attempts");
    assertThat(world.register(person)).as("an administrator may try again").isEqualTo(1);
  }

  @Test
  void aNamedRefusalIsKeptAndAnExistingUserIsTheGoal() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    world.register(anna, ben);
    String annasId = world.registration(anna).clientUserId();
    String bensId = world.registration(ben).clientUserId();
    Request checking = world.lose(onlyOpen(), "CHECKING");

    database
        .transactions()
        .run(() ->
            world.listener.toCheck(
                checking, List.of(failure(9635, annasId), failure(9716, bensId))));
    world.list(true, User.associated(bensId));

    assertThat(world.open()).isEmpty();
    assertThat(world.requests().pairs(checking.id()))
        .singleElement()
        .returns(PairResult.REFUSED, Requests.PairNote::result)
        .returns(9635, Requests.PairNote::errorNumber);
    assertThat(world.registration(anna).errorNumber()).isEqualTo(9635);
    assertThat(world.registration(ben).errorNumber()).isNull();
    assertThat(world.state(ben)).isEqualTo(People.PersonState.ASSOCIATED);
  }

  private static Failure failure(int number, String user) {
    return new Failure(number, "words", List.of(), List.of(user), List.of());
  }

  @Test
  void oneBadAddressDoesNotTakeTheOthersDown() {
    int[] persons = {
      world.person("A", "a@b.example"), world.person("B", "b@b.example"), world.person("C", null)
    };
    world.register(persons);
    Request batch = onlyOpen();
    database
        .jdbc()
        .sql("update request set state = 'SETTLED', outcome = 'REFUSED', settled_at = recorded_at")
        .update();

    database.transactions().run(() -> world.listener.refused(batch, 9717, "Invalid email"));

    assertThat(world.open()).extracting(r -> r.holderIds().length).containsExactly(1, 2);
    Request single = world.open().getFirst();
    database.transactions().run(() -> world.listener.refused(single, 9717, "Invalid email"));
    assertThat(Arrays.stream(persons).boxed())
        .filteredOn(person -> Integer.valueOf(9717).equals(errorOf(person)))
        .hasSize(1);
  }

  private @Nullable Integer errorOf(int person) {
    return world.registration(person).errorNumber();
  }

  @Test
  void theActiveRecordWinsAndRetiredOnesAreKept() {
    world.list(
        true,
        new User("x", "Retired", null, "old", null),
        User.registered("x"),
        new User("x", "Retired", null, "older", null));

    assertThat(one("select status from registration")).isEqualTo("Registered");
    assertThat(one("select string_agg(id_hash, ',' order by id_hash) from registration_former"))
        .isEqualTo("old,older");
  }

  @Test
  void whatWasLearnedAfterAListingBeganWins() {
    world.list(true, User.registered("x"));
    Instant began = world.clock.instant();
    world.clock.advance(Duration.ofSeconds(5));

    world.registrations.learned(
        1, new Registrations.SeenUser("x", "Associated", null, null, "h"), world.clock.instant());
    world.listBegun(began, true, User.registered("x"));

    assertThat(one("select status from registration")).isEqualTo("Associated");
    world.registrations.learned(
        1, new Registrations.SeenUser("x", "Retired", null, null, "h"), world.clock.instant());
    assertThat(one("select status from registration")).as("late words").isEqualTo("Associated");
    assertThat(one("select reason from user_reread")).isNotNull();
    world.list(true, User.registered("x"));
    assertThat(one("select status from registration")).isEqualTo("Registered");
    world.outbox.drain();
    assertThat(world.accepted).hasSize(1);
  }

  @Test
  void unchangedUsersAreNotTouchedAndAdoptedOnesMakeNoEvents() {
    world.list(true, User.associated("x"), User.registered("y"));
    String before = one("select string_agg(xmin::text || ctid::text, ',') from registration");

    world.list(true, User.associated("x"), User.registered("y"));

    assertThat(one("select string_agg(xmin::text || ctid::text, ',') from registration"))
        .isEqualTo(before);
    assertThat(world.accepted).isEmpty();
  }

  @Test
  void adoptedUsersAreLinkedByMailAddressOnlyWhenItIsPlain() {
    int anna = world.person("Anna", "Anna@school.example");
    int ben = world.person("Ben", "ben@school.example");

    world.list(
        true,
        new User("jamf-1", "Registered", "c", null, "anna@school.example"),
        new User("jamf-2", "Registered", "c", null, "ben@school.example"),
        new User("jamf-3", "Associated", null, "h", "BEN@school.example"));

    assertThat(world.registration(anna).clientUserId()).isEqualTo("jamf-1");
    assertThat(world.registrations.of(Visibility.ALL, ben)).isEmpty();
    assertThat(world.register(anna)).isZero();
  }

  @Test
  void aJobEndsWhenAllAreReadBackOrRefused() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    UUID job = world.registerByJob(anna, ben);
    world.wakeups.crank(world.clock);
    Request request = onlyOpen();
    assertThat(request.jobId()).isEqualTo(job);
    Request checking = world.lose(request, "CHECKING");
    database
        .transactions()
        .run(() ->
            world.listener.toCheck(
                checking, List.of(failure(9641, request.users().get(1).clientUserId()))));
    world.wakeups.crank(world.clock);
    assertThat(world.jobs.jobs().find(Visibility.ALL, job).orElseThrow().state())
        .isEqualTo(JobState.RUNNING);

    world.list(true, User.registered(request.users().get(0).clientUserId()));
    world.wakeups.crank(world.clock);

    assertThat(world.jobs.jobs().find(Visibility.ALL, job).orElseThrow())
        .returns(JobState.DONE, j -> j.state())
        .returns(1L, j -> j.succeeded())
        .returns(1L, j -> j.refused());
  }

  @Test
  void nobodyIsRegisteredOrInvitedWhereTheCallerSeesNothing() {
    int anna = world.person("Anna", "anna@school.example");
    Visibility south = Visibility.ofLocations(Set.of(2));

    assertThatThrownBy(
            () -> world.registrations.registerByJob(south, 1, new int[] {anna}, Actor.SYSTEM))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("location.not_found"));
    world.list(true, new User("x", "Registered", "c", null, "anna@school.example"));
    assertThatThrownBy(() -> world.registrations.invited(south, 1, anna, Actor.SYSTEM))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("location.not_found"));
    assertThat(world.state(anna)).isEqualTo(People.PersonState.NEW);
  }

  @Test
  void aLocationThatMayOnlyBeReadIsNamedWithItsState() {
    int anna = world.person("Anna", "anna@school.example");
    world.state = LocationState.TOKEN_REVOKED;

    assertThatThrownBy(() -> world.registerByJob(anna))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("location.not_writable");
              assertThat(problem.what()).endsWith("Apple has revoked its content token.");
            });
  }

  @Test
  void theFirstHandingOutCountsAndANewInvitationIsAnother() {
    int anna = world.person("Anna", "anna@school.example");
    world.list(true, new User("x", "Registered", "c", null, "anna@school.example"));
    world.registrations.invited(Visibility.ALL, 1, anna, Actor.SYSTEM);
    Instant first = world.registration(anna).invitedAt();
    world.clock.advance(Duration.ofHours(1));
    world.registrations.invited(Visibility.ALL, 1, anna, Actor.SYSTEM);

    assertThat(world.registration(anna).invitedAt()).isEqualTo(first);
    assertThat(world.audited("person.invite")).hasSize(1);

    world.list(true, new User("x", "Retired", null, "h", null));
    world.register(anna);
    world.complete(onlyOpen());
    world.list(true, new User("x", "Registered", "d", null, "anna@school.example"));
    assertThat(world.state(anna)).isEqualTo(People.PersonState.NEW);
  }

  @Test
  void cancelingAJobLeavesItsPersonsToTheJobThatWaitsForThem() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    UUID first = world.registerByJob(anna);
    world.wakeups.crank(world.clock);
    UUID second = world.registerByJob(anna, ben);
    world.wakeups.crank(world.clock);
    assertThat(world.open()).extracting(Request::jobId).containsExactlyInAnyOrder(first, second);

    world.jobs.jobs().cancel(first, Actor.SYSTEM);
    world.wakeups.crank(world.clock);

    assertThat(world.job(first).state()).isEqualTo(JobState.CANCELED);
    assertThat(world.open()).extracting(Request::jobId).containsExactly(second, second);
    world.open().forEach(world::complete);
    world.list(
        true,
        User.registered(world.registration(anna).clientUserId()),
        User.registered(world.registration(ben).clientUserId()));
    world.wakeups.crank(world.clock);
    assertThat(world.job(second))
        .returns(JobState.DONE, job -> job.state())
        .returns(2L, job -> job.succeeded());
  }

  @Test
  void aPausedJobWaitsUntilItIsResumedThoughAnotherOneIsCanceled() {
    int anna = world.person("Anna", "anna@school.example");
    UUID first = world.registerByJob(anna);
    world.wakeups.crank(world.clock);
    UUID second = world.registerByJob(anna);
    world.wakeups.crank(world.clock);
    world.jobs.jobs().pause(second, Actor.SYSTEM);
    world.jobs.jobs().cancel(first, Actor.SYSTEM);
    world.wakeups.crank(world.clock);

    assertThat(world.open()).isEmpty();
    assertThat(world.job(second).state()).isEqualTo(JobState.PAUSED);
    world.jobs.jobs().resume(second, Actor.SYSTEM);
    world.wakeups.crank(world.clock);
    assertThat(world.open()).extracting(Request::jobId).containsExactly(second);
  }

  @Test
  void cancelingAPausedJobLetsNoneOfItsRequestsGo() {
    UUID job = world.registerByJob(world.person("Anna", "anna@school.example"));
    world.wakeups.crank(world.clock);
    world.jobs.jobs().pause(job, Actor.SYSTEM);

    world.jobs.jobs().cancel(job, Actor.SYSTEM);

    assertThat(world.open()).as("before anybody works on the job").isEmpty();
    world.wakeups.crank(world.clock);
    assertThat(world.job(job).state()).isEqualTo(JobState.CANCELED);
  }

  @Test
  void aJobThatWasBegunButNeverAskedAsksAllTheSame() {
    UUID job = world.registerByJob(world.person("Anna", "anna@school.example"));
    world.jobs.jobs().running(job, "Something went wrong. It is tried again.");

    world.wakeups.crank(world.clock);

    assertThat(onlyOpen().jobId()).isEqualTo(job);
    assertThat(world.job(job)).returns(JobState.RUNNING, each -> each.state());
  }

  @Test
  void countsPeopleInWords() {
    int anna = world.person("Anna", "anna@school.example");
    UUID one = world.registerByJob(anna);
    world.wakeups.crank(world.clock);
    UUID two = world.registerByJob(anna, world.person("Ben", "ben@school.example"));

    assertThat(world.job(one).title()).isEqualTo("Register 1 person at North");
    assertThat(world.job(two).title()).isEqualTo("Register 2 people at North");
    assertThat(RegisterRunner.note(1, 0, 0)).isEqualTo("1 person is registered.");
    assertThat(RegisterRunner.note(2, 1, 0))
        .isEqualTo("2 people are registered, 1 is not; the person's page says why.");
    assertThat(RegisterRunner.note(1, 2, 0))
        .isEqualTo("1 person is registered, 2 are not; their pages say why.");
    assertThat(RegisterRunner.note(0, 2, 2))
        .isEqualTo("0 people are registered, 2 were retired at Apple meanwhile.");
    assertThat(RegisterRunner.note(1, 2, 1))
        .isEqualTo(
            "1 person is registered, 2 are not (1 was retired at Apple meanwhile);"
                + " their pages say why.");
    assertThat(world.audited("person.register"))
        .containsExactlyInAnyOrder("Register 1 person at North.", "Register 2 people at North.");
  }

  @Test
  void successThatAppleNeverListsEndsTheJobWithAReason() {
    int anna = world.person("Anna", "anna@school.example");
    UUID job = world.registerByJob(anna);
    world.wakeups.crank(world.clock);
    world.complete(onlyOpen());
    world.list(true);
    world.wakeups.crank(world.clock);

    assertThat(world.registration(anna).errorMessage()).contains("does not list");
    assertThat(world.jobs.jobs().find(Visibility.ALL, job).orElseThrow().refused()).isEqualTo(1);
  }

  @Test
  void whoIsRetiredByOthersAfterTheRegistrationEndsTheWait() {
    int anna = world.person("Anna", "anna@school.example");
    int ben = world.person("Ben", "ben@school.example");
    UUID job = world.registerByJob(anna, ben);
    world.wakeups.crank(world.clock);
    String annas = world.registration(anna).clientUserId();
    String bens = world.registration(ben).clientUserId();
    world.list(false, User.registered(annas), User.registered(bens));
    world.list(false, User.retired(annas));
    world.complete(onlyOpen());
    world.wakeups.crank(world.clock);

    assertThat(world.job(job))
        .returns(JobState.DONE, each -> each.state())
        .returns(1L, each -> each.succeeded())
        .returns(1L, each -> each.refused())
        .returns("1 person is registered, 1 was retired at Apple meanwhile.", each -> each.note());
    assertThat(world.state(anna)).isEqualTo(People.PersonState.RETIRED);
    assertThat(world.register(anna)).as("an administrator may try again").isEqualTo(1);
  }

  @Test
  void whoWasRetiredLongAgoIsRegisteredAgainByAJob() {
    int anna = world.person("Anna", "anna@school.example");
    world.register(anna);
    String id = asked();
    world.complete(onlyOpen());
    world.list(false, User.registered(id));
    world.list(false, User.retired(id));

    UUID job = world.registerByJob(anna);
    world.wakeups.crank(world.clock);
    world.list(false, User.retired(id));
    assertThat(world.registration(anna).status()).as("from before").isNull();
    world.complete(onlyOpen());
    world.list(false, User.registered(id));
    world.wakeups.crank(world.clock);

    assertThat(world.wantsAll).isFalse();
    assertThat(world.job(job))
        .returns(JobState.DONE, each -> each.state())
        .returns(1L, each -> each.succeeded())
        .returns(0L, each -> each.refused());
  }

  @Test
  void whoIsRetiredAfterAppleAnsweredIsBelievedToBe() {
    int anna = world.person("Anna", "anna@school.example");
    UUID job = world.registerByJob(anna);
    world.wakeups.crank(world.clock);
    String id = asked();
    Instant before = world.clock.instant();
    world.clock.advance(Duration.ofSeconds(1));
    world.complete(onlyOpen());
    world.listBegun(before, false, User.retired(id));
    assertThat(world.registration(anna).status()).as("it may speak of before").isNull();

    world.list(false, User.retired(id));
    world.wakeups.crank(world.clock);

    assertThat(world.registration(anna).status()).isEqualTo("Retired");
    assertThat(world.wantsAll).isFalse();
    assertThat(world.job(job))
        .returns(JobState.DONE, each -> each.state())
        .returns(1L, each -> each.refused());
  }

  @Test
  void whoIsRetiredBeforeAppleAnswersIsLookedForAlone() {
    int anna = world.person("Anna", "anna@school.example");
    UUID job = world.registerByJob(anna);
    world.wakeups.crank(world.clock);
    world.list(false, User.retired(asked()));
    assertThat(world.wantsAll).as("Apple has not answered yet").isFalse();
    world.complete(onlyOpen());
    world.wakeups.crank(world.clock);

    world.list(false);
    world.wakeups.crank(world.clock);
    assertThat(world.wantsAll).isFalse();
    int holder = world.registration(anna).holderId();
    assertThat(toBeRead()).containsExactly(holder);
    assertThat(world.job(job).state()).isEqualTo(JobState.RUNNING);

    world.listOne(holder);
    world.wakeups.crank(world.clock);
    assertThat(world.registration(anna).errorMessage()).contains("retired at Apple meanwhile");
    assertThat(world.job(job))
        .returns(JobState.DONE, each -> each.state())
        .returns(1L, each -> each.refused());
  }

  @Test
  void manyWhomNoListingShowsAreLookedForInAWholeOne() {
    int[] persons = new int[101];
    for (int i = 0; i < persons.length; i++) {
      persons[i] = world.person("Person " + i, null);
    }
    world.register(persons);
    world.open().forEach(world::complete);
    world.list(false);

    assertThat(world.wantsAll).isTrue();
    assertThat(one("select reason from user_reread")).contains("not to be seen");
    assertThat(toBeRead()).isEmpty();
  }

  private static String one(String sql) {
    return database.jdbc().sql(sql).query(String.class).single();
  }
}
