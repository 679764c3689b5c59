package dev.coster.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NotifiedTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private LocationWorld world;
  private int location;

  @BeforeEach
  void aLocation() {
    LocationWorld.empty(database);
    world = new LocationWorld(database, null);
    location =
        database
            .jdbc()
            .sql(
                """
                insert into location (u_id, name, state, state_since, claim_id, created_at)
                values ('2049', 'Here', 'USABLE', now(), gen_random_uuid(), now())
                returning location_id
                """)
            .query(Integer.class)
            .single();
  }

  @Test
  void isKeptToTheMinute() {
    Instant first = world.clock.instant();
    world.locations.notified(location, first);
    world.locations.notified(location, first.plusSeconds(59));
    assertThat(lastNotified()).isEqualTo(first);

    world.locations.notified(location, first.plusSeconds(60));
    world.locations.notified(location, first);
    assertThat(lastNotified()).isEqualTo(first.plus(Duration.ofMinutes(1)));
  }

  @Test
  void waitsForNobodyWhoHoldsTheLocation() {
    FutureTask<?> told =
        new FutureTask<>(() -> world.locations.notified(location, world.clock.instant()), null);
    database
        .transactions()
        .run(() -> {
          database
              .jdbc()
              .sql("select 1 from location for no key update")
              .query(Integer.class)
              .single();
          Thread.ofVirtual().start(told);
          assertThatCode(() -> told.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
        });
    assertThat(lastNotified()).isNull();
  }

  private @Nullable Instant lastNotified() {
    return world.locations.find(Visibility.ALL, location).orElseThrow().lastNotifiedAt();
  }
}
