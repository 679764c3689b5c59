package dev.coster.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.coster.platform.Instants;
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

  @Test
  void afterThreeResultsInARowWithoutOneNoneIsWaitedForUntilOneComes() {
    Instant start = acceptedByApple();
    for (int i = 0; i < 3; i++) {
      assertThat(here().notified()).isTrue();
      world.locations.settledByPoll(location, start.plusSeconds(60L * i));
    }
    assertThat(here().notified()).isFalse();
    assertThat(here().notificationsMissingSince()).isEqualTo(world.now());

    world.locations.notified(location, world.now());
    assertThat(here().notified()).isTrue();
    assertThat(here().notificationsMissingSince()).isNull();
  }

  @Test
  void oneNotificationInBetweenBeginsTheCountAnew() {
    Instant start = acceptedByApple();
    world.locations.notified(location, start);
    for (int i = 1; i < 8; i++) {
      Instant accepted = start.plusSeconds(600L * i);
      world.locations.settledByPoll(location, accepted);
      world.locations.settledByPoll(location, accepted);
      world.locations.notified(location, accepted.plusSeconds(10));
    }
    assertThat(here().notified()).isTrue();
  }

  @Test
  void whatOnlyAnotherNotificationOfTheSameMinuteMayHaveHiddenIsNotMissed() {
    Instant start = acceptedByApple();
    world.locations.notified(location, start.plusSeconds(100));
    world.locations.notified(location, start.plusSeconds(130));
    for (int i = 0; i < 4; i++) {
      world.locations.settledByPoll(location, start.plusSeconds(120));
    }
    assertThat(here().notified()).isTrue();
  }

  @Test
  void withoutAnAddressNothingIsMissed() {
    for (int i = 0; i < 4; i++) {
      world.locations.settledByPoll(location, world.now());
    }
    assertThat(here().notificationsMissingSince()).isNull();
  }

  private Instant acceptedByApple() {
    Instant start = world.now();
    database
        .jdbc()
        .sql("update location set notifications_since = ?")
        .param(Instants.utc(start))
        .update();
    return start;
  }

  private Location here() {
    return world.location(location);
  }

  private @Nullable Instant lastNotified() {
    return world.locations.find(Visibility.ALL, location).orElseThrow().lastNotifiedAt();
  }
}
