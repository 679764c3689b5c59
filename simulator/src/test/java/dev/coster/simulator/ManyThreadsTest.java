package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many threads at once never get more than there is. */
final class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final int WISHES = 100;
  private static final int LICENSES = 500;

  @Test
  void shareScarceLicenses() throws Exception {
    VirtualApple it = new VirtualApple(9);
    it.apple.set(Faults.none().withEventDuration(Duration.ZERO));
    it.portal.addAsset(it.uId, AssetSpec.app("1", LICENSES));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> wishes = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String prefix = "T" + thread + "-";
        wishes.add(threads.submit(() -> wish(it, prefix)));
      }
      for (Future<?> done : wishes) {
        done.get();
      }
    }
    it.runAll();

    JsonNode asset = it.truthOf("1");
    assertThat(asset.get("assigned").asInt()).isEqualTo(LICENSES);
    assertThat(asset.get("available").asInt()).isZero();
    assertThat(it.truth().get("locations").get(0).get("assignments")).hasSize(LICENSES);
    assertThat(it.apple.requestsAfter(0, 10_000)).hasSize(THREADS * WISHES);
  }

  private static void wish(VirtualApple it, String prefix) {
    for (int n = 0; n < WISHES; n++) {
      String serial = "\"" + prefix + n + "\"";
      it.accepted(
          "assets/associate",
          "{\"assets\":[{\"adamId\":\"1\"}],\"serialNumbers\":[" + serial + "]}");
      it.apple.runDue();
    }
  }
}
