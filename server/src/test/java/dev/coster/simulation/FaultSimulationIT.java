package dev.coster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Gives and takes back under faults, with fixed seeds and with ones that are new with every change
 * of the sources (a build of the same sources is repeatable), two at a time. {@code -Psimulation
 * -Dseeds=1000} runs so many new ones, {@code -Dseed=42} that one alone, {@code -Dseed=1-20} those
 * twenty.
 */
class FaultSimulationIT {
  private static final int FIXED = 100;
  private static final int FRESH = 50;

  /** What must have happened in the fixed seeds, so that their success means something. */
  private static final List<String> MUST_HAPPEN =
      List.of(
          "request ASSOCIATE",
          "request DISASSOCIATE",
          "request CREATE",
          "outcome COMPLETE",
          "outcome PARTLY",
          "outcome REFUSED",
          "outcome WITHDRAWN",
          "pair SENT_AGAIN",
          "pair REFUSED",
          "pair refused with 9709",
          "resend",
          "requests of one job beyond the first",
          "job distribution.give DONE",
          "job distribution.give CANCELED",
          "take-over",
          "user read alone",
          "holder read alone",
          "silence of a location",
          "a worker pauses",
          "answer CUT_BEFORE_WORK",
          "answer CUT_MIDWAY",
          "answer HANG",
          "answer LOSE_ANSWER_AFTER_WORK",
          "no config",
          "no lookup",
          "no icon",
          "died BEFORE_CALL",
          "died AFTER_CALL",
          "died BEFORE_COMMIT",
          "died AFTER_COMMIT",
          "died NEVER");

  @Test
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  void oursIsApplesTruthInTheEnd() throws InterruptedException {
    Integer many = Integer.getInteger("seeds");
    String one = System.getProperty("seed");
    boolean all = many == null && one == null;
    long start = System.nanoTime();
    Coverage coverage = new Coverage();
    List<String> failures;
    List<Long> seeds = seeds(one, many);
    try (Complaints complaints = new Complaints()) {
      failures = run(seeds, new World.Shared(complaints, coverage));
    }
    System.out.printf(
        "%d seeds in %d s%n%s",
        seeds.size(), Duration.ofNanos(System.nanoTime() - start).toSeconds(), coverage);
    assertThat(failures).isEmpty();
    if (all) {
      assertThat(MUST_HAPPEN).allSatisfy(what -> assertThat(coverage.of(what)).isPositive());
      assertThat(coverage.settingsWithoutChoice()).isEmpty();
    }
  }

  private static List<Long> seeds(@Nullable String named, @Nullable Integer many) {
    if (named != null) {
      int to = named.indexOf('-', 1);
      long first = Long.parseLong(to < 0 ? named : named.substring(0, to));
      long last = to < 0 ? first : Long.parseLong(named.substring(to + 1));
      return LongStream.rangeClosed(first, last).boxed().toList();
    }
    Random random = many == null ? new Random(Sources.digest()) : new Random();
    LongStream fresh = random.longs(many == null ? FRESH : many, FIXED + 1, Integer.MAX_VALUE);
    LongStream seeds =
        many == null ? LongStream.concat(LongStream.rangeClosed(1, FIXED), fresh) : fresh;
    return seeds.boxed().toList();
  }

  private static List<String> run(List<Long> seeds, World.Shared shared)
      throws InterruptedException {
    Queue<Long> left = new ConcurrentLinkedQueue<>(seeds);
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    try (Databases databases = new Databases()) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 1; i <= Math.min(2, seeds.size()); i++) {
        threads.add(
            Thread.ofPlatform()
                .name("simulation-" + i)
                .start(() -> {
                  for (Long seed = left.poll(); seed != null; seed = left.poll()) {
                    run(seed, databases, shared, failures);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return List.copyOf(failures);
  }

  @SuppressWarnings("CatchingUnchecked")
  private static void run(
      long number, Databases databases, World.Shared shared, Queue<String> failures) {
    TestDatabase database = databases.next();
    Seed seed = new Seed(number, database, shared);
    try {
      var _ = shared.complaints().taken();
      seed.run();
    } catch (RuntimeException | Error failed) {
      String failure = words(number, seed, failed);
      System.out.println(failure);
      failures.add(failure);
    } finally {
      databases.over(database);
    }
  }

  private static String words(long number, Seed seed, Throwable failed) {
    StringWriter trace = new StringWriter();
    failed.printStackTrace(new PrintWriter(trace));
    return """
    Seed %d: %s
    Again: ./mvnw -B -Psimulation -pl server -am verify -Dseed=%d
    %s
    %s
    """
        .formatted(number, failed.getMessage(), number, seed.trail(), trace);
  }
}
