package dev.coster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.acceptance.AppleControl.LocationTruth;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line as a script uses it, against the demo. */
final class CommandLineIT {
  @TempDir static Path folder;

  private static DemoProcess demo;

  @BeforeAll
  static void startAndSignIn() {
    demo = DemoProcess.start("command-line");
    Run login =
        run(
            demo.password() + "\n",
            "login",
            "--server",
            demo.address(),
            "--email",
            demo.email(),
            "--password-stdin");
    assertThat(login.exitCode()).as(login.toString()).isZero();
  }

  @AfterAll
  static void end() {
    if (demo != null) {
      demo.close();
    }
  }

  /** What a command printed, and how it ended. */
  private record Run(int exitCode, String out, String err) {
    JsonNode json() {
      assertThat(exitCode).as(toString()).isZero();
      return JsonClient.read(out);
    }
  }

  @Test
  void theTokenIsForItsOwnerAloneAndThePasswordIsKeptNowhere() throws IOException {
    Path credentials = folder.resolve("credentials");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(credentials)).doesNotContain(demo.password());
  }

  @Test
  void givesALicenseAndTakesItBack() {
    demo.awaitEverythingRead();
    JsonNode location = run("", "location", "list", "--json").json().get("items").get(0);
    String locationId = location.get("id").asString();
    String name = location.get("name").asString();
    JsonNode asset = assetForDevices(locationId);
    String key = asset.get("adamId").asString() + ":" + asset.get("pricingParam").asString();
    String serial = deviceWithout(key, name);

    String[] selection = {"--location", locationId, "--asset", key, "--device", serial};
    Run refusedToAsk = run("", with(selection, "license", "give"));
    assertThat(refusedToAsk.exitCode()).as(refusedToAsk.toString()).isEqualTo(2);
    assertThat(pairs(name)).doesNotContain(LocationTruth.pair(key, serial));

    Run given = run("", with(selection, "license", "give", "--yes"));
    assertThat(given.exitCode()).as(given.toString()).isZero();
    assertThat(pairs(name)).contains(LocationTruth.pair(key, serial));

    Run takenBack = run("", with(selection, "license", "take-back", "--yes", "--json"));
    assertThat(takenBack.json().get("state").asString()).isEqualTo("DONE");
    assertThat(pairs(name)).doesNotContain(LocationTruth.pair(key, serial));

    List<String> states =
        stream(run("", "job", "list", "--json").json().get("items"))
            .filter(job -> job.get("total").asLong() == 1)
            .map(job -> job.get("state").asString())
            .toList();
    assertThat(states).hasSizeGreaterThanOrEqualTo(2).containsOnly("DONE");
  }

  @Test
  void exitCodesTellWhatHappened() {
    assertThat(run("", "job", "list").exitCode()).isZero();
    Run unknown = run("", "asset", "show", "999999999");
    assertThat(unknown.exitCode()).as(unknown.toString()).isEqualTo(1);
    assertThat(unknown.err()).isNotBlank().doesNotContain("Exception");
    assertThat(run("", "asset", "paint").exitCode()).isEqualTo(2);
    Run wrongPassword =
        run(
            "not the password\n",
            "login",
            "--server",
            demo.address(),
            "--email",
            demo.email(),
            "--password-stdin");
    assertThat(wrongPassword.exitCode()).as(wrongPassword.toString()).isEqualTo(3);
    Run stranger =
        run(
            Map.of("COSTER_SERVER", demo.address(), "COSTER_TOKEN", "coster_none"),
            "",
            "job",
            "list");
    assertThat(stranger.exitCode()).as(stranger.toString()).isEqualTo(3);
    Run nobody =
        run(
            Map.of("COSTER_SERVER", "http://127.0.0.1:1", "COSTER_TOKEN", "coster_none"),
            "",
            "job",
            "list");
    assertThat(nobody.exitCode()).as(nobody.toString()).isEqualTo(3);
  }

  @Test
  void aProgramWhosePortIsTakenEndsAndSaysSo() {
    String port = String.valueOf(URI.create(demo.address()).getPort());
    for (String program : List.of("demo", "serve")) {
      Run second = run("", program, "--port", port, "--data", folder.resolve(program).toString());
      assertThat(second.exitCode()).as(second.toString()).isEqualTo(5);
      assertThat(second.err()).contains("port " + port).doesNotContain("\tat ");
    }
  }

  private static JsonNode assetForDevices(String location) {
    JsonNode assets =
        run("", "asset", "list", "--location", location, "--type", "App", "--json").json();
    return stream(assets.get("items"))
        .filter(asset -> asset.get("deviceAssignable").asBoolean())
        .filter(asset -> !asset.get("irrevocable").asBoolean())
        .filter(asset -> !asset.get("unlimited").asBoolean() && asset.get("free").asLong() > 0)
        .findFirst()
        .orElseThrow();
  }

  private static String deviceWithout(String asset, String locationName) {
    Set<String> pairs = pairs(locationName);
    return stream(run("", "device", "list", "--json").json().get("items"))
        .filter(device -> device.get("site").asString().equals(locationName))
        .map(device -> device.get("serialNumber").asString())
        .filter(serial -> !pairs.contains(LocationTruth.pair(asset, serial)))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> pairs(String locationName) {
    return demo.apple().truth().get(locationName).pairs();
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String[] with(String[] more, String... command) {
    return java.util.stream.Stream.of(command, more)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }

  private static Run run(String input, String... arguments) {
    return run(Map.of(), input, arguments);
  }

  private static Run run(Map<String, String> environment, String input, String... arguments) {
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      ProcessBuilder builder = ProgramProcess.builder(environment, arguments);
      builder.environment().put("COSTER_CREDENTIALS", folder.resolve("credentials").toString());
      builder.redirectOutput(Redirect.to(out.toFile())).redirectError(Redirect.to(err.toFile()));
      Process process = builder.start();
      try (Writer keyboard =
          new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
        keyboard.write(input);
      }
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", arguments) + " does not end");
      }
      return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
