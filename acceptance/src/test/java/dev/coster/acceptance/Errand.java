package dev.coster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.acceptance.AppleControl.LocationTruth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What an administrator does over the REST interface, each step waited for to its end. */
record Errand(JsonClient api) {
  private static final Duration READ = Duration.ofMinutes(2);

  /**
   * Makes a location with these apps at Apple and hands its token in; answers our number for it.
   */
  int addLocation(AppleControl apple, String name, List<String> assets, int licenses) {
    String uId = apple.createLocation(name);
    assets.forEach(asset -> apple.addApp(uId, asset, licenses));
    api.post("/locations", Map.of("content", apple.issueToken(uId), "fileName", "any.vpptoken"));
    JsonNode location =
        Await.value(
            "the location to be read",
            READ,
            () ->
                Stream.of(api.get("/locations").get("items"))
                    .filter(items -> items.size() == 1)
                    .map(items -> items.get(0))
                    .filter(one -> !one.get("fullyReadAt").isNull())
                    .findFirst());
    return location.get("id").asInt();
  }

  void importDevices(List<String> serials) {
    String csv =
        serials.stream()
            .map(serial -> serial + ",Device " + serial)
            .collect(Collectors.joining("\n", "Serial number,Name\n", "\n"));
    String base64 = Base64.getEncoder().encodeToString(csv.getBytes(StandardCharsets.UTF_8));
    JsonNode imported = api.post("/devices/import?dryRun=false", Map.of("base64", base64));
    assertThat(imported.get("added").asInt()).isEqualTo(serials.size());
  }

  /** Plans and runs; answers the job's id. */
  String run(String verb, int location, List<String> assets, List<String> serials) {
    JsonNode plan =
        api.post(
            "/plans",
            Map.of("verb", verb, "location", location, "assets", assets, "serialNumbers", serials));
    assertThat(plan.get("pairs").asLong()).isEqualTo((long) assets.size() * serials.size());
    return api.post(
            "/plans/" + plan.get("id").asString() + "/run",
            Map.of("hash", plan.get("hash").asString()))
        .get("id")
        .asString();
  }

  JsonNode job(String id) {
    return api.get("/jobs/" + id);
  }

  JsonNode awaitEnd(String job, Duration atMost) {
    Await.until("the job's end", atMost, () -> !job(job).get("finishedAt").isNull());
    return job(job);
  }

  /** Waits until the counts on our pages are Apple's. */
  void awaitCounts(LocationTruth truth) {
    Await.until("counts that agree with Apple's", READ, () -> shown().equals(truth.counts()));
  }

  private Map<String, AppleControl.Counts> shown() {
    Map<String, AppleControl.Counts> shown = new HashMap<>();
    for (JsonNode asset : api.get("/assets?limit=100").get("items")) {
      shown.put(
          asset.get("adamId").asString() + ":" + asset.get("pricingParam").asString(),
          new AppleControl.Counts(
              asset.get("total").asLong(), asset.get("used").asLong(), asset.get("free").asLong()));
    }
    return shown;
  }
}
