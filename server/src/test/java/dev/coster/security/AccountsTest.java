package dev.coster.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Administrators, the first one, sign-in with its limits, and API tokens. */
final class AccountsTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final URI BASE = URI.create("http://127.0.0.1:8080/");
  private SecurityWorld world = new SecurityWorld(database);

  @BeforeEach
  void fresh() {
    database
        .jdbc()
        .sql("truncate administrator, one_time_link, sign_in_failure, audit_event cascade")
        .update();
    world = new SecurityWorld(database);
  }

  @Test
  void theFirstAdministratorComesByALinkThatWorksOnce() {
    String token = token(world.first.link(BASE).orElseThrow());
    assertThat(world.first.isValid(token)).isTrue();
    assertThat(world.first.isValid(token + "x")).isFalse();
    world.first.create(token, "Ada", "ada@school.example", SecurityWorld.PASSWORD);
    SignedIn ada = signIn("ada@school.example", SecurityWorld.PASSWORD);
    assertThat(ada.role()).isEqualTo(Role.OWNER);
    assertThat(ada.visibility().all()).isTrue();
    assertThat(ada.may(Permission.ADMINISTER)).isTrue();
    assertThat(world.first.isValid(token)).isFalse();
    assertThat(world.first.link(BASE)).isEmpty();
    refused(
        "setup.link_invalid",
        () -> world.first.create(token, "Eve", "eve@school.example", SecurityWorld.PASSWORD));
  }

  @Test
  void aNewStartMakesTheLinkBeforeUselessAndADayEndsIt() {
    String before = token(world.first.link(BASE).orElseThrow());
    String now = token(world.first.link(BASE).orElseThrow());
    assertThat(world.first.isValid(before)).isFalse();
    world.clock.advance(Duration.ofHours(24));
    assertThat(world.first.isValid(now)).isFalse();
    refused(
        "setup.link_invalid",
        () -> world.first.create(now, "Eve", "eve@school.example", SecurityWorld.PASSWORD));
  }

  @Test
  void badInputDoesNotUseTheLinkUp() {
    String token = token(world.first.link(BASE).orElseThrow());
    refused(
        "administrator.password_short",
        () -> world.first.create(token, "Ada", "ada@school.example", "too short"));
    refused(
        "administrator.email_malformed",
        () -> world.first.create(token, "Ada", "ada", SecurityWorld.PASSWORD));
    refused(
        "administrator.password_long",
        () -> world.first.create(token, "Ada", "a@b", "x".repeat(73)));
    assertThat(world.first.isValid(token)).isTrue();
  }

  @Test
  void neitherPasswordsNorTokensAreStored() {
    String link = token(world.first.link(BASE).orElseThrow());
    world.first.create(link, "Ada", "ada@school.example", SecurityWorld.PASSWORD);
    String issued = issue(signIn("ada@school.example", SecurityWorld.PASSWORD), null).token();
    refused(SignIns.WRONG, () -> signIn(SecurityWorld.PASSWORD, "ada@school.example"));
    refused(SignIns.WRONG, () -> signIn("eve@school.example", "wrong"));
    assertThat(count("sign_in_failure")).isEqualTo(3);
    for (String table :
        new String[] {
          "administrator", "one_time_link", "api_token", "audit_event", "sign_in_failure"
        }) {
      assertThat(
              database
                  .jdbc()
                  .sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                  .query(String.class)
                  .single())
          .doesNotContain(SecurityWorld.PASSWORD, link, issued, "eve@school.example");
    }
  }

  @Test
  void whatWasTypedIsForgottenWhenItCountsNoMoreAndMayBeLong() {
    refused(SignIns.WRONG, () -> signIn("typed in haste", "wrong"));
    refused(SignIns.WRONG, () -> signIn("x".repeat(20_000), "wrong"));
    world.clock.advance(Duration.ofMinutes(30));
    refused(SignIns.WRONG, () -> signIn("later@school.example", "wrong"));
    assertThat(count("sign_in_failure")).as("three accounts, one address").isEqualTo(4);
    world.clock.advance(Duration.ofMinutes(31));

    refused(SignIns.WRONG, () -> signIn("later@school.example", "wrong"));

    assertThat(count("sign_in_failure")).as("one account, one address").isEqualTo(2);
  }

  private static long count(String table) {
    return database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
  }

  @Test
  void anAddressIsTakenWhateverItsCase() {
    world.add("ada@school.example", Role.OWNER);
    refused("administrator.email_taken", () -> world.add("ADA@school.example", Role.VIEWER));
  }

  @Test
  void whoIsDisabledIsOutAtOnceAndTheLastOwnerStays() {
    UUID ada = world.add("ada@school.example", Role.OWNER);
    refused("administrator.last_owner", () -> world.administrators.disable(ada, Actor.SYSTEM));
    UUID eve = world.add("eve@school.example", Role.OWNER);
    String token = issue(signIn("eve@school.example", SecurityWorld.PASSWORD), null).token();
    assertThat(world.tokens.find(token)).isPresent();
    world.administrators.disable(eve, Actor.SYSTEM);
    assertThat(world.store.signedIn(eve)).isEmpty();
    assertThat(world.tokens.find(token)).isEmpty();
    refused(SignIns.WRONG, () -> signIn("eve@school.example", SecurityWorld.PASSWORD));
    world.administrators.enable(eve, Actor.SYSTEM);
    assertThat(world.tokens.find(token)).isPresent();
  }

  @Test
  void locationsLimitTheSight() {
    int north =
        database
            .jdbc()
            .sql(
                """
                insert into location (u_id, name, state, state_since, claim_id, created_at)
                values ('n', 'n', 'USABLE', '2026-01-01Z', gen_random_uuid(), '2026-01-01Z')
                returning location_id
                """)
            .query(Integer.class)
            .single();
    UUID id =
        world.administrators.add(
            new Administrators.Draft(
                "Noah",
                "noah@school.example",
                SecurityWorld.PASSWORD,
                Role.OPERATOR,
                Set.of(north)),
            Actor.SYSTEM);
    SignedIn noah = world.store.signedIn(id).orElseThrow();
    assertThat(noah.visibility().all()).isFalse();
    assertThat(noah.visibility().seesLocation(north)).isTrue();
    assertThat(noah.visibility().seesLocation(north + 1)).isFalse();
    assertThat(noah.may(Permission.GIVE)).isTrue();
    assertThat(noah.may(Permission.EDIT_LOCATIONS)).isFalse();
  }

  @Test
  void guessingAtAnAccountIsSlowedDownMoreAndMore() {
    world.add("ada@school.example", Role.OWNER);
    for (int attempt = 0; attempt < SignInLimits.ACCOUNT_FREE; attempt++) {
      refused(SignIns.WRONG, () -> signIn("ada@school.example", "wrong"));
    }
    refused(SignIns.LOCKED, () -> signIn("Ada@school.example ", SecurityWorld.PASSWORD));
    world.clock.advance(Duration.ofMinutes(1));
    refused(SignIns.WRONG, () -> signIn("ada@school.example", "wrong"));
    world.clock.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> signIn("ada@school.example", SecurityWorld.PASSWORD))
        .isInstanceOfSatisfying(
            Problem.class,
            locked -> assertThat(locked.remedy()).isEqualTo("Try again in 1 minute."));
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(signIn("ada@school.example", SecurityWorld.PASSWORD)).isNotNull();
    refused(SignIns.WRONG, () -> signIn("ada@school.example", "wrong"));
    assertThat(world.audited())
        .containsSubsequence("administrator.add", "session.refused", "session.sign_in");
  }

  @Test
  void guessingFromAnAddressIsSlowedDownOverAllAccounts() {
    world.add("ada@school.example", Role.OWNER);
    for (int attempt = 0; attempt < SignInLimits.ADDRESS_FREE; attempt++) {
      String email = "nobody" + attempt + "@school.example";
      refused(SignIns.WRONG, () -> signIn(email, "wrong"));
    }
    refused(SignIns.LOCKED, () -> signIn("ada@school.example", SecurityWorld.PASSWORD));
    assertThat(world.signIns.signIn("ada@school.example", SecurityWorld.PASSWORD, "10.0.0.9"))
        .as("from elsewhere")
        .isNotNull();
  }

  @Test
  void theLockGrowsUpToAQuarterOfAnHour() {
    assertThat(SignInLimits.lock(4, 5)).isZero();
    assertThat(SignInLimits.lock(5, 5)).isEqualTo(Duration.ofMinutes(1));
    assertThat(SignInLimits.lock(7, 5)).isEqualTo(Duration.ofMinutes(4));
    assertThat(SignInLimits.lock(5_000, 5)).isEqualTo(Duration.ofMinutes(16));
  }

  @Test
  void anApiTokenWorksUntilItExpiresOrIsRevoked() {
    world.add("ada@school.example", Role.OPERATOR);
    SignedIn ada = signIn("ada@school.example", SecurityWorld.PASSWORD);
    ApiTokens.Issued issued = issue(ada, Duration.ofDays(1));
    SignedIn program = world.tokens.find(issued.token()).orElseThrow();
    assertThat(program.actor().kind()).isEqualTo(Actor.Kind.API_TOKEN);
    assertThat(program.actor().name()).contains("Ada").contains("script");
    assertThat(program.administratorId()).isEqualTo(ada.administratorId());
    assertThat(program.permissions()).isEqualTo(Role.OPERATOR.permissions());
    assertThat(world.tokens.list(ada.administratorId()).getFirst().lastUsedAt())
        .isEqualTo(world.clock.instant());
    assertThat(world.tokens.find("coster_nonsense")).isEmpty();
    world.clock.advance(Duration.ofDays(1));
    assertThat(world.tokens.find(issued.token())).isEmpty();

    ApiTokens.Issued forever = issue(ada, null);
    refused(
        "api_token.not_found",
        () -> world.tokens.revoke(UUID.randomUUID(), forever.id(), ada.actor()));
    world.tokens.revoke(ada.administratorId(), forever.id(), ada.actor());
    assertThat(world.tokens.find(forever.token())).isEmpty();
    assertThat(world.audited()).contains("api_token.issue", "api_token.revoke");
  }

  private ApiTokens.Issued issue(
      SignedIn who, @org.jspecify.annotations.Nullable Duration validFor) {
    return world.tokens.issue(who.administratorId(), "script", validFor, who.actor());
  }

  private SignedIn signIn(String email, String password) {
    return world.signIns.signIn(email, password, "10.0.0.1");
  }

  private static String token(URI link) {
    assertThat(link.toString()).startsWith("http://127.0.0.1:8080/setup/");
    return link.getPath().substring("/setup/".length());
  }

  private static void refused(String code, ThrowingCallable call) {
    Consumer<Problem> hasCode = problem -> assertThat(problem.code()).isEqualTo(code);
    assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, hasCode);
  }
}
