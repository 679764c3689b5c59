package dev.coster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.acceptance.AppleControl.LocationTruth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
  private static final Duration START = Duration.ofMinutes(3);

  /** A request whose answer was lost is looked up after five minutes, and may be lost again. */
  private static final Duration JOB = Duration.ofMinutes(30);

  private static final String LOCATION = "Main";
  private static final List<String> ASSETS =
      IntStream.range(0, 25).mapToObj(i -> String.valueOf(900_000_000 + i)).toList();
  private static final List<String> SERIALS =
      IntStream.range(0, 1000).mapToObj("KN%08d"::formatted).toList();

  private ProgramProcess simulator;
  private ProgramProcess server;
  private Map<String, String> environment;
  private int starts;

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
    String address = startServer();
    String token = FirstSteps.administrator(address, link());
    Errand errand = errand(address, token);
    int location = errand.addLocation(apple, LOCATION, ASSETS, 1000);
    errand.importDevices(SERIALS);

    String job = errand.run("GIVE", location, ASSETS, SERIALS);
    for (int death = 1; death <= 3; death++) {
      awaitMoment(apple, random);
      assertThat(errand.job(job).get("finishedAt").isNull())
          .as("the job is under way at death " + death)
          .isTrue();
      System.out.println("Death " + death + " at " + errand.job(job));
      server.killNine();
      address = startServer();
      errand = errand(address, token);
    }

    JsonNode over = errand.awaitEnd(job, JOB);
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

  private static Errand errand(String address, String token) {
    return new Errand(new JsonClient(address + "/api/v1", token));
  }

  /** A moment is a number of calls at Apple more than there were: it may lie between any two. */
  private static void awaitMoment(AppleControl apple, Random random) {
    long wanted = apple.calls() + 1 + random.nextInt(20);
    Await.until("call number " + wanted, JOB, () -> apple.calls() >= wanted);
  }

  private AppleControl startApple(long seed) {
    simulator =
        ProgramProcess.start(
            "kill-nine-simulator",
            Map.of(),
            "simulator",
            "--scenario",
            "empty",
            "--port",
            "0",
            "--control-port",
            "0",
            "--seed",
            String.valueOf(seed));
    String service = simulator.printed("Simulated Apple: +(http\\S+)", START);
    AppleControl apple = new AppleControl(simulator.printed("Control port: +(http\\S+)", START));
    Path data = ProgramProcess.freshFolder("kill-nine-data");
    environment = new HashMap<>();
    environment.put("COSTER_DATA", data.toString());
    environment.put("COSTER_APPLE_URL", service);
    environment.put("COSTER_PORT", "0");
    apple.beQuick();
    apple.faults(
        Map.of(
            "pages",
            Map.of("assets", 1000, "assignments", 1000, "users", 1000),
            "answers",
            Map.of("lostAnswer", 0.02, "cutBefore", 0.01, "cutMidway", 0.01),
            "rate",
            Map.of("requestsPerSecond", 20)));
    apple.limits(Map.of("maxAssets", 25, "maxSerialNumbers", 100));
    apple.choices(Map.of("writing", Map.of("concurrentEvents", 4)));
    return apple;
  }

  private String startServer() {
    starts++;
    server = ProgramProcess.start("kill-nine-server-" + starts, environment, "serve");
    return server.printed("Coster is ready: (http\\S+)", START).replaceAll("/+$", "");
  }

  private String link() {
    return server.printed("Make the first one .*: (http\\S+)", START);
  }

  private static Set<String> everyPair() {
    Set<String> pairs = new HashSet<>();
    for (String asset : ASSETS) {
      SERIALS.forEach(serial -> pairs.add(LocationTruth.pair(asset + ":STDQ", serial)));
    }
    return pairs;
  }
}
