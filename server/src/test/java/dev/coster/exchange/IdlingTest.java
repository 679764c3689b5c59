package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What locations cost at which there is nothing to do, and how soon something is noticed there. */
final class IdlingTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int LOCATIONS = 50;
  private static final String POST = "POST /assets/associate";

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);

  /**
   * Of them 0.15 a second renew the lease; the rest looks after what might have been overlooked.
   */
  @Test
  void anIdleLocationCostsAThirdOfAStatementASecond() {
    for (int i = 1; i < LOCATIONS; i++) {
      world.locations.add(world.jdbc, world.clock.instant());
    }
    StatementCount statements = new StatementCount(DATABASE.dataSource());
    Node node = world.node("a", statements);
    world.run(node, Duration.ofMinutes(2));
    long before = statements.soFar();
    long looksBefore = world.locations.finds;
    world.run(node, Duration.ofMinutes(2));
    assertThat(statements.soFar() - before).isBetween(120L, 120L * LOCATIONS * 2 / 5);
    assertThat(world.locations.finds - looksBefore).isBetween(1L, 120L * LOCATIONS / 4);
  }

  @Test
  void whatAnotherNodeRecordedIsNoticedWithTheNextLook() {
    Node node = world.node("a");
    Node other = world.node("b");
    world.run(node, Duration.ofMinutes(3));
    world.record(other, world.associate(only(1), only(1)));
    world.run(node, world.settings.lookEvery().multipliedBy(2));
    assertThat(world.apple.count(POST)).isEqualTo(1);
  }

  @Test
  void whatThisNodeRecordedIsSentAtOnce() {
    Node node = world.node("a");
    world.run(node, Duration.ofMinutes(3));
    world.record(node, world.associate(only(1), only(1)));
    node.workers().step();
    assertThat(world.apple.count("GET /client/config")).isEqualTo(1);
    world.run(node, Duration.ofMillis(101));
    assertThat(world.apple.count(POST)).isEqualTo(1);
  }

  @Test
  void aSourceIsAskedAgainAfterItsQuietWhenNobodyToldOfSomething() {
    Node node = world.node("a");
    Shy shy = new Shy();
    world.sources.add(shy);
    world.run(node, Duration.ofSeconds(31));
    int asked = shy.asked;
    assertThat(asked).isBetween(4, 8);
    node.workers().wake();
    node.workers().step();
    assertThat(shy.asked).isEqualTo(asked + 1);
    node.exchange().nudge(world.location);
    node.workers().step();
    assertThat(shy.asked).isEqualTo(asked + 2);
  }

  /** Never has anything, and need not be asked often. */
  private static final class Shy implements TrafficSource {
    private int asked;

    @Override
    public Lane lane() {
      return Lane.READ;
    }

    @Override
    public Duration quiet() {
      return Duration.ofSeconds(10);
    }

    @Override
    public Optional<Call> next(Session session) {
      asked++;
      return Optional.empty();
    }
  }

  @Test
  void theLeaseIsKeptWhileThereIsNothingToDo() {
    Node node = world.node("a");
    world.run(node, Duration.ofMinutes(5));
    List<Long> fences = world.jdbc.sql("select fence from location_lease").query(Long.class).list();
    assertThat(fences).containsExactly(1L);
  }
}
