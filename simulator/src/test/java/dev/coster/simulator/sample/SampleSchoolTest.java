package dev.coster.simulator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.simulator.Faults;
import dev.coster.simulator.NotificationCarrier;
import dev.coster.simulator.ServiceRequest;
import dev.coster.simulator.SimulatedApple;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample school holds what it promises. */
final class SampleSchoolTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final SimulatedApple apple = new SimulatedApple(() -> NOW, 1, NotificationCarrier.none());
  private final SampleSchool school = SampleSchool.fill(apple, NOW, 1);

  @Test
  void haveItsDevicesAndPeople() {
    assertThat(school.locations()).hasSize(3);
    assertThat(school.devices()).hasSize(400);
    assertThat(school.devices().stream().map(SampleDevice::serialNumber)).doesNotHaveDuplicates();
    assertThat(school.people()).hasSize(500);
    assertThat(school.people().stream().map(SamplePerson::email)).doesNotHaveDuplicates();
    assertThat(school.people().stream().map(SamplePerson::group)).contains("Staff", "Grade 3A");
  }

  @Test
  void haveSixtyAppsAndBooksWithMetadata() {
    Set<String> adamIds = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    boolean unlimited = false;
    boolean almostSoldOut = false;
    for (JsonNode location : truth().get("locations")) {
      for (JsonNode asset : location.get("assets")) {
        adamIds.add(asset.get("adamId").asString());
        kinds.add(asset.get("pricingParam").asString());
        unlimited |= asset.get("unlimited").asBoolean();
        almostSoldOut |= asset.get("available").asInt() == 1;
      }
      assertThat(location.get("assignments").size()).isGreaterThan(100);
      assertThat(location.get("users").size()).isEqualTo(24);
    }
    assertThat(adamIds).hasSize(60);
    assertThat(kinds).containsExactlyInAnyOrder("STDQ", "PLUS");
    assertThat(unlimited).isTrue();
    assertThat(almostSoldOut).isTrue();
  }

  @Test
  void haveOneLocationNearItsTokensEnd() {
    assertThat(
            school.locations().stream()
                .filter(it -> it.token().expires().isBefore(NOW.plus(Duration.ofDays(15)))))
        .hasSize(1);
    apple.set(Faults.none());
    String token = school.locations().get(0).token().text();
    assertThat(apple.handle(ServiceRequest.get("/mdm/v2/client/config", token)).body())
        .contains("Hillside Primary School");
  }

  @Test
  void beTheSameForTheSameSeed() {
    SimulatedApple other = new SimulatedApple(() -> NOW, 1, NotificationCarrier.none());
    SampleSchool again = SampleSchool.fill(other, NOW, 1);

    assertThat(again.devices()).isEqualTo(school.devices());
    assertThat(again.people()).isEqualTo(school.people());
    assertThat(again.locations()).isEqualTo(school.locations());
  }

  private JsonNode truth() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    apple.writeTruth(out);
    return MAPPER.readTree(out.toString(StandardCharsets.UTF_8));
  }
}
