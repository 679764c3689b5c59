package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.apple.ContentToken;
import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.location.Candidates;
import dev.coster.location.Candidates.Answer;
import dev.coster.platform.Instants;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leases, turns, failures, several nodes, and the workers' own threads. */
final class WorkingTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String POST = "POST /assets/associate";

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);
  private final Node node = world.node("a");

  @Test
  void oneNodeAtATimeServesALocation() {
    Node other = world.node("b");
    Probe probe = new Probe(Lane.READ, session -> {});
    world.sources.add(probe);
    world.run(node);
    int runs = probe.runs;
    Node idle = other;
    for (int i = 0; i < 20; i++) {
      idle.workers().step();
    }
    assertThat(probe.runs).isEqualTo(runs).isPositive();
  }

  @Test
  void anExpiredLeaseIsTakenOverAndTheFormerHolderCanChangeNothing() {
    List<Session> sessions = new ArrayList<>();
    world.sources.add(new Probe(Lane.READ, sessions::add));
    world.run(node);
    Session old = sessions.getLast();
    assertThat(old.<String>fenced(() -> "still ours")).isEqualTo("still ours");
    world.clock.advance(world.settings.leaseFor().plusSeconds(1));
    Node next = world.node("b");
    world.run(next, Duration.ofMillis(50));
    UUID job = world.job();
    assertThatThrownBy(() ->
            old.fenced(
                () -> world.jdbc.sql("delete from job where job_id = ?").param(job).update()))
        .isInstanceOf(Session.LeaseLostException.class);
    assertThat(world.jdbc.sql("select count(*) from job").query(Integer.class).single())
        .isEqualTo(1);
    assertThatThrownBy(() -> old.apple().clientConfig())
        .isInstanceOf(Session.LeaseLostException.class);
  }

  @Test
  void aLongTransactionOfTheHolderHindersTakingOverButNotRenewing() {
    List<Session> sessions = new ArrayList<>();
    world.sources.add(new Probe(Lane.READ, sessions::add));
    world.run(node);
    LeaseStore leases = new LeaseStore(world.jdbc);
    Instant now = world.clock.instant().plus(world.settings.leaseFor()).plusSeconds(1);
    Lease held = new Lease(world.location, "a", fence());
    try (ExecutorService elsewhere = Executors.newSingleThreadExecutor()) {
      sessions
          .getLast()
          .fenced(() -> {
            assertThat(onThread(elsewhere, () -> leases.take(1, "b", now, now))).isEmpty();
            assertThat(onThread(elsewhere, () -> leases.renew(held, world.clock.instant())))
                .isTrue();
            return held;
          });
    }
    assertThat(world.transactions.call(() -> leases.take(1, "b", now, now))).isPresent();
  }

  private <T> T onThread(ExecutorService elsewhere, Supplier<T> work) {
    return CompletableFuture.supplyAsync(() -> world.transactions.call(work), elsewhere).join();
  }

  @Test
  void aHolderSendsNothingAnyMoreWhenAnotherNodesClockMayHaveReachedTheEndOfItsLease() {
    List<Session> sessions = new ArrayList<>();
    world.sources.add(new Probe(Lane.READ, sessions::add));
    node.workers().step();
    Instant taken = world.clock.instant();
    world.run(node, Duration.ofMillis(500));
    Session held = sessions.getLast();
    world.clock.set(taken.plus(world.settings.leaseFor()).minus(Desk.CLOCKS_APART));
    assertThatThrownBy(() -> held.apple().clientConfig())
        .isInstanceOf(Session.LeaseLostException.class);
    world.clock.set(world.clock.instant().minusMillis(1));
    assertThat(held.apple().clientConfig()).isNotNull();
  }

  @Test
  void aHolderThatComesBackTooLateNoticesAndStops() {
    Probe probe = new Probe(Lane.READ, session -> {});
    world.sources.add(probe);
    world.run(node);
    world.clock.advance(world.settings.leaseFor().plusSeconds(1));
    Node next = world.node("b");
    next.workers().step();
    next.workers().step();
    int runs = probe.runs;
    node.workers().step();
    node.workers().step();
    assertThat(probe.runs).isEqualTo(runs);
  }

  @Test
  void aRenewedLeaseIsKept() {
    world.sources.add(new Probe(Lane.READ, session -> {}));
    world.run(node, Duration.ofMinutes(2));
    assertThat(fence()).isEqualTo(1);
  }

  @Test
  void stoppingGivesTheLeaseBack() {
    world.run(node);
    node.workers().stop();
    Node next = world.node("b");
    world.run(next);
    assertThat(fence()).isEqualTo(2);
  }

  @Test
  void noLaneStarvesBehindABusyOne() {
    List<Probe> probes = new ArrayList<>();
    for (Lane lane : Lane.values()) {
      Probe probe = new Probe(lane, session -> {});
      probes.add(probe);
      world.sources.add(probe);
    }
    world.run(node, Duration.ofSeconds(16));
    assertThat(probes).allSatisfy(probe -> assertThat(probe.runs).isGreaterThan(15));
    assertThat(probes.getFirst().runs).isGreaterThan(2 * probes.getLast().runs);
  }

  @Test
  void keepsThePublishedPace() {
    world.apple.limits = "\"maxRequestPerSecond\":4";
    Probe probe = new Probe(Lane.READ, session -> {});
    world.sources.add(probe);
    world.run(node, Duration.ofSeconds(11));
    assertThat(probe.runs).isBetween(40, 45);
  }

  @Test
  void aFailingCallBacksOffGrowinglyAndStopsNobodyElse() {
    Probe failing =
        new Probe(
            Lane.STATUS,
            session -> {
              throw new IllegalStateException("broken");
            });
    Probe good = new Probe(Lane.READ, session -> {});
    world.sources.add(failing);
    world.sources.add(good);
    world.run(node, Duration.ofMinutes(1));
    assertThat(failing.runs).isBetween(5, 7);
    assertThat(world.mishapsSeen)
        .hasSize(failing.runs)
        .allSatisfy(where -> assertThat(where).startsWith("Location 1: probe STATUS (again at "));
    assertThat(good.runs).isGreaterThan(100);
  }

  @Test
  void noCallGoesOutWhileATransactionIsOpen() {
    List<String> faults = new ArrayList<>();
    world.sources.add(
        new Probe(
            Lane.READ,
            session -> {
              try {
                session.fenced(() -> session.apple().clientConfig());
              } catch (IllegalStateException refused) {
                faults.add(String.valueOf(refused.getMessage()));
                throw refused;
              }
            }));
    world.run(node);
    assertThat(faults).isNotEmpty();
    assertThat(world.apple.asked).doesNotContain("GET /client/config");
  }

  @Test
  void nothingIsAskedBeforeTheLimitsAreKnown() {
    for (int i = 0; i < 3; i++) {
      world.apple.next("/service/config", ScriptedApple.silence());
    }
    world.record(node, world.associate(only(1), only(1)));
    node.workers().step();
    node.workers().step();
    assertThat(world.apple.posted).isEmpty();
    assertThat(node.exchange().limits()).isEmpty();
    world.run(node, Duration.ofMinutes(1));
    assertThat(world.apple.posted).hasSize(1);
    assertThat(node.exchange().limits()).hasValue(new Limits(25, 1000, 1000, 100, 100, 100));
    assertThat(node.exchange().url("invitationEmail")).hasValue("https://i/");
  }

  @Test
  void readsTheServiceConfigEveryFiveMinutesOnceForAllNodes() {
    Node other = world.node("b");
    for (int i = 0; i < 22; i++) {
      world.run(node, Duration.ofSeconds(20));
      world.run(other, Duration.ofSeconds(10));
    }
    assertThat(world.apple.count("GET /service/config")).isEqualTo(3);
  }

  @Test
  void asksAboutTokensThatWereHandedIn() {
    for (int i = 0; i < 5; i++) {
      world.candidates.waiting.add(
          new Candidates.Candidate(world.ids.next(), null, ContentToken.of("Y2FuZGlkYXRl")));
    }
    world.apple.next(
        "/client/config",
        world.apple.status(
            """
            "locationName":"North","countryISO2ACode":"DE",
            "tokenExpirationDate":"2027-01-01T00:00:00+0000",
            "mdmInfo":{"id":"other","name":"Other","metadata":"m"}
            """));
    world.apple.next("/client/config", ScriptedApple.error(401, 9621));
    world.apple.next("/client/config", ScriptedApple.silence());
    world.apple.next("/client/config", ScriptedApple.answer(502, "<html>"));
    world.apple.next("/client/config", ScriptedApple.error(503, 9999));
    world.run(node, Duration.ofSeconds(3));
    assertThat(world.candidates.answers).hasSizeLessThan(4);
    world.run(node, Duration.ofSeconds(5));
    assertThat(world.candidates.answers).hasSize(5);
    assertThat(world.candidates.answers.getFirst())
        .isInstanceOfSatisfying(
            Answer.Described.class,
            described -> {
              assertThat(described.description().uId()).isEqualTo("uid-1");
              assertThat(described.description().locationName()).isEqualTo("North");
              assertThat(described.tokenExpires()).isNotNull();
              assertThat(described.seen()).isNotNull();
            });
    assertThat(world.candidates.answers.subList(1, 5))
        .containsExactly(
            new Answer.RefusedBy(9621, "no"),
            new Answer.NoAnswer(),
            new Answer.NoAnswer(),
            new Answer.NoAnswer());
  }

  @Test
  void serviceConfigIsNotAskedForWhileAppleWantsSilence() {
    world.apple.next("/service/config", ScriptedApple.answer(503, "Retry-After", "600"));
    world.candidates.waiting.add(
        new Candidates.Candidate(world.ids.next(), null, ContentToken.of("Y2FuZGlkYXRl")));
    world.run(node, Duration.ofSeconds(595));
    assertThat(world.apple.asked).containsExactly("GET /service/config");
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.asked)
        .containsExactly("GET /service/config", "GET /service/config", "GET /client/config");
  }

  @Test
  void noTokenIsAskedAboutWhileAppleWantsSilence() {
    for (int i = 0; i < 2; i++) {
      world.candidates.waiting.add(
          new Candidates.Candidate(world.ids.next(), null, ContentToken.of("Y2FuZGlkYXRl")));
    }
    world.apple.next("/client/config", ScriptedApple.answer(429, "Retry-After", "120"));
    world.run(node, Duration.ofSeconds(115));
    assertThat(world.apple.count("GET /client/config")).isEqualTo(1);
    world.run(node, Duration.ofSeconds(10));
    assertThat(world.apple.count("GET /client/config")).isEqualTo(2);
  }

  @Test
  void nodesThatTakeTurnsNeverSendARequestTwice() {
    Node other = world.node("b");
    for (int asset = 1; asset <= 20; asset++) {
      world.record(node, world.associate(only(asset), only(1)));
    }
    for (int i = 0; i < 60; i++) {
      Node turn = i % 2 == 0 ? node : other;
      world.run(turn, Duration.ofSeconds(5));
      world.clock.advance(Duration.ofSeconds(18));
      world
          .jdbc
          .sql(
              """
              update request set state = 'SETTLED', settled_at = accepted_at
              where state = 'ACCEPTED'
              """)
          .update();
    }
    assertThat(fence()).isGreaterThan(2);
    assertThat(world.apple.posted).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void twoNodesWithTheirOwnThreadsSendEachRequestOnce() throws InterruptedException {
    Node other = world.node("b");
    CountDownLatch sent = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      world.apple.next(
          "/assets/associate",
          call -> {
            sent.countDown();
            return world.apple.status("\"eventId\":\"e" + sent.getCount() + "\"").apply(call);
          });
    }
    node.workers().start();
    other.workers().start();
    for (int asset = 1; asset <= 4; asset++) {
      world.record(asset % 2 == 0 ? node : other, world.associate(only(asset), only(1)));
    }
    for (int i = 0; i < 1000 && !sent.await(20, TimeUnit.MILLISECONDS); i++) {
      world.clock.advance(Duration.ofMillis(50));
    }
    node.workers().stop();
    other.workers().stop();
    assertThat(world.apple.count(POST)).isEqualTo(4);
    assertThat(world.apple.posted).doesNotHaveDuplicates();
    assertThat(node.requests().open(world.location))
        .extracting(Request::state)
        .containsOnly(RequestState.ACCEPTED);
    assertThat(
            world
                .jdbc
                .sql("select count(*) from location_lease where expires_at > :now")
                .param("now", Instants.utc(world.clock.instant()))
                .query(Integer.class)
                .single())
        .isZero();
  }

  private long fence() {
    return world.jdbc.sql("select fence from location_lease").query(Long.class).single();
  }
}
