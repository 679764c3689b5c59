package dev.coster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.acceptance.AppleControl.LocationTruth;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A server on somebody's own PostgreSQL of the oldest version that is promised: read, give, take
 * back. ({@code COSTER_TEST_DATABASE_URL} runs the server's own tests on any version.)
 */
final class OldestPostgresIT {
  /** A request whose answer was lost is looked up after five minutes, and may be lost again. */
  private static final Duration JOB = Duration.ofMinutes(20);

  private static final List<String> ASSETS = List.of("900000001", "900000002");
  private static final List<String> SERIALS = List.of("OLD00001", "OLD00002", "OLD00003");

  @Test
  void theWholeWayOfALicense() {
    try (OldPostgres postgres = OldPostgres.start();
        SimulatorProcess simulator = SimulatorProcess.start("oldest-postgres");
        ServerProcess server = server(postgres, simulator)) {
      assertThat(postgres.version()).isEqualTo("15");
      AppleControl apple = simulator.apple();
      Errand errand = server.errand(FirstSteps.administrator(server.address(), server.link()));
      int location = errand.addLocation(apple, "Main", ASSETS, 5);
      errand.importDevices(SERIALS);

      done(errand, errand.run("GIVE", location, ASSETS, SERIALS));
      LocationTruth given = apple.truth().get("Main");
      assertThat(given.rows()).isEqualTo(6);
      errand.awaitCounts(given);

      done(errand, errand.run("TAKE_BACK", location, ASSETS, SERIALS));
      LocationTruth taken = apple.truth().get("Main");
      assertThat(taken.rows()).isZero();
      errand.awaitCounts(taken);
    }
  }

  private static void done(Errand errand, String job) {
    JsonNode over = errand.awaitEnd(job, JOB);
    assertThat(over.get("state").asString()).as("%s", over).isEqualTo("DONE");
    assertThat(over.get("succeeded").asLong()).isEqualTo(6);
  }

  private static ServerProcess server(OldPostgres postgres, SimulatorProcess simulator) {
    Map<String, String> settings = new HashMap<>(simulator.settings());
    settings.putAll(postgres.settings());
    return ServerProcess.start("oldest-postgres", settings);
  }
}
