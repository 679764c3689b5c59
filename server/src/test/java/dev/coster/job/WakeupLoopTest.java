package dev.coster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.platform.Mishaps;
import dev.coster.platform.TestDatabase;
import dev.coster.platform.Wakeups;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real db-scheduler on the real clock; tests wait for what happens, never for time. */
final class WakeupLoopTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

  private final BlockingQueue<String> runs = new LinkedBlockingQueue<>();
  private final List<WakeupLoop> nodes = new ArrayList<>();
  private StoredWakeups wakeups = newWakeups();

  @BeforeEach
  void fresh() {
    database.truncate();
    wakeups = newWakeups();
  }

  @AfterEach
  void stop() {
    nodes.forEach(WakeupLoop::stop);
  }

  @Test
  void aWakeupSetBeforeTheStartIsHeard() throws Exception {
    wakeups.wake("t", "a", PAST);
    start(wakeups, runs::add);
    assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
  }

  @Test
  void aWakeupIsTakenBackWithItsTransaction() throws Exception {
    start(wakeups, runs::add);
    assertThatThrownBy(() ->
            database
                .transactions()
                .run(() -> {
                  wakeups.wake("t", "lost", PAST);
                  throw new IllegalStateException("rolled back");
                }))
        .isInstanceOf(IllegalStateException.class);
    wakeups.wake("t", "kept", PAST);
    assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("kept");
    assertThat(runs).isEmpty();
  }

  @Test
  void theEarlierOfTwoWakeupsCounts() throws Exception {
    start(wakeups, runs::add);
    wakeups.wake("t", "a", Instant.parse("2999-01-01T00:00:00Z"));
    wakeups.wake("t", "a", PAST);
    wakeups.wake("t", "a", Instant.parse("2998-01-01T00:00:00Z"));
    assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
  }

  @Test
  void aWakeupDuringARunMeansOneMoreRun() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    start(
        wakeups,
        key -> {
          assertThat(inside.incrementAndGet()).isEqualTo(1);
          began.countDown();
          await(goOn);
          inside.decrementAndGet();
          runs.add(key);
        });
    wakeups.wake("t", "a", PAST);
    await(began);
    wakeups.wake("t", "a", PAST);
    goOn.countDown();
    assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
    assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
  }

  @Test
  void aTaskMayWakeItself() throws Exception {
    start(
        wakeups,
        key -> {
          if (runs.size() < 2) {
            wakeups.wake("t", key, PAST);
          }
          runs.add(key);
        });
    wakeups.wake("t", "a", PAST);
    for (int run = 0; run < 3; run++) {
      assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
    }
  }

  @Test
  void aTaskThatThrowsIsCalledAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    start(
        wakeups,
        key -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("first time");
          }
          runs.add(key);
        });
    wakeups.wake("t", "a", PAST);
    assertThat(runs.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
    assertThat(calls).hasValue(2);
  }

  @Test
  void twoNodesShareTheWorkAndNoKeyRunsTwiceAtATime() throws Exception {
    int keys = 300;
    Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    CountDownLatch all = new CountDownLatch(keys);
    Consumer<String> work =
        key -> {
          assertThat(inside.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet())
              .isEqualTo(1);
          all.countDown();
        };
    database
        .transactions()
        .run(() -> {
          for (int key = 0; key < keys; key++) {
            wakeups.wake("t", "k" + key, PAST);
          }
        });
    start(wakeups, work);
    start(newWakeups(), work);
    assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
    nodes.forEach(WakeupLoop::stop);
    assertThat(inside).hasSize(keys);
    assertThat(inside.values()).allMatch(count -> count.get() == 1);
    assertThat(
            database.jdbc().sql("select count(*) from scheduled_tasks").query(Long.class).single())
        .isZero();
  }

  private void start(StoredWakeups heard, Consumer<String> work) {
    Wakeups.Task task =
        new Wakeups.Task() {
          @Override
          public String name() {
            return "t";
          }

          @Override
          public void run(String key) {
            work.accept(key);
          }
        };
    WakeupLoop node =
        new WakeupLoop(
            heard,
            database.dataSource(),
            InstantSource.system(),
            () -> List.of(task),
            Mishaps.logged());
    node.start();
    nodes.add(node);
  }

  private static StoredWakeups newWakeups() {
    return new StoredWakeups(new WakeupStore(database.jdbc()), database.transactions());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
