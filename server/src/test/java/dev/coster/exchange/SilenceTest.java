package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.apple.ContentToken;
import dev.coster.apple.NoAnswerException;
import dev.coster.apple.NoAnswerException.Sent;
import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.location.Candidates.Answer;
import dev.coster.location.Candidates.Candidate;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Apple says to one call (Retry-After) holds for all calls that go to the same place. */
final class SilenceTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String ASKED = "GET /client/config";

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);
  private final Node node = world.node("a");

  private Candidate handedIn(@Nullable Integer renews) {
    Candidate candidate = new Candidate(world.ids.next(), renews, ContentToken.of("Y2FuZGlkYXRl"));
    world.candidates.waiting.add(candidate);
    return candidate;
  }

  private void nextIsToldToWait(String path, int seconds) {
    world.apple.next(path, ScriptedApple.answer(503, "Retry-After", Integer.toString(seconds)));
  }

  private void oneStatusCall() {
    world.sources.add(new Probe(Lane.STATUS, session -> session.apple().status("one")));
    world.run(node);
    world.sources.clear();
  }

  @Test
  void whatARenewalIsToldSilencesItsLocationOverAChangeOfHolder() {
    world.run(node);
    handedIn(world.location);
    nextIsToldToWait("/client/config", 600);
    world.run(node);
    assertThat(world.apple.count(ASKED)).isEqualTo(1);
    world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMinutes(4));
    assertThat(world.apple.posted).isEmpty();
    assertThat(node.exchange().traffic(world.location).pausedUntil())
        .isAfter(world.clock.instant());
    node.workers().stop();
    Node next = world.node("b");
    world.run(next, Duration.ofMinutes(5));
    assertThat(world.apple.posted).isEmpty();
    world.run(next, Duration.ofMinutes(2));
    assertThat(world.apple.posted).hasSize(1);
  }

  @Test
  void whatALocationIsToldSilencesItsRenewal() {
    nextIsToldToWait("/status", 600);
    oneStatusCall();
    handedIn(world.location);
    world.run(node, Duration.ofMinutes(9));
    assertThat(world.apple.count(ASKED)).isZero();
    world.run(node, Duration.ofMinutes(2));
    assertThat(world.apple.count(ASKED)).isEqualTo(1);
    assertThat(world.candidates.answers).hasSize(1);
  }

  @Test
  void aTokenOfWhichNobodyKnowsTheLocationWaitsForEveryLocation() {
    int other = world.locations.add(world.jdbc, world.clock.instant());
    nextIsToldToWait("/status", 600);
    oneStatusCall();
    handedIn(null);
    handedIn(other);
    Node another = world.node("b");
    world.run(node, Duration.ofMinutes(5));
    assertThat(world.apple.count(ASKED)).isEqualTo(1);
    world.run(another, Duration.ofMinutes(4));
    assertThat(world.apple.count(ASKED)).isEqualTo(1);
    world.run(another, Duration.ofMinutes(2));
    assertThat(world.apple.count(ASKED)).isEqualTo(2);
  }

  @Test
  void whatSuchATokenIsToldSilencesEveryLocationOnEveryNode() {
    world.run(node);
    handedIn(null);
    nextIsToldToWait("/client/config", 600);
    world.run(node);
    world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMinutes(4));
    node.workers().stop();
    Node next = world.node("b");
    world.run(next, Duration.ofMinutes(5));
    assertThat(world.apple.posted).isEmpty();
    assertThat(world.candidates.answers.getFirst())
        .isInstanceOfSatisfying(
            Answer.NoAnswer.class, answer -> assertThat(answer.notBefore()).isNotNull());
    world.run(next, Duration.ofMinutes(2));
    assertThat(world.apple.posted).hasSize(1);
  }

  @Test
  void whatTheServiceConfigIsToldSilencesEveryLocation() {
    world.run(node);
    world.clock.advance(world.settings.serviceConfigEvery());
    nextIsToldToWait("/service/config", 600);
    world.run(node);
    world.record(node, world.associate(only(1), only(1)));
    world.run(node, Duration.ofMinutes(9));
    assertThat(world.apple.posted).isEmpty();
    world.run(node, Duration.ofMinutes(2));
    assertThat(world.apple.posted).hasSize(1);
  }

  @Test
  void aCallThatWasGivenBeforeIsHeldBack() {
    List<NoAnswerException> held = new ArrayList<>();
    nextIsToldToWait("/status", 600);
    world.sources.add(
        new Probe(
            Lane.STATUS,
            session -> {
              var _ = session.apple().status("one");
              assertThatThrownBy(() -> session.apple().status("two"))
                  .isInstanceOfSatisfying(NoAnswerException.class, held::add);
            }));
    world.run(node, Duration.ofMinutes(5));
    assertThat(held).hasSize(1);
    assertThat(held.getFirst().sent()).isEqualTo(Sent.NO);
    assertThat(world.apple.asked).filteredOn(asked -> asked.contains("/status")).hasSize(1);
  }

  @Test
  void aRenewalTakesItsTurnFromItsLocation() {
    world.apple.limits = "\"maxRequestPerSecond\":2";
    Probe probe = new Probe(Lane.READ, session -> {});
    world.sources.add(probe);
    world.run(node, Duration.ofSeconds(10));
    for (int i = 0; i < 10; i++) {
      handedIn(world.location);
    }
    int before = probe.runs;
    world.run(node, Duration.ofSeconds(20));
    assertThat(world.apple.count(ASKED)).isEqualTo(10);
    assertThat(probe.runs - before).isBetween(28, 31);
  }

  @Test
  void onlyTheNodeThatServesALocationAsksAboutItsRenewal() {
    world.run(node);
    handedIn(world.location);
    world.run(world.node("b"), Duration.ofSeconds(10));
    assertThat(world.apple.count(ASKED)).isZero();
    world.run(node);
    assertThat(world.apple.count(ASKED)).isEqualTo(1);
  }
}
