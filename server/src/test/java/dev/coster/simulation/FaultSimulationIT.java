package dev.coster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Gives and takes back under faults, with fixed seeds. {@code -Psimulation -Dseeds=1000} runs so
 * many new ones, {@code -Dseed=42} that one alone.
 */
class FaultSimulationIT {
  /** Each takes some seconds; see docs/invariants.md, "Simulation", for how many there shall be. */
  private static final int FIXED = 30;

  private static final int FRESH = 0;

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @Test
  void oursIsApplesTruthInTheEnd() {
    List<String> failures = new ArrayList<>();
    for (long seed : seeds()) {
      DATABASE.truncate();
      String failure = failure(seed);
      if (failure != null) {
        failures.add(failure);
      }
    }
    assertThat(failures).isEmpty();
  }

  private static long[] seeds() {
    Long one = Long.getLong("seed");
    if (one != null) {
      return new long[] {one};
    }
    Random random = new Random();
    Integer many = Integer.getInteger("seeds");
    LongStream fresh = random.longs(many == null ? FRESH : many, FIXED + 1, Integer.MAX_VALUE);
    return (many == null ? LongStream.concat(LongStream.rangeClosed(1, FIXED), fresh) : fresh)
        .toArray();
  }

  @SuppressWarnings("CatchingUnchecked")
  private static @org.jspecify.annotations.Nullable String failure(long seed) {
    Seed simulation = new Seed(seed, DATABASE);
    try {
      simulation.run();
      return null;
    } catch (RuntimeException | Error failed) {
      java.io.StringWriter trace = new java.io.StringWriter();
      failed.printStackTrace(new java.io.PrintWriter(trace));
      return """
      Seed %d: %s
      Again: ./mvnw -B -Psimulation -pl server -am verify -Dseed=%d
      %s
      %s
      """
          .formatted(seed, failed.getMessage(), seed, simulation.trail(), trace);
    }
  }
}
