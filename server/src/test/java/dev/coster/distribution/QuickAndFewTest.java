package dev.coster.distribution;

import static dev.coster.distribution.School.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.distribution.Distribution.PairState;
import dev.coster.exchange.Limits;
import dev.coster.exchange.Request;
import dev.coster.platform.Instants;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How soon, and by how few calls, what nobody knows is found out and asked for again. */
class QuickAndFewTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private School school;

  @BeforeEach
  void freshSchool() {
    database.truncate();
    school = new School(database).assets(4, 10_000).devices(20);
  }

  private Request only() {
    assertThat(school.open()).hasSize(1);
    return school.open().get(0);
  }

  private Map<PairState, Long> counts(UUID job) {
    return school.distribution.resultCounts(Visibility.ALL, job);
  }

  private List<Observed.Reread> due() {
    return school.observed.rereadsDue(School.HERE, school.clock.instant().plusMillis(1), 10);
  }

  /** Of each request by itself it would be four: one per asset. */
  @Test
  void whatSeveralRequestsOfAJobMissGoesOutTogether() {
    school.limits = new Limits(25, 5, 5, 10, 10, 10);
    UUID job = school.give(upTo(2), upTo(10));
    List<Request> lost = school.open();
    assertThat(lost).hasSize(2);
    lost.forEach(one -> school.check(one.id(), true, List.of()));

    school.read(1, true, 2, 3, 4, 5, 7, 8, 9, 10);
    school.read(2, true, 1, 3, 4, 5, 6, 8, 9, 10);

    assertThat(pairs(school.open())).containsExactlyInAnyOrder("1-1", "1-6", "2-2", "2-7");
    assertThat(school.open()).hasSize(2).allMatch(one -> one.attempt() == 2);
    assertThat(counts(job))
        .containsOnly(Map.entry(PairState.CONFIRMED, 16L), Map.entry(PairState.IN_WORK, 4L));
  }

  @Test
  void whatIsOnItsWayOrOfAnotherJobOrHasBeenAskedForMoreOftenStaysAsItIs() {
    school.limits = new Limits(25, 5, 5, 10, 10, 10);
    school.give(upTo(1), upTo(10));
    List<Request> lost = school.open();
    lost.forEach(one -> school.check(one.id(), true, List.of()));
    UUID other = school.give(new int[] {2}, upTo(5));
    Request others =
        school.open().stream().filter(one -> other.equals(one.jobId())).findAny().orElseThrow();
    school.check(others.id(), true, List.of());
    school.read(2, true, 1, 2, 3, 4);
    school.read(1, true, 2, 3, 4, 5, 7, 8, 9, 10);
    assertThat(school.open()).hasSize(2);

    Request again =
        school.open().stream().filter(one -> one.assetIds()[0] == 1).findAny().orElseThrow();
    assertThat(again.holderIds()).containsExactly(1, 6);
    school.check(again.id(), true, List.of());
    school.read(1, true, 1, 2, 3, 4, 5, 7, 8, 9, 10);
    assertThat(school.open())
        .filteredOn(one -> one.assetIds()[0] == 1)
        .singleElement()
        .returns(3, Request::attempt);
  }

  private static List<String> pairs(List<Request> requests) {
    List<String> pairs = new ArrayList<>();
    for (Request one : requests) {
      for (int asset : one.assetIds()) {
        for (int holder : one.holderIds()) {
          pairs.add(asset + "-" + holder);
        }
      }
    }
    return pairs;
  }

  /** Nobody hands it in any more, and Apple did all of it: what is there to wait for? */
  @Test
  void aLostRequestThatIsSeenToBeDoneIsSettledBeforeApplesTimeIsOver() {
    UUID job = school.give(upTo(2), upTo(5));
    school.check(only().id(), true, List.of(), school.clock.instant().plusSeconds(300));
    school.read(1, true, 1, 2, 3, 4, 5);
    school.read(2, true, 1, 2, 3, 4, 5);
    assertThat(school.open()).as("it may be handed in still").hasSize(1);
    assertThat(due()).isEmpty();

    school.clock.advance(Duration.ofSeconds(150));
    assertThat(due()).hasSize(2);
    school.read(1, false, 1, 2, 3, 4, 5);
    assertThat(school.open()).hasSize(1);
    school.read(2, true, 1, 2, 3, 4, 5);

    assertThat(school.open()).isEmpty();
    assertThat(school.job(job).succeeded()).isEqualTo(10);
  }

  @Test
  void whatIsMissingBeforeApplesTimeIsOverMayStillCome() {
    school.give(upTo(2), upTo(5));
    Request lost = only();
    school.check(lost.id(), true, List.of(), school.clock.instant().plusSeconds(300));
    school.clock.advance(Duration.ofSeconds(160));
    school.read(1, true, 1, 2, 3, 4, 5);
    school.read(2, true, 1, 2);
    assertThat(only().id()).isEqualTo(lost.id());
    assertThat(due()).isEmpty();

    school.clock.advance(Duration.ofSeconds(140));
    assertThat(due()).as("all of it is read again").hasSize(2);
    school.read(1, true, 1, 2, 3, 4);
    school.read(2, true, 1, 2, 3, 4, 5);
    assertThat(only().assetIds()).containsExactly(1);
    assertThat(only().holderIds()).containsExactly(5);
    assertThat(only().attempt()).isEqualTo(2);
  }

  /** Each reading by itself showed that all is there; together they do not. */
  @Test
  void whatIsGoneAgainBeforeApplesTimeIsOverIsNotAskedForTwice() {
    school.give(upTo(2), upTo(5));
    Request lost = only();
    school.check(lost.id(), true, List.of(), school.clock.instant().plusSeconds(300));
    school.clock.advance(Duration.ofSeconds(150));
    school.read(1, true, 1, 2, 3, 4, 5);
    school.read(1, true, 1, 2, 3, 4);
    school.read(2, true, 1, 2, 3, 4, 5);
    assertThat(only().id()).as("Apple may still execute it").isEqualTo(lost.id());
    assertThat(due()).isEmpty();

    school.clock.advance(Duration.ofSeconds(150));
    assertThat(due()).as("all of it is read again").hasSize(2);
    school.read(1, true, 1, 2, 3, 4, 5);
    school.read(2, true, 1, 2, 3, 4, 5);
    assertThat(school.open()).isEmpty();
  }

  @Test
  void whatWasReadEarlyAndIsGoneAgainIsReadOnceMoreWhenApplesTimeIsOver() {
    school.give(upTo(2), upTo(5));
    Request lost = only();
    school.check(lost.id(), true, List.of(), school.clock.instant().plusSeconds(300));
    school.clock.advance(Duration.ofSeconds(150));
    school.read(1, true, 1, 2, 3, 4, 5);
    school.read(1, true, 1, 2, 3, 4);
    school.clock.advance(Duration.ofSeconds(150));
    school.read(2, true, 1, 2, 3, 4, 5);
    assertThat(only().id()).as("Apple may have executed it since").isEqualTo(lost.id());
    assertThat(due()).singleElement().returns(1, Observed.Reread::assetId);

    school.read(1, true, 1, 2, 3, 4, 5);
    assertThat(school.open()).isEmpty();
  }

  /** One page of the holder tells, where the asset has hundreds of them. */
  @Test
  void aSingleLicenseIsLookedUpAtItsHolder() {
    school.give(upTo(1), upTo(1));
    school.check(only().id(), true, List.of());

    assertThat(due()).singleElement().returns(1, Observed.Reread::holderId);
    assertThat(due()).singleElement().returns(0, Observed.Reread::assetId);
  }

  @Test
  void fewHoldersOfAnAssetThatManyHaveAreReadByHolder() {
    school.devices(21, 1_700);
    school.assigned(1, IntStream.rangeClosed(21, 1_700).toArray());
    school.give(upTo(1), upTo(4));
    school.give(upTo(1), upTo(9));
    school.open().forEach(one -> school.check(one.id(), true, List.of()));

    assertThat(due())
        .extracting(one -> one.assetId() + "-" + one.holderId())
        .containsExactlyInAnyOrder("0-1", "0-2", "0-3", "0-4", "1-0");
  }

  @Test
  void pagesAreCountedOnceAndOnlyAsFarAsTheyAreToldApart() {
    school.assigned(1, upTo(10));
    school.assigned(2, upTo(10));
    school.assigned(3, upTo(4));
    PlanStore pictures = new PlanStore(school.jdbc);
    assertThat(pictures.pages(School.HERE, upTo(4), 4, 100)).isEqualTo(3 + 3 + 1 + 1);
    assertThat(pictures.pages(School.HERE, upTo(4), 4, 5)).isEqualTo(5);

    school.devices(21, 26);
    school.give(upTo(3), IntStream.rangeClosed(21, 26).toArray());
    school.looks.statements.clear();
    school.check(only().id(), true, List.of());
    assertThat(school.looks.statements).filteredOn(one -> one.contains(":page")).hasSize(1);
  }

  /** The others may fail as well, and one reading of their asset tells of all. */
  @Test
  void anAssetIsReadWhenItsRequestsHaveComeToTheirEnds() {
    school.limits = new Limits(25, 5, 5, 10, 10, 10);
    school.give(upTo(1), upTo(10));
    List<UUID> ids = school.open().stream().map(Request::id).toList();
    ids.forEach(id -> school.accept(id, school.clock.instant()));
    school.check(ids.get(0), false, List.of());
    assertThat(due()).isEmpty();
    school.clock.advance(Duration.ofSeconds(15));
    school.check(ids.get(1), false, List.of());
    assertThat(due()).as("nobody is left to wait for").hasSize(1);

    school.read(1, true, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    assertThat(school.open()).isEmpty();
  }

  /** They tell of all assets at once, so none of these is read again for it. */
  @Test
  void afterTheSecondDisturbedReadingHoldersTellOfAllAssets() {
    int many = 60;
    school.devices(21, many);
    UUID job = school.give(upTo(3), upTo(many));
    school.check(only().id(), true, List.of());

    school.read(1, false, upTo(30));
    school.read(2, false, upTo(30));
    for (int holder = 31; holder <= many; holder++) {
      school.readHolder(holder, true, 1, 2, 3);
    }
    assertThat(school.open()).as("of asset 3 nothing is known of the others").hasSize(1);
    for (int holder = 1; holder <= 30; holder++) {
      school.readHolder(holder, true, 1, 2, 3);
    }

    assertThat(school.open()).isEmpty();
    assertThat(school.job(job).succeeded()).isEqualTo(180);
  }

  @Test
  void aHolderOfManyPagesWhoHasItAllIsClearThoughHeChanges() {
    school.give(upTo(2), upTo(2));
    school.check(only().id(), true, List.of());

    school.readHolder(1, false, 1);
    school.readHolder(1, false, 1, 2);
    school.readHolder(2, false, 1, 2);

    assertThat(school.open()).isEmpty();
  }

  /** The notification was lost; Apple would be asked after five minutes. */
  @Test
  void whatAReadingShowsToBeDoneIsAskedForAtOnce() {
    school.give(upTo(2), upTo(5));
    school.accept(only().id(), school.clock.instant().plusSeconds(300));

    school.read(1, true, 1, 2, 3, 4, 5);
    assertThat(polledIn()).isGreaterThan(Duration.ofSeconds(200));
    school.read(2, true, 1, 2, 3, 4, 5);
    assertThat(polledIn()).isLessThan(Duration.ofSeconds(5));
  }

  /** There may be hundreds of such readings, each beside large requests. */
  @Test
  void aReadingOfAHolderLooksAtTheRestOnlyWhenHeHasItAllAndOnce() {
    school.give(upTo(2), upTo(20));
    school.accept(only().id(), school.clock.instant().plusSeconds(300));
    school.assigned(1, upTo(19));
    school.assigned(2, upTo(19));

    school.looks.rows = 0;
    school.readHolder(20, true, 1);
    assertThat(school.looks.rows).isEqualTo(1);

    school.looks.rows = 0;
    school.readHolder(19, true, 1, 2);
    assertThat(school.looks.rows).isEqualTo(2 + 39);
    assertThat(polledIn()).isGreaterThan(Duration.ofSeconds(200));
  }

  private Duration polledIn() {
    Instant at =
        school
            .jdbc
            .sql("select next_poll_at from request")
            .query((row, _) -> Instants.at(row, "next_poll_at"))
            .single();
    return Duration.between(school.clock.instant(), at);
  }
}
