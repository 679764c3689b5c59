package dev.coster.location;

import static dev.coster.location.LocationWorld.described;
import static dev.coster.location.LocationWorld.file;
import static dev.coster.location.LocationWorld.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.job.Job;
import dev.coster.job.JobProblem;
import dev.coster.job.JobState;
import dev.coster.location.Candidates.Answer;
import dev.coster.location.LocationAccess.Claim;
import dev.coster.location.LocationAdministration.TokenFile;
import dev.coster.location.LocationAdministration.TokenState;
import dev.coster.location.Locations.LocationUsable;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a token can be handed in, and what is said of it. */
final class HandInTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private LocationWorld world = new LocationWorld(database, null);

  @BeforeEach
  void fresh() {
    LocationWorld.empty(database);
    world = new LocationWorld(database, null);
  }

  @Test
  void aGoodTokenMakesALocation() {
    UUID job =
        world.locations.handIn(
            new TokenFile(
                null,
                (token("s1") + "\r\n").getBytes(StandardCharsets.UTF_8),
                " Riverside ",
                "it@riverside.example"),
            OptionalInt.empty(),
            LocationWorld.ADMIN);
    world.wakeups.crank(world.clock);
    assertThat(world.job(job).note()).contains("Waiting for Apple");
    world.answer(described("u1", null));
    Job done = world.job(job);
    assertThat(done.state()).isEqualTo(JobState.DONE);
    Location location = world.location(done.result().get("locationId").asInt());
    assertThat(location.name()).isEqualTo("Riverside");
    assertThat(location.contactEmail()).isEqualTo("it@riverside.example");
    assertThat(location.uId()).isEqualTo("u1");
    assertThat(location.locationName()).isEqualTo("Library u1");
    assertThat(location.organizationName()).isEqualTo("ORG1");
    assertThat(location.state()).isEqualTo(LocationState.USABLE);
    assertThat(location.tokenExpiresAt()).isEqualTo("2027-01-01T00:00:00Z");
    assertThat(world.locations.tokenFor(location.id()).orElseThrow().secret().reveal())
        .isEqualTo(token("s1"));
    assertThat(world.events()).containsExactly(new LocationUsable(location.id()));
    assertThat(world.next()).isEmpty();
  }

  @Test
  void theJobIsNamedByOurNameOrTheFile() {
    byte[] content = token("s1").getBytes(StandardCharsets.UTF_8);
    TokenFile unnamed = new TokenFile("main.vpptoken", content, null, null);
    UUID job = world.locations.handIn(unnamed, OptionalInt.empty(), LocationWorld.ADMIN);
    assertThat(world.job(job).title()).isEqualTo("Add location (main.vpptoken)");
    byte[] other = token("s2").getBytes(StandardCharsets.UTF_8);
    TokenFile named = new TokenFile("other.vpptoken", other, "North", null);
    job = world.locations.handIn(named, OptionalInt.empty(), LocationWorld.ADMIN);
    assertThat(world.job(job).title()).isEqualTo("Add location North");
  }

  @ParameterizedTest
  @CsvSource({
    "'',            location.token.empty",
    "'  \n',        location.token.empty",
    "hello there!,  location.token.not_a_token",
    "aGVsbG8=,      location.token.not_a_token",
    "e30=,          location.token.damaged",
  })
  void whatIsNoTokenIsToldAtOnce(String content, String code) {
    assertRefused(content, code);
    assertThat(world.jobs.jobs().list(Visibility.ALL, false, null, 9)).isEmpty();
  }

  @Test
  void anEnrollmentTokenIsNamedAsSuch() {
    assertRefused(
        "Content-Type: application/pkcs7-mime; name=\"smime.p7m\"\n\nMIAGCSqGSIb3DQEHA6CA",
        "location.token.enrollment");
  }

  @Test
  void aTokenPastItsOwnDateIsToldAtOnce() {
    assertRefused(token("s", "2026-03-02T08:00:00+0000"), "location.token.expired");
  }

  @ParameterizedTest
  @CsvSource({
    "9601, location.token.invalid",
    "9621, location.token.expired",
    "9622, location.token.invalid",
    "9625, location.token.revoked",
    "9637, location.token.read_only",
    "9645, location.managed_by_apple",
    "9647, location.token.legacy",
    "4711, location.token.refused",
  })
  void applesRefusalsAreToldApart(int number, String code) {
    UUID job = world.handIn(token("s1"));
    world.answer(new Answer.RefusedBy(number, "Apple's words"));
    assertThat(world.job(job).state()).isEqualTo(JobState.FAILED);
    assertThat(world.job(job).errorCode()).isEqualTo(code);
    assertThat(world.job(job).errorDetail()).contains(String.valueOf(number));
    Problem told = JobProblem.of(world.job(job)).orElseThrow();
    assertThat(told.side()).isEqualTo(Problem.Side.APPLE);
    assertThat(told.meaning()).isNotBlank();
    assertThat(told.remedy()).isNotBlank();
    assertThat(world.locations.list(Visibility.ALL)).isEmpty();
    assertThat(world.next()).isEmpty();
  }

  @Test
  void aLocationThatIsHereOffersItsRenewal() {
    Location here = world.added("u1", null);
    UUID job = world.handIn(token("another"));
    world.answer(described("u1", null));
    assertThat(world.job(job).errorCode()).isEqualTo("location.already_here");
    assertThat(world.job(job).result().get("locationId").asInt()).isEqualTo(here.id());
    assertThat(world.locations.tokens(Visibility.ALL, here.id())).hasSize(1);
  }

  @Test
  void theVerySameTokenIsRefusedAtOnce() {
    Location here = world.added("u1", null);
    assertRefused(token("secret-of-u1"), "location.token.already_here");
    assertThatThrownBy(() -> world.renew(here.id(), token("secret-of-u1")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(here.name());
  }

  @Test
  void handedInTwiceItIsAskedAboutOnce() {
    assertThat(world.handIn(token("s1"))).isEqualTo(world.handIn(token("s1")));
  }

  @Test
  void twiceAtTheSameMomentToo() throws Exception {
    Location here = world.added("u1", null);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      List<UUID> first = new ArrayList<>();
      Future<UUID> second =
          database
              .transactions()
              .call(() -> {
                first.add(world.renew(here.id(), token("fresh")));
                Future<UUID> begun = other.submit(() -> world.renew(here.id(), token("fresh")));
                waitUntilDoneOrBlocked(begun);
                return begun;
              });
      assertThat(second.get(1, TimeUnit.MINUTES)).isEqualTo(first.getFirst());
    }
    assertThat(world.jobs.jobs().list(Visibility.ALL, true, null, 9)).hasSize(1);
    world.answer(described("u1", null));
    assertThat(world.next()).isEmpty();
    assertThat(world.locations.tokens(Visibility.ALL, here.id())).hasSize(2);
  }

  private static void waitUntilDoneOrBlocked(Future<?> work) {
    String blocked = "select count(*) from pg_locks where not granted";
    while (!work.isDone() && database.jdbc().sql(blocked).query(Long.class).single() == 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aTokenThatWasAcceptedMeanwhileIsNotAcceptedAgain() {
    Location here = world.added("u1", null);
    UUID renewal = world.renew(here.id(), token("fresh"));
    database.jdbc().sql("create table kept as select * from token_candidate").update();
    world.answer(described("u1", null));
    assertThat(world.job(renewal).state()).isEqualTo(JobState.DONE);
    UUID again = world.renew(here.id(), token("fresher"));
    database
        .jdbc()
        .sql(
            """
            update token_candidate c set fingerprint = k.fingerprint, secret = k.secret from kept k
            """)
        .update();
    database.jdbc().sql("drop table kept").update();

    world.answer(described("u1", null));

    assertThat(world.job(again).errorCode()).isEqualTo("location.token.already_here");
    assertThat(world.locations.tokens(Visibility.ALL, here.id())).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {9603, 9644, 9646, 9729})
  void whatPassesByItselfSaysNothingOfTheToken(int number) {
    UUID job = world.handIn(token("s1"));
    world.answer(new Answer.RefusedBy(number, "later"));
    assertThat(world.job(job).state()).isEqualTo(JobState.RUNNING);
    assertThat(world.job(job).note()).contains("Waiting for Apple");
    world.clock.advance(Duration.ofSeconds(5));
    world.answer(described("u1", null));
    assertThat(world.job(job).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void aRenewalKeepsEverything() {
    Location before = world.added("u1", null);
    world.locations.rename(before.id(), "Riverside", null, LocationWorld.ADMIN);
    world.locations.tokenRefused(world.tokenInUse(before.id()), 9621, world.now());
    assertThat(world.location(before.id()).state()).isEqualTo(LocationState.TOKEN_EXPIRED);
    assertThat(world.locations.tokenFor(before.id())).isEmpty();
    world.clock.advance(Duration.ofHours(1));
    UUID job = world.renew(before.id(), token("fresh", "2028-01-01T00:00:00Z"));
    world.answer(described("u1", null));
    assertThat(world.job(job).state()).isEqualTo(JobState.DONE);
    Location after = world.location(before.id());
    assertThat(after.state()).isEqualTo(LocationState.USABLE);
    assertThat(after.name()).isEqualTo("Riverside");
    assertThat(after.claimId()).isEqualTo(before.claimId());
    assertThat(after.tokenExpiresAt()).isEqualTo("2028-01-01T00:00:00Z");
    assertThat(world.locations.tokens(Visibility.ALL, before.id()))
        .extracting(LocationAdministration.Token::state)
        .containsExactly(TokenState.USABLE, TokenState.REPLACED);
    assertThat(world.events())
        .containsExactly(new LocationUsable(before.id()), new LocationUsable(before.id()));
  }

  @Test
  void aRenewalWithTheTokenOfAnotherLocationIsRefusedAndNamesBoth() {
    Location north = world.added("north", null);
    Location south = world.added("south", null);
    UUID job = world.renew(north.id(), token("of-south"));
    world.answer(described("south", null));
    assertThat(world.job(job).errorCode()).isEqualTo("location.token.other_location");
    assertThat(world.job(job).errorDetail()).contains("Library north").contains("Library south");
    assertThat(world.job(job).result().get("opensId").asInt()).isEqualTo(south.id());
    assertThat(world.locations.tokens(Visibility.ALL, north.id())).hasSize(1);
    UUID unknown = world.renew(north.id(), token("of-west"));
    world.answer(described("west", null));
    assertThat(world.job(unknown).errorDetail()).contains("Library west").contains("new location");
  }

  @Test
  void aLocationOfAnotherServerIsAddedForReadingOnly() {
    Location location = world.added("u1", new Claim("x", "Other MDM", "https://other.example"));
    assertThat(location.state()).isEqualTo(LocationState.CLAIMED_ELSEWHERE);
    assertThat(location.claimedByName()).isEqualTo("Other MDM");
    assertThat(world.jobs.jobs().list(Visibility.ALL, false, null, 1).getFirst().note())
        .contains("Other MDM");
    assertThat(world.locations.claimDue(location.id())).isEmpty();
    assertThat(world.events()).contains(new LocationUsable(location.id()));
  }

  @Test
  void withoutAnAnswerAppleIsAskedAgainAndAtLastNotAnyMore() {
    UUID job = world.handIn(token("s1"));
    world.answer(new Answer.NoAnswer());
    assertThat(world.next()).isEmpty();
    assertThat(world.job(job).note()).contains("Waiting for Apple").contains("5 s");
    world.clock.advance(Duration.ofSeconds(5));
    world.answer(new Answer.RefusedBy(9646, "slow down"));
    Instant before = world.now();
    while (world.job(job).state() == JobState.RUNNING) {
      world.clock.advance(Duration.ofSeconds(10));
      world.next().ifPresent(_ -> world.candidates.answered(job, new Answer.NoAnswer()));
    }
    assertThat(world.now()).isAfter(before.plus(Duration.ofMinutes(15)));
    assertThat(world.job(job).errorCode()).isEqualTo("location.apple_silent");
    assertThat(world.next()).isEmpty();
  }

  @Test
  void aPauseThatAppleAskedForIsKeptAndNamed() {
    UUID job = world.handIn(token("s1"));
    world.answer(new Answer.NoAnswer(world.now().plusSeconds(120)));
    assertThat(world.job(job).note()).contains("asked for a pause").contains("121 s");
    world.clock.advance(Duration.ofSeconds(119));
    assertThat(world.next()).isEmpty();
    world.clock.advance(Duration.ofSeconds(1));
    world.candidates.later(world.next().orElseThrow().jobId(), world.now().plusSeconds(60));
    world.clock.advance(Duration.ofSeconds(59));
    assertThat(world.next()).isEmpty();
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(world.next()).isPresent();
  }

  @Test
  void howeverLongAppleWantsNoQuestionTheTokenIsAskedAboutThen() {
    UUID job = world.handIn(token("s1"));
    world.candidates.later(world.next().orElseThrow().jobId(), world.now().plusSeconds(3000));
    world.clock.advance(Duration.ofMinutes(20));
    world.wakeups.crank(world.clock);
    assertThat(world.job(job).state()).isEqualTo(JobState.RUNNING);
    world.clock.advance(Duration.ofMinutes(30));
    world.answer(new Answer.NoAnswer());
    assertThat(world.job(job).state()).as("asked but once").isEqualTo(JobState.RUNNING);
    world.clock.advance(Duration.ofSeconds(5));
    world.answer(new Answer.NoAnswer(world.now().plusSeconds(3600)));
    world.clock.advance(Duration.ofHours(1));
    world.wakeups.crank(world.clock);
    world.answer(described("u1", null));
    assertThat(world.job(job).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void aTokenForALocationIsGivenToWhoeverServesThatLocation() {
    Location location = world.added("u1", null);
    world.renew(location.id(), token("s2"));
    assertThat(world.candidates.next(Set.of())).isEmpty();
    assertThat(world.candidates.next(Set.of(location.id())))
        .hasValueSatisfying(one -> assertThat(one.renews()).isEqualTo(location.id()));
  }

  @Test
  void aNodeThatDiesWhileAskingDelaysTheTokenOnly() {
    world.handIn(token("s1"));
    assertThat(world.next()).isPresent();
    assertThat(world.next()).isEmpty();
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(world.next()).isPresent();
  }

  @Test
  void aCanceledJobKeepsNoToken() {
    UUID job = world.handIn(token("s1"));
    world.wakeups.crank(world.clock);
    world.jobs.jobs().cancel(job, LocationWorld.ADMIN);
    world.wakeups.crank(world.clock);
    assertThat(world.job(job).state()).isEqualTo(JobState.CANCELED);
    assertThat(world.next()).isEmpty();
    world.candidates.answered(job, described("u1", null));
    assertThat(world.locations.list(Visibility.ALL)).isEmpty();
  }

  @Test
  void noSecretReachesTheAuditTheJobsOrAnOpenColumn() {
    String good = token("top-secret-1");
    String fresh = token("top-secret-2");
    String wrong = token("top-secret-3");
    world.handIn(good);
    world.answer(described("u1", new Claim("x", "Other", "m")));
    int location = world.locations.idOf("u1").orElseThrow();
    world.locations.tokenRefused(world.tokenInUse(location), 9625, world.now());
    world.renew(location, fresh);
    world.answer(described("u1", null));
    world.handIn(wrong);
    world.answer(new Answer.RefusedBy(9622, "no"));
    assertThat(world.audited()).isNotEmpty();
    for (String table :
        new String[] {
          "audit_event", "job", "location", "content_token", "token_candidate", "outbox_event"
        }) {
      String all =
          database
              .jdbc()
              .sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
              .query(String.class)
              .single();
      assertThat(all).doesNotContain(good, fresh, wrong).doesNotContain("top-secret");
    }
  }

  private void assertRefused(String content, String code) {
    assertThatThrownBy(
            () -> world.locations.handIn(file(content), OptionalInt.empty(), LocationWorld.ADMIN))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.remedy()).isNotBlank();
            });
  }
}
