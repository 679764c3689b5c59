package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.location.LocationAccess.Claim;
import dev.coster.location.LocationAccess.ClaimDue;
import dev.coster.location.LocationState;
import dev.coster.platform.Instants;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer says beside its body, whoever asked. */
final class WatchingTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ASSOCIATE = "/assets/associate";
  private static final String POST = "POST " + ASSOCIATE;
  private static final String QUESTION = "GET /client/config";
  private static final String FOREIGN =
      "\"uId\":\"uid-1\",\"mdmInfo\":{\"id\":\"other\",\"name\":\"Other\",\"metadata\":\"m\"}";

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);
  private final Node node = world.node("a");

  @Test
  void aForeignClaimStopsWritesInTheSameAnswer() {
    for (int asset = 1; asset <= 3; asset++) {
      world.record(node, world.associate(only(asset), only(1)));
    }
    world.apple.next(ASSOCIATE, world.apple.status("\"eventId\":\"event-7\""));
    world.apple.next(
        "/client/config",
        call -> {
          var answer = ScriptedApple.answer(200, "{\"uId\":\"uid-1\"}").apply(call);
          world.apple.envelope = FOREIGN;
          return answer;
        });
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count(POST)).isEqualTo(1);
    assertThat(world.locations.told).containsExactly("claimSeen nobody", "claimSeen Other");
    assertThat(node.requests().open(world.location))
        .extracting(Request::state)
        .containsExactlyInAnyOrder(
            RequestState.ACCEPTED, RequestState.RECORDED, RequestState.RECORDED);
  }

  @Test
  void afterALongSilenceIsAskedWhoManagesTheLocationBeforeAnythingIsWritten() {
    AtomicBoolean reading = new AtomicBoolean(true);
    world.sources.add(reads(reading, session -> session.apple().status("one")));
    world.run(node);
    world.apple.next("/status", ScriptedApple.answer(503, "Retry-After", "600"));
    world.run(node, Duration.ofSeconds(1));
    reading.set(false);
    world.record(node, world.associate(only(1), only(1)));
    world.apple.envelope = FOREIGN;
    int before = world.apple.asked.size();
    world.run(node, Duration.ofMinutes(12));
    assertThat(world.apple.asked.stream().skip(before))
        .filteredOn(asked -> !asked.endsWith("/service/config"))
        .first()
        .isEqualTo(QUESTION);
    assertThat(world.apple.count(POST)).isZero();
    assertThat(world.locations.told).endsWith("claimSeen Other");
  }

  /** A source of readings as long as it is wanted. */
  private static Probe reads(AtomicBoolean wanted, Consumer<Session> reading) {
    return new Probe(
        Lane.READ,
        session -> {
          if (wanted.get()) {
            reading.accept(session);
          }
        });
  }

  @Test
  void whoWasDownAsksWhoManagesTheLocationBeforeItWrites() {
    world.run(node);
    world.record(node, world.associate(only(1), only(1)));
    node.workers().stop();
    world.apple.envelope = FOREIGN;
    world.run(world.node("b"), Duration.ofMinutes(1));
    assertThat(world.apple.count(POST)).isZero();
  }

  @Test
  void whoIsBusyNeedNotAskWhoManagesTheLocation() {
    for (int asset = 1; asset <= 4; asset++) {
      world.record(node, world.associate(only(asset), only(1)));
      world.run(node, Duration.ofSeconds(40));
    }
    assertThat(world.apple.count(POST)).isEqualTo(4);
    assertThat(world.apple.count(QUESTION)).isEqualTo(1);
  }

  @Test
  void aQuestionWithoutAnAnswerIsRepeatedSlowlyAndHoldsUpNothingElse() {
    for (int i = 0; i < 8; i++) {
      world.apple.next("/client/config", ScriptedApple.error(400, 4711));
    }
    UUID id = world.record(node, world.associate(only(1), only(1)));
    List<String> read = new ArrayList<>();
    world.sources.add(new Probe(Lane.READ, _ -> read.add("read")));
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.count(QUESTION)).isBetween(5L, 7L);
    assertThat(read.size()).isGreaterThan(100);
    assertThat(world.state(node, id)).isEqualTo(RequestState.RECORDED);
    world.run(node, Duration.ofMinutes(5));
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
  }

  @Test
  void anyAnswerOfTheLocationSaysWhoManagesIt() {
    AtomicBoolean reading = new AtomicBoolean();
    world.sources.add(reads(reading, session -> session.apple().status("one")));
    world.run(node);
    world.apple.next("/client/config", ScriptedApple.error(400, 4711));
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMillis(500));
    assertThat(world.state(node, id)).isEqualTo(RequestState.RECORDED);
    reading.set(true);
    world.run(node, Duration.ofMillis(400));
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
  }

  @Test
  void whatWasTakenBeforeTheClaimWasSeenIsNotSentEither() {
    world.run(node);
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.clock.advance(Duration.ofSeconds(1));
    world.locations.afterFind =
        () -> world.locations.state(world.location, LocationState.CLAIMED_ELSEWHERE, null);
    world.run(node);
    assertThat(world.apple.count(POST)).isZero();
    assertThat(world.state(node, id)).isEqualTo(RequestState.RECORDED);
  }

  @Test
  void ourOwnClaimIsToldOnceAndNotWithEveryAnswer() {
    UUID claim = world.locations.get(world.location).claimId();
    world.apple.envelope =
        "\"uId\":\"uid-1\",\"mdmInfo\":{\"id\":\""
            + claim
            + "\",\"name\":\"Coster\",\"metadata\":\"m\"}";
    for (int asset = 1; asset <= 3; asset++) {
      world.record(node, world.associate(only(asset), only(1)));
    }
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count(POST)).isEqualTo(3);
    assertThat(world.locations.told).containsExactly("claimSeen Coster");
  }

  @Test
  void anAnswerWithoutALibrarySaysNothingOfTheClaim() {
    world.apple.envelope = "\"tokenExpirationDate\":\"2027-01-01T00:00:00+0000\"";
    world.apple.next("/client/config", ScriptedApple.answer(200, "{\"uId\":\"uid-1\"}"));
    world.record(node, world.associate(only(1), only(1)));
    world.run(node);
    assertThat(world.apple.count(POST)).isEqualTo(1);
    assertThat(world.locations.told).containsExactly("claimSeen nobody");
  }

  @ParameterizedTest
  @ValueSource(ints = {4242, 9601, 9605, 9621, 9622, 9625, 9637, 9645, 9647})
  void tokenTroubleStopsWritesAndRequestsWait(int number) {
    world.apple.next(ASSOCIATE, ScriptedApple.error(number == 9622 ? 200 : 401, number));
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMinutes(5));
    assertThat(world.locations.told)
        .containsExactly("claimSeen nobody", "tokenRefused 1 " + number);
    assertThat(world.apple.count(POST)).isEqualTo(1);
    assertThat(world.state(node, id)).isEqualTo(RequestState.RECORDED);
    world.locations.token(world.location, 2, "dG9rZW4y");
    world.locations.state(world.location, LocationState.USABLE, null);
    world.run(node);
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
    assertThat(world.apple.bearers.getLast()).isEqualTo("Bearer dG9rZW4y");
  }

  @Test
  void anInvalidTokenThatWasRenewedMeanwhileIsNoTrouble() {
    world.apple.next(
        ASSOCIATE,
        call -> {
          world.locations.token(world.location, 2, "dG9rZW4y");
          return ScriptedApple.error(200, 9622).apply(call);
        });
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.locations.told.toString()).doesNotContain("tokenRefused");
    assertThat(world.apple.count(POST)).isEqualTo(2);
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
  }

  @Test
  void tooManyRequestsHalveThePaceAndTheNextHolderKnows() {
    world.apple.next(ASSOCIATE, ScriptedApple.error(429, 9646));
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofSeconds(5));
    assertThat(world.state(node, id)).isEqualTo(RequestState.ACCEPTED);
    assertThat(node.exchange().traffic(world.location).perSecond()).isEqualTo(5);
    assertThat(rate()).isEqualTo(5);
  }

  @Test
  void retryAfterInSecondsSilencesTheLocationOverAChangeOfHolder() {
    silenced("Retry-After", "600");
  }

  @Test
  void retryAfterAsADateSilencesTheLocationOverAChangeOfHolder() {
    Instant until = world.clock.instant().plusSeconds(603);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atOffset(ZoneOffset.UTC));
    silenced("Retry-After", date);
  }

  @Test
  void aSilenceWithoutEndIsNotInherited() {
    world.run(node);
    node.workers().stop();
    world
        .jdbc
        .sql("update location_lease set not_before = :until")
        .param("until", Instants.utc(world.clock.instant().plus(Duration.ofDays(30))))
        .update();
    Node next = world.node("b");
    world.record(next, world.associate(only(1), only(1)));
    world.run(next, Duration.ofMinutes(59));
    assertThat(world.apple.posted).isEmpty();
    world.run(next, Duration.ofMinutes(2));
    assertThat(world.apple.posted).hasSize(1);
  }

  @Test
  void anAnswerAboutAnotherLibraryReachesNobody() {
    AtomicBoolean other = new AtomicBoolean();
    List<String> believed = new ArrayList<>();
    world.sources.add(
        reads(other, session -> believed.add(session.apple().clientConfig().toString())));
    world.record(node, world.associate(only(2), only(1)));
    world.run(node, Duration.ofSeconds(5));
    world.locations.told.clear();
    other.set(true);
    world.apple.envelope = "\"uId\":\"uid-77\"";
    UUID id = world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofSeconds(30));
    assertThat(world.apple.count(QUESTION)).isBetween(2L, 9L);
    assertThat(believed).isEmpty();
    assertThat(world.state(node, id)).isEqualTo(RequestState.LOST);
    assertThat(world.locations.told).isEmpty();
  }

  private void silenced(String header, String value) {
    world.apple.next("/status", ScriptedApple.answer(503, header, value));
    world.sources.add(new Probe(Lane.STATUS, session -> session.apple().status("one")));
    world.run(node);
    world.sources.clear();
    world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMinutes(4));
    assertThat(world.apple.posted).isEmpty();
    assertThat(node.exchange().traffic(world.location).pausedUntil())
        .isAfter(world.clock.instant());
    node.workers().stop();
    Node next = world.node("b");
    world.run(next, Duration.ofMinutes(4));
    assertThat(world.apple.posted).isEmpty();
    world.run(next, Duration.ofMinutes(3));
    assertThat(world.apple.posted).hasSize(1);
  }

  @Test
  void claimsALocationWithItsAddressForNotifications() {
    Claim claim = new Claim("id", "Coster", "meta");
    world.locations.claimDue(
        world.location, new ClaimDue(claim, "https://coster.example/apple", "secret"));
    world.run(node);
    assertThat(world.apple.posted.getFirst())
        .contains("\"id\":\"id\"", "https://coster.example/apple", "\"secret\"", "ASSET_COUNT")
        .doesNotContain("UNLIMITED_ASSET");
    assertThat(world.locations.told).containsExactly("claimed true", "described null");
  }

  @Test
  void subscribesToWhatAppleHasOfWhatWeWant() {
    world.apple.types = "\"ASSET_COUNT\",\"UNLIMITED_ASSET\",\"SUBSCRIPTION_COUNT\"";
    world.locations.claimDue(
        world.location,
        new ClaimDue(new Claim("id", "Coster", "meta"), "https://coster.example/apple", "secret"));
    world.run(node);
    assertThat(world.apple.posted.getFirst())
        .contains("\"notificationTypes\":[\"ASSET_COUNT\",\"UNLIMITED_ASSET\"]");
  }

  @Test
  void claimsWithoutAnAddressThatAppleCannotReach() {
    Claim claim = new Claim("id", "Coster", "meta");
    world.locations.claimDue(
        world.location, new ClaimDue(claim, "https://coster.example/apple", "secret"));
    world.apple.next("/client/config", ScriptedApple.error(400, 9728));
    world.run(node);
    assertThat(world.apple.posted.getLast()).doesNotContain("https://coster.example/apple");
    assertThat(world.locations.told).containsExactly("claimed false", "described null");
  }

  @Test
  void aRefusedClaimIsTriedAgainLessAndLessOften() {
    world.locations.claimDue(
        world.location, new ClaimDue(new Claim("id", "Coster", "meta"), null, null));
    for (int i = 0; i < 20; i++) {
      world.apple.next("/client/config", ScriptedApple.error(400, 9725));
    }
    world.run(node, Duration.ofMinutes(2));
    assertThat(world.apple.count("POST /client/config")).isBetween(5L, 8L);
  }

  private Double rate() {
    return world.jdbc.sql("select rate from location_lease").query(Double.class).single();
  }
}
