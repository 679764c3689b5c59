package dev.coster.simulator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.simulator.Faults;
import dev.coster.simulator.http.SimulatorServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program prints what one needs to begin. */
final class SimulatorProgramTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void printAddressesAndTokenFiles() throws Exception {
    List<String> args =
        List.of("--port", "0", "--control-port", "0", "--kind", "--token-dir", folder.toString());
    try (SimulatorServer server = SimulatorProgram.start(args, out)) {
      assertThat(printed.toString(StandardCharsets.UTF_8))
          .contains(server.serviceUrl() + "/mdm/v2")
          .contains(server.controlUrl().toString());
      assertThat(server.apple().faults()).isEqualTo(Faults.none());
      assertThat(folder.resolve("sToken_for_Hillside High School.vpptoken")).isNotEmptyFile();
    }
  }

  @Test
  void startEmptyWhenAsked() throws Exception {
    List<String> args = List.of("--port", "0", "--control-port", "0", "--scenario", "empty");
    try (SimulatorServer server = SimulatorProgram.start(args, out)) {
      assertThat(server.apple().portal().uIds()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--nonsense", "--port", "--scenario moon", "--tls-cert only.pem", "--port x"})
  void refuseWrongArguments(String args) {
    assertThatThrownBy(() -> SimulatorProgram.start(List.of(args.split(" ", -1)), out))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
