package dev.coster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.acceptance.AppleControl.LocationTruth;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The server dies three times, at random moments of a job of 25,000 licenses, while answers get
 * lost and connections are cut; in the end Apple holds exactly what was asked for. {@code
 * -Dcoster.seed=…} repeats the moments of a run.
 */
final class KillNineIT {
  /** A request whose answer was lost is looked up after minutes, and may be lost again. */
  private static final Duration JOB = Duration.ofMinutes(30);

  private static final String LOCATION = "Main";
  private static final List<String> ASSETS =
      IntStream.range(0, 25).mapToObj(i -> String.valueOf(900_000_000 + i)).toList();
  private static final List<String> SERIALS =
      IntStream.range(0, 1000).mapToObj("KN%08d"::formatted).toList();
  private static final int DEATHS = 3;

  /** What may be done, at most, when the server dies for the last time. */
  private static final double LATEST = 0.9;

  private SimulatorProcess simulator;
  private ServerProcess server;
  private Errand errand;

  @AfterEach
  void end() {
    try {
      if (server != null) {
        server.close();
      }
    } finally {
      if (simulator != null) {
        simulator.close();
      }
    }
  }

  @Test
  void aJobSurvivesThreeDeathsExactly() {
    long seed = Long.getLong("coster.seed", System.nanoTime());
    System.out.println("KillNineIT: -Dcoster.seed=" + seed);
    Random random = new Random(seed);
    AppleControl apple = startApple(seed);
    Map<String, String> settings = simulator.settings();
    server = ServerProcess.start("kill-nine-0", settings);
    String token = FirstSteps.administrator(server.address(), server.link());
    errand = server.errand(token);
    int location = errand.addLocation(apple, LOCATION, ASSETS, 1000);
    errand.importDevices(SERIALS);

    String job = errand.run("GIVE", location, ASSETS, SERIALS);
    boolean byShare = random.nextBoolean();
    for (int death = 1; death <= DEATHS; death++) {
      if (byShare) {
        awaitShare(job, LATEST * (death - 1 + random.nextDouble()) / DEATHS);
      } else {
        awaitCalls(apple, 1 + random.nextInt(20));
      }
      byShare = !byShare;
      JsonNode dying = errand.job(job);
      System.out.println("Death " + death + " at " + dying);
      assertThat(dying.get("finishedAt").isNull())
          .as("the job is under way at death %s: %s", death, dying)
          .isTrue();
      server.killNine();
      server = ServerProcess.start("kill-nine-" + death, settings);
      errand = server.errand(token);
    }
    assertExactly(errand.awaitEnd(job, JOB), apple);
  }

  private void assertExactly(JsonNode over, AppleControl apple) {
    System.out.println("Over: " + over);
    assertThat(over.get("state").asString()).isEqualTo("DONE");
    assertThat(over.get("total").asLong()).isEqualTo(25_000);
    assertThat(over.get("succeeded").asLong()).isEqualTo(25_000);
    assertThat(over.get("refused").asLong()).isZero();
    LocationTruth truth = apple.truth().get(LOCATION);
    assertThat(truth.rows()).isEqualTo(25_000);
    assertThat(truth.pairs()).isEqualTo(everyPair());
    errand.awaitCounts(truth);
  }

  /** So many calls at Apple more than there were: the moment may lie between any two. */
  private static void awaitCalls(AppleControl apple, int more) {
    long wanted = apple.calls() + more;
    Await.until("call number " + wanted, JOB, () -> apple.calls() >= wanted);
  }

  /** So much of the job is done, and the rest of it is on its way or being looked up. */
  private void awaitShare(String job, double share) {
    long wanted = Math.round(25_000 * share);
    Await.until(
        wanted + " licenses given", JOB, () -> errand.job(job).get("succeeded").asLong() >= wanted);
  }

  /**
   * Twenty requests, a few of which get lost by themselves. Hardly any is done in part: otherwise
   * all of them would wait to be looked up, and most of the job be told done at its very end.
   */
  private AppleControl startApple(long seed) {
    simulator = SimulatorProcess.start("kill-nine", "--seed", String.valueOf(seed));
    AppleControl apple = simulator.apple();
    apple.faults(
        Map.of(
            "pages",
            Map.of("assets", 1000, "assignments", 1000, "users", 1000),
            "answers",
            Map.of("lostAnswer", 0.02, "cutBefore", 0.01, "cutMidway", 0.01),
            "events",
            Map.of("taskFailure", 0.0002),
            "rate",
            Map.of("requestsPerSecond", 20)));
    apple.limits(Map.of("maxAssets", 25, "maxSerialNumbers", 50));
    apple.choices(Map.of("writing", Map.of("concurrentEvents", 4)));
    return apple;
  }

  private static Set<String> everyPair() {
    Set<String> pairs = new HashSet<>();
    for (String asset : ASSETS) {
      SERIALS.forEach(serial -> pairs.add(LocationTruth.pair(asset + ":STDQ", serial)));
    }
    return pairs;
  }
}
