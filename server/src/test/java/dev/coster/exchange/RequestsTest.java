package dev.coster.exchange;

import static dev.coster.exchange.ExchangeWorld.only;
import static dev.coster.exchange.ExchangeWorld.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.exchange.ExchangeWorld.Node;
import dev.coster.exchange.Requests.Draft;
import dev.coster.exchange.Requests.PairInWorkException;
import dev.coster.exchange.Requests.PairNote;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RequestsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private final ExchangeWorld world = new ExchangeWorld(DATABASE);
  private final Node node = world.node("a");
  private final Requests requests = node.requests();

  @Test
  void keepsWhatWasRecorded() {
    UUID job = world.job();
    UUID id = world.record(node, world.draft(job, Operation.ASSOCIATE, only(3, 1), only(9, 7, 8)));
    Request request = world.find(node, id);
    assertThat(request.assetIds()).containsExactly(1, 3);
    assertThat(request.holderIds()).containsExactly(7, 8, 9);
    assertThat(request.size()).isEqualTo(6);
    assertThat(request.state()).isEqualTo(RequestState.RECORDED);
    assertThat(request.jobId()).isEqualTo(job);
    assertThat(request.attempt()).isEqualTo(1);
    assertThat(requests.openOfJob(job)).isEqualTo(1);
    assertThat(requests.open(world.location)).hasSize(1);
  }

  @Test
  void keepsUsersBesideTheirHolders() {
    UUID id =
        world.record(
            node,
            new Draft(
                world.location,
                null,
                Operation.CREATE,
                Lane.URGENT,
                only(),
                only(40, 35),
                List.of(
                    new Request.UserFields("apple40", "a@example.org", null),
                    new Request.UserFields("apple35", null, "b@example.org"))));
    Request request = world.find(node, id);
    assertThat(request.holderIds()).containsExactly(35, 40);
    assertThat(request.users())
        .containsExactly(
            new Request.UserFields("apple35", null, "b@example.org"),
            new Request.UserFields("apple40", "a@example.org", null));
  }

  @Test
  void refusesAPairThatIsInWorkAndRecordsNothingThen() {
    world.record(node, world.associate(range(1, 3), range(1, 10)));
    assertThatThrownBy(() ->
            world.transactions.run(() ->
                requests.record(
                    List.of(
                        world.associate(only(4), only(4)),
                        world.draft(null, Operation.DISASSOCIATE, only(3, 4), only(10, 11))))))
        .isInstanceOf(PairInWorkException.class);
    assertThat(requests.open(world.location)).hasSize(1);
  }

  @Test
  void aRefusedRecordingLeavesTheCallersTransactionGoodForAnother() {
    world.record(node, world.associate(only(1), only(1)));
    world.transactions.run(() -> {
      assertThatThrownBy(() ->
              requests.record(
                  List.of(world.associate(only(2), only(2)), world.associate(only(1), only(1)))))
          .isInstanceOf(PairInWorkException.class);
      requests.record(List.of(world.associate(only(5), only(5))));
    });
    assertThat(requests.open(world.location))
        .extracting(request -> request.assetIds()[0])
        .containsExactlyInAnyOrder(1, 5);
  }

  @Test
  void touchingRectanglesAreNoOverlap() {
    world.record(node, world.associate(range(1, 3), range(1, 10)));
    world.record(node, world.associate(range(1, 3), range(11, 20)));
    world.record(node, world.associate(range(4, 6), range(1, 10)));
    assertThat(requests.open(world.location)).hasSize(3);
  }

  @Test
  void revokingOverlapsWithEveryAssetOfTheHolder() {
    world.record(node, world.associate(only(1), only(1)));
    assertThatThrownBy(
            () -> world.record(node, world.draft(null, Operation.REVOKE, only(), only(1, 2))))
        .isInstanceOf(PairInWorkException.class);
    world.record(node, world.draft(null, Operation.REVOKE, only(), only(2)));
    assertThatThrownBy(() -> world.record(node, world.associate(only(9), only(2))))
        .isInstanceOf(PairInWorkException.class);
  }

  @Test
  void draftsOfOneBreathMustNotOverlapEither() {
    assertThatThrownBy(() ->
            world.transactions.run(() ->
                requests.record(
                    List.of(
                        world.associate(only(1), only(1, 2)),
                        world.associate(only(1), only(2, 3))))))
        .isInstanceOf(PairInWorkException.class);
  }

  @Test
  void keepsTheOrderOfOneBreath() {
    UUID job = world.job();
    world.transactions.run(() ->
        requests.record(
            List.of(
                world.draft(job, Operation.ASSOCIATE, only(1), only(1)),
                world.draft(job, Operation.ASSOCIATE, only(2), only(1)),
                world.draft(job, Operation.ASSOCIATE, only(3), only(1)))));
    List<Request> first = requests.ofJob(Visibility.ALL, job, null, 2);
    List<Request> rest = requests.ofJob(Visibility.ALL, job, first.getLast().id(), 2);
    assertThat(first).extracting(request -> request.assetIds()[0]).containsExactly(1, 2);
    assertThat(rest).extracting(request -> request.assetIds()[0]).containsExactly(3);
    assertThat(requests.ofJob(Visibility.ofLocations(Set.of(99)), job, null, 2)).isEmpty();
  }

  @Test
  void reservesWhatOpenRequestsMayStillTake() {
    UUID id = world.record(node, world.associate(only(1, 2), range(1, 10)));
    world.record(node, world.associate(only(2), range(11, 15)));
    world.record(node, world.draft(null, Operation.DISASSOCIATE, only(3), only(1)));
    requests.notePairs(
        id,
        List.of(
            new PairNote(1, 1, PairResult.CONFIRMED, null, null),
            new PairNote(1, 2, PairResult.REFUSED, 9709, "none left")));
    assertThat(requests.reserved(world.location)).isEqualTo(Map.of(1, 9L, 2, 15L));
  }

  @Test
  void settlingAfterACheckRepeatsOnlyMissingPairsAndKeepsThemReserved() {
    UUID id = world.record(node, world.associate(only(1, 2), range(1, 10)));
    lose(id);
    world.transactions.run(() ->
        requests.settleChecked(
            id,
            Outcome.PARTLY,
            List.of(
                new PairNote(2, 3, PairResult.SENT_AGAIN, null, null),
                new PairNote(2, 4, PairResult.SENT_AGAIN, null, null)),
            List.of(world.associate(only(2), only(3, 4))),
            world.clock.instant()));
    assertThat(world.find(node, id).outcome()).isEqualTo(Outcome.PARTLY);
    Request repetition = requests.open(world.location).getFirst();
    assertThat(repetition.attempt()).isEqualTo(2);
    assertThat(repetition.size()).isEqualTo(2);
    assertThat(requests.reserved(world.location)).isEqualTo(Map.of(2, 2L));
    assertThat(requests.pairs(id)).hasSize(2);
    assertThatThrownBy(() -> world.record(node, world.associate(only(2), only(4))))
        .isInstanceOf(PairInWorkException.class);
  }

  @Test
  void repetitionsOfAJobGoOutTogetherUntilTheyAreSent() {
    UUID job = world.job();
    UUID one = lost(job, 1);
    UUID other = lost(job, 11);
    UUID third = lost(job, 21);
    UUID alien = lost(world.job(), 31);

    repeat(alien, List.of(world.draft(jobOf(alien), Operation.ASSOCIATE, only(1), only(31))));
    repeat(one, List.of(world.draft(job, Operation.ASSOCIATE, only(1), only(1))));
    repeat(other, List.of(world.draft(job, Operation.ASSOCIATE, only(1), only(11))));
    assertThat(repetitions()).containsExactlyInAnyOrder("[31] 2", "[1, 11] 2");

    world.jdbc.sql("update request set state = 'SENT' where 11 = any (holder_ids)").update();
    repeat(third, List.of(world.draft(job, Operation.ASSOCIATE, only(1), only(21))));
    assertThat(repetitions()).containsExactlyInAnyOrder("[31] 2", "[1, 11] 2", "[21] 2");
  }

  @Test
  void repetitionsThatMakeNoFewerRequestsTogetherStayApart() {
    UUID job = world.job();
    UUID one = lost(job, 1);
    UUID other = lost(job, 11);
    repeat(one, List.of(world.draft(job, Operation.ASSOCIATE, only(1), only(1))));
    UUID first = requests.open(world.location).getLast().id();
    Draft apart = world.draft(job, Operation.ASSOCIATE, only(1), only(11));

    world.transactions.run(() ->
        requests.settleChecked(
            other,
            Outcome.PARTLY,
            List.of(),
            unsent ->
                unsent.isEmpty() ? List.of(apart) : List.of(Draft.of(unsent.getFirst()), apart),
            world.clock.instant()));

    assertThat(repetitions()).containsExactlyInAnyOrder("[1] 2", "[11] 2");
    assertThat(world.find(node, first).state()).isEqualTo(RequestState.RECORDED);
  }

  private UUID lost(UUID job, int firstHolder) {
    UUID id =
        world.record(
            node,
            world.draft(job, Operation.ASSOCIATE, only(1, 2), range(firstHolder, firstHolder + 9)));
    lose(id);
    return id;
  }

  private UUID jobOf(UUID request) {
    return Objects.requireNonNull(world.find(node, request).jobId());
  }

  /** As a job's own requests: those of the same asset in one. */
  private void repeat(UUID id, List<Draft> missing) {
    world.transactions.run(() ->
        requests.settleChecked(
            id,
            Outcome.PARTLY,
            List.of(),
            unsent -> {
              int[] holders =
                  IntStream.concat(
                          unsent.stream().flatMapToInt(each -> Arrays.stream(each.holderIds())),
                          Arrays.stream(missing.getFirst().holderIds()))
                      .toArray();
              return List.of(missing.getFirst().about(only(1), holders, List.of()));
            },
            world.clock.instant()));
  }

  private List<String> repetitions() {
    return requests.open(world.location).stream()
        .filter(request -> request.attempt() > 1)
        .map(request -> Arrays.toString(request.holderIds()) + " " + request.attempt())
        .toList();
  }

  @Test
  void aSecondReadingDoesNotRepeatAgain() {
    UUID id = world.record(node, world.associate(only(1), only(1)));
    lose(id);
    for (int i = 0; i < 2; i++) {
      world.transactions.run(() ->
          requests.settleChecked(
              id,
              Outcome.PARTLY,
              List.of(),
              List.of(world.associate(only(1), only(1))),
              world.clock.instant()));
    }
    assertThat(requests.open(world.location)).hasSize(1);
  }

  @Test
  void repeatsNothingThatWasNotAskedForAndNotForEver() {
    UUID id = world.record(node, world.associate(only(1), only(1)));
    lose(id);
    assertThatThrownBy(() -> settle(id, world.associate(only(1), only(1, 2))))
        .isInstanceOf(IllegalArgumentException.class);
    world.jdbc.sql("update request set attempt = 5").update();
    assertThatThrownBy(() -> settle(id, world.associate(only(1), only(1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(world.state(node, id)).isEqualTo(RequestState.LOST);
  }

  @Test
  void tellsTheStoryOfAPair() {
    UUID id = world.record(node, world.associate(only(1, 2), range(1, 10)));
    lose(id);
    settle(id, world.associate(only(1), only(3)));
    requests.notePairs(id, List.of(new PairNote(1, 3, PairResult.SENT_AGAIN, null, null)));
    List<Requests.Story> story = requests.containing(Visibility.ALL, 1, 3, 10);
    assertThat(story).hasSize(2);
    assertThat(story.get(0).request().attempt()).isEqualTo(2);
    assertThat(story.get(0).result()).isNull();
    assertThat(story.get(1).result()).isEqualTo(PairResult.SENT_AGAIN);
    assertThat(requests.containing(Visibility.ALL, 2, 3, 10)).hasSize(1);
    assertThat(requests.containing(Visibility.ALL, 0, 3, 10)).hasSize(2);
    assertThat(requests.containing(Visibility.ALL, 5, 3, 10)).isEmpty();
    assertThat(requests.containing(Visibility.ofLocations(Set.of(99)), 1, 3, 10)).isEmpty();
  }

  @Test
  void takesBackWhatIsNotSentYet() {
    UUID job = world.job();
    world.record(node, world.draft(job, Operation.ASSOCIATE, only(1, 2), range(1, 5)));
    UUID sent = world.record(node, world.draft(job, Operation.ASSOCIATE, only(3), range(1, 5)));
    world.jdbc.sql("update request set state = 'SENT' where request_id = ?").param(sent).update();
    assertThat(world.transactions.call(() -> requests.withdraw(job))).isEqualTo(10);
    assertThat(world.listener.told).containsExactly("withdrawn SETTLED");
    assertThat(requests.openOfJob(job)).isEqualTo(1);
    world.record(node, world.associate(only(1), only(1)));
  }

  private void settle(UUID id, Draft again) {
    world.transactions.run(() ->
        requests.settleChecked(
            id, Outcome.PARTLY, List.of(), List.of(again), world.clock.instant()));
  }

  private void lose(UUID id) {
    world.clock.advance(java.time.Duration.ofMinutes(1));
    world.jdbc.sql("update request set state = 'LOST' where request_id = ?").param(id).update();
  }
}
