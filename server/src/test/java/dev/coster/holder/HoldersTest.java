package dev.coster.holder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.SettableClock;
import dev.coster.platform.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class HoldersTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final SettableClock clock = new SettableClock();
  private Holders holders;

  @BeforeEach
  void empty() {
    database.truncate();
    holders = TestHolders.on(database, clock);
  }

  @Test
  void manyNewIdentitiesAtOnceFindTheirDevices() {
    JdbcClient jdbc = JdbcClient.create(database.dataSource());
    jdbc.sql(
            """
            insert into device (serial_number, name, site_id, source, created_at)
            select 'MANY' || i, '', (select min(site_id) from site), 'CSV', now()
            from generate_series(0, 39999) i
            """)
        .update();
    List<String> serials = IntStream.range(0, 40_000).mapToObj(i -> "MANY" + i).toList();

    assertThat(holders.idsFor(HolderKind.DEVICE, serials))
        .doesNotContain(0)
        .doesNotHaveDuplicates();
    assertThat(
            jdbc.sql(
                    "select count(*) from holder join device using (device_id) where apple_id = serial_number")
                .query(Integer.class)
                .single())
        .isEqualTo(40_000);
  }

  @Test
  void keepsTheOrderAndGivesRepetitionsTheSameKey() {
    int[] first = holders.idsFor(HolderKind.USER, List.of("b", "a", "b"));
    int[] again = holders.idsFor(HolderKind.USER, List.of("c", "a", "b"));

    assertThat(first[0]).isEqualTo(first[2]).isNotEqualTo(first[1]).isPositive();
    assertThat(again[1]).isEqualTo(first[1]);
    assertThat(again[2]).isEqualTo(first[0]);
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void aSerialNumberAndAUserOfTheSameNameAreTwo() {
    int device = holders.idsFor(HolderKind.DEVICE, List.of("X1"))[0];
    int user = holders.idsFor(HolderKind.USER, List.of("X1"))[0];

    assertThat(device).isNotEqualTo(user);
    assertThat(holders.byId(Set.of(device, user, 999)))
        .containsOnlyKeys(device, user)
        .extractingByKey(user)
        .returns(HolderKind.USER, Holders.Holder::kind);
    assertThat(holders.find(HolderKind.USER, "x1")).isEmpty();
  }

  @Test
  void bringsInAHundredThousandAtOnceAndNothingTheSecondTime() {
    List<String> serials =
        new ArrayList<>(IntStream.range(0, 100_000).mapToObj(i -> "S" + i).toList());
    Collections.shuffle(serials, new Random(7));

    int[] ids = holders.idsFor(HolderKind.DEVICE, serials);

    assertThat(Arrays.stream(ids).distinct().count()).isEqualTo(100_000);
    assertThat(holders.idsFor(HolderKind.DEVICE, serials)).isEqualTo(ids);
    assertThat(holders.find(HolderKind.DEVICE, serials.get(77))).contains(ids[77]);
    assertThat(rows()).isEqualTo(100_000);
  }

  @Test
  void twoWritersOfTheSameIdentitiesAgree() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<int[]> theirs =
          database
              .transactions()
              .call(() -> {
                int[] ours = holders.idsFor(HolderKind.USER, List.of("b", "a"));
                Future<int[]> waiting =
                    other.submit(() -> {
                      begun.countDown();
                      return holders.idsFor(HolderKind.USER, List.of("a", "b", "c"));
                    });
                awaitLockWait(begun);
                assertThat(ours).doesNotContain(0);
                return waiting;
              });

      assertThat(theirs.get()).doesNotContain(0);
      assertThat(theirs.get()[1]).isEqualTo(holders.find(HolderKind.USER, "b").orElseThrow());
      assertThat(rows()).isEqualTo(3);
    }
  }

  /** Until the other writer really waits for our transaction. */
  private static void awaitLockWait(CountDownLatch begun) {
    try {
      begun.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (waiters() == 0) {
      assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static int waiters() {
    return database
        .jdbc()
        .sql("select count(*) from pg_locks where not granted")
        .query(Integer.class)
        .single();
  }

  @Test
  void linksSerialNumbersToDevicesWhateverTheirCase() {
    int before = holders.idsFor(HolderKind.DEVICE, List.of("abc1"))[0];
    database
        .jdbc()
        .sql(
            """
            insert into device (serial_number, site_id, source, created_at)
            select s, 1, 'test', :at from unnest(array['ABC1', 'ABC2']) s
            """)
        .param("at", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .update();

    holders.linkDevices(null);
    int after = holders.idsFor(HolderKind.DEVICE, List.of("ABC2"))[0];

    assertThat(holders.byId(Set.of(before, after)).values())
        .extracting(Holders.Holder::deviceId)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  private static int rows() {
    return database.jdbc().sql("select count(*) from holder").query(Integer.class).single();
  }
}
