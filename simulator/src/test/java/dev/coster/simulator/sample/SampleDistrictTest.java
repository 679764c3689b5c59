package dev.coster.simulator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.simulator.Faults;
import dev.coster.simulator.NotificationCarrier;
import dev.coster.simulator.ServiceRequest;
import dev.coster.simulator.SimulatedApple;
import java.io.OutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A million assignments fit into little memory and can be read page by page. */
final class SampleDistrictTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final long MEGABYTE = 1 << 20;

  @Test
  void holdAMillionAssignments() {
    long before = used();
    SimulatedApple apple = new SimulatedApple(() -> Instant.EPOCH, 1, NotificationCarrier.none());
    apple.set(Faults.none());
    SampleDistrict district = SampleDistrict.fill(apple, 50, 40_000, 1_000_000);
    assertThat(used() - before).isLessThan(400 * MEGABYTE);

    JsonNode last = read(apple, district, "assignments?pageIndex=999");
    assertThat(last.get("totalPages").asInt()).isEqualTo(1000);
    assertThat(last.get("size").asInt()).isEqualTo(1000);
    assertThat(last.has("nextPageIndex")).isFalse();
    String serial = last.get("assignments").get(999).get("serialNumber").asString();
    assertThat(serial).isEqualTo(SampleDistrict.serialNumber(39_999));
    JsonNode one =
        read(apple, district, "assignments?serialNumber=" + SampleDistrict.serialNumber(7));
    assertThat(one.get("assignments")).hasSize(25);
    apple.writeTruth(OutputStream.nullOutputStream());
  }

  private static JsonNode read(SimulatedApple apple, SampleDistrict district, String path) {
    ServiceRequest request = ServiceRequest.get("/mdm/v2/" + path, district.token().text());
    return MAPPER.readTree(apple.handle(request).body());
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
