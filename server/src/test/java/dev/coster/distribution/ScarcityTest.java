package dev.coster.distribution;

import static dev.coster.distribution.School.HERE;
import static dev.coster.distribution.School.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.catalog.Assets;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScarcityTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  /** Neither the count nor the open requests tell of it, if they are read in the wrong order. */
  @Test
  void aRequestThatSettlesJustWhileItIsLookedIsNotOverlooked() {
    database.truncate();
    School school = new School(database).assets(1, 5).devices(5);
    school.give(upTo(1), upTo(5));
    UUID sent = school.open().getFirst().id();
    school.accept(sent, school.clock.instant());
    Instant since = school.clock.instant();
    school.clock.advance(Duration.ofSeconds(1));
    FakeAssets counts = new FakeAssets(school.clock.instant(), () -> school.complete(sent));
    Scarcity scarcity =
        new Scarcity(
            Partly.of(Assets.class, counts),
            school.requests,
            new WaitingStore(school.jdbc),
            new PlanStore(school.jdbc));

    assertThat(scarcity.doubtful(HERE, List.of(1), since)).containsExactly(1);
    assertThat(school.open()).isEmpty();
  }

  // What follows is called by way of Partly.

  @SuppressWarnings({"unused", "UnusedMethod", "EffectivelyPrivate"})
  private record FakeAssets(Instant asOf, Runnable thenAtOnce) {
    Map<Integer, Assets.Facts> facts(int locationId, Set<Integer> assetIds) {
      Assets.Facts facts =
          new Assets.Facts(1, new Assets.Key("101", "STDQ"), "App", true, true, false, 0, 0, asOf);
      thenAtOnce.run();
      return Map.of(1, facts);
    }
  }
}
