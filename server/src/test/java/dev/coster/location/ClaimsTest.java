package dev.coster.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.location.LocationAccess.Claim;
import dev.coster.location.LocationAccess.ClaimDue;
import dev.coster.location.Locations.ClaimLost;
import dev.coster.location.Locations.LocationUsable;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The claim that we manage a location: set, lost, regained, taken over. */
final class ClaimsTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Claim OTHER = new Claim("other-id", "Other MDM", "https://other.example");

  private LocationWorld world = new LocationWorld(database, "https://coster.example");

  @BeforeEach
  void fresh() {
    LocationWorld.empty(database);
    world = new LocationWorld(database, "https://coster.example");
  }

  @Test
  void anUnclaimedLocationIsClaimedWithAddressAndSecret() {
    Location location = world.added("u1", null);
    ClaimDue due = due(location);
    assertThat(due.claim())
        .isEqualTo(
            new Claim(location.claimId().toString(), "Coster – ORG1", "https://coster.example"));
    assertThat(due.notificationUrl())
        .isEqualTo("https://coster.example/apple/notifications/" + location.claimId());
    assertThat(due.notificationSecret()).hasSize(43);
    assertThat(due(location)).as("the same until Apple took it").isEqualTo(due);
    assertThat(world.locations.notificationSecretMatches(location.id(), secret(due)))
        .as("Apple tries the address while it is asked")
        .isTrue();
    world.locations.claimed(location.id(), true, world.now());
    assertThat(world.locations.claimDue(location.id())).isEmpty();
    assertThat(world.location(location.id()).notificationsSince()).isEqualTo(world.now());
    assertThat(world.locations.notificationSecretMatches(location.id(), secret(due))).isTrue();
    assertThat(world.locations.notificationSecretMatches(location.id(), secret(due) + "x"))
        .isFalse();
    assertThat(world.locations.withClaim(location.claimId())).hasValue(location.id());
  }

  @Test
  void withoutAPublicHttpsAddressTheClaimNamesNone() {
    for (String address : new String[] {null, "http://coster.example"}) {
      world = new LocationWorld(database, address);
      Location location = world.added("u" + address, null);
      assertThat(due(location).notificationUrl()).isNull();
      assertThat(due(location).notificationSecret()).isNull();
      assertThat(due(location).claim().metadata()).isNotBlank();
      world.locations.claimed(location.id(), false, world.now());
      assertThat(world.locations.claimDue(location.id())).isEmpty();
      assertThat(world.location(location.id()).notificationsSince()).isNull();
    }
  }

  @Test
  void anAddressThatAppleCannotReachIsTriedAgainAnHourLater() {
    Location location = world.added("u1", null);
    ClaimDue first = due(location);
    world.locations.claimed(location.id(), false, world.now());
    assertThat(world.locations.claimDue(location.id())).isEmpty();
    world.clock.advance(Duration.ofHours(1));
    assertThat(due(location)).isEqualTo(first);
  }

  @Test
  void aChangedAddressIsClaimedAnewAndTheOldSecretWorksUntilThen() {
    Location location = world.added("u1", null);
    String old = secret(due(location));
    world.locations.claimed(location.id(), true, world.now());
    database.jdbc().sql("update location set notification_url = 'https://old.example/x'").update();
    ClaimDue due = due(location);
    assertThat(secret(due)).isNotEqualTo(old);
    assertThat(world.locations.notificationSecretMatches(location.id(), old)).isTrue();
    world.locations.claimed(location.id(), true, world.now());
    assertThat(world.locations.notificationSecretMatches(location.id(), old)).isFalse();
    assertThat(world.locations.notificationSecretMatches(location.id(), secret(due))).isTrue();
  }

  @Test
  void aClaimThatIsLostStopsWritingAndOneRegainedStartsIt() {
    Location location = claimed("u1");
    world.locations.claimSeen(location.id(), OTHER, world.now());
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.CLAIMED_ELSEWHERE);
    assertThat(world.locations.claimDue(location.id())).isEmpty();
    Claim ours =
        new Claim(location.claimId().toString(), "Coster – ORG1", "https://coster.example");
    world.locations.claimSeen(location.id(), ours, world.now());
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.USABLE);
    assertThat(world.events())
        .containsExactly(
            new LocationUsable(location.id()),
            new ClaimLost(location.id(), "Other MDM"),
            new LocationUsable(location.id()));
    assertThat(world.audited()).anyMatch(line -> line.contains("\"Other MDM\" manages"));
  }

  @Test
  void whatWasAskedBeforeOurClaimIsIgnored() {
    Instant before = world.now();
    world.clock.advance(Duration.ofSeconds(1));
    Location location = claimed("u1");
    world.locations.claimSeen(location.id(), OTHER, before);
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.USABLE);
    world.locations.claimSeen(location.id(), null, before);
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.USABLE);
    assertThat(world.locations.claimDue(location.id())).isEmpty();
  }

  @Test
  void theSameEchoTwiceIsOneDecision() {
    Location location = claimed("u1");
    world.locations.claimSeen(location.id(), OTHER, world.now());
    int audited = world.audited().size();
    world.locations.claimSeen(location.id(), OTHER, world.now());
    assertThat(world.audited()).hasSize(audited);
  }

  @Test
  void aClaimThatSomebodyRemovedIsSetAgain() {
    Location location = claimed("u1");
    world.locations.claimSeen(location.id(), null, world.now());
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.USABLE);
    assertThat(world.locations.claimDue(location.id())).isPresent();
  }

  @Test
  void aTakeOverSetsOurClaimAndOnlyThenWrites() {
    Location location = world.added("u1", OTHER);
    world.locations.takeOver(location.id(), LocationWorld.ADMIN);
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.CLAIMED_ELSEWHERE);
    assertThat(world.location(location.id()).takeOverAskedAt())
        .as("for pages, while it waits for Apple")
        .isEqualTo(world.now());
    assertThat(due(location).claim().id()).isEqualTo(location.claimId().toString());
    world.clock.advance(Duration.ofSeconds(1));
    world.locations.claimed(location.id(), true, world.now());
    assertThat(world.location(location.id()).takeOverAskedAt()).isNull();
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.USABLE);
    assertThat(world.locations.claimDue(location.id())).isEmpty();
    assertThat(world.audited()).anyMatch(line -> line.startsWith("location.take_over"));
  }

  @Test
  void nothingIsTakenOverThatNobodyElseManages() {
    Location location = claimed("u1");
    assertThatThrownBy(() -> world.locations.takeOver(location.id(), LocationWorld.ADMIN))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.code()).isEqualTo("location.not_claimed_elsewhere"));
  }

  @Test
  void aLocationThatAppleManagesCanBeTriedAgain() {
    Location location = claimed("u1");
    world.locations.tokenRefused(world.tokenInUse(location.id()), 9645, world.now());
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.MANAGED_BY_APPLE);
    assertThat(world.locations.tokenFor(location.id())).as("still good for reading").isPresent();
    world.locations.takeOver(location.id(), LocationWorld.ADMIN);
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.USABLE);
    assertThat(world.locations.claimDue(location.id())).isPresent();
  }

  @Test
  void aRefusalIsNotedOnceAndOneOfAnotherKindChangesNothing() {
    Location location = claimed("u1");
    int token = world.tokenInUse(location.id());
    world.locations.tokenRefused(token, 9603, world.now());
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.USABLE);
    world.locations.tokenRefused(token, 9637, world.now());
    world.locations.tokenRefused(token, 9637, world.now());
    assertThat(world.location(location.id()).state()).isEqualTo(LocationState.READ_ONLY);
    assertThat(world.location(location.id()).stateError()).isEqualTo(9637);
    assertThat(world.audited().stream().filter(line -> line.startsWith("location.token.refused")))
        .hasSize(1);
  }

  @Test
  void aTokenThatIsRefusedWithANumberNobodyKnowsIsNoLongerUsed() {
    for (int number : new int[] {4242, 9605}) {
      Location location = claimed("u" + number);
      world.locations.tokenRefused(world.tokenInUse(location.id()), number, world.now());
      assertThat(world.location(location.id()).state()).isEqualTo(LocationState.TOKEN_INVALID);
      assertThat(world.location(location.id()).stateError()).isEqualTo(number);
    }
  }

  private Location claimed(String uId) {
    Location location = world.added(uId, null);
    ClaimDue unused = due(location);
    assertThat(unused).isNotNull();
    world.locations.claimed(location.id(), true, world.now());
    return world.location(location.id());
  }

  private ClaimDue due(Location location) {
    return world.locations.claimDue(location.id()).orElseThrow();
  }

  private static String secret(ClaimDue due) {
    return String.valueOf(due.notificationSecret());
  }
}
