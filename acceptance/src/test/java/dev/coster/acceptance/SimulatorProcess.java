package dev.coster.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A running simulator without any organization. */
final class SimulatorProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final List<String> EMPTY =
      List.of("simulator", "--scenario", "empty", "--port", "0", "--control-port", "0");

  private final String name;
  private final ProgramProcess process;
  private final String service;
  private final AppleControl apple;

  private SimulatorProcess(String name, ProgramProcess process) {
    this.name = name;
    this.process = process;
    this.service = process.printed("Simulated Apple: +(http\\S+)", START);
    this.apple = new AppleControl(process.printed("Control port: +(http\\S+)", START));
  }

  /** Starts one on free ports; it is quick, and unkind all the same. */
  static SimulatorProcess start(String name, String... options) {
    String[] arguments = Stream.concat(EMPTY.stream(), Stream.of(options)).toArray(String[]::new);
    ProgramProcess process = ProgramProcess.start(name + "-simulator", Map.of(), arguments);
    try {
      SimulatorProcess simulator = new SimulatorProcess(name, process);
      simulator.apple.beQuick();
      return simulator;
    } catch (RuntimeException | AssertionError failed) {
      process.close();
      throw failed;
    }
  }

  AppleControl apple() {
    return apple;
  }

  /** How a server on fresh data is told to use it. */
  Map<String, String> settings() {
    Path data = ProgramProcess.freshFolder(name + "-data");
    return Map.of("COSTER_DATA", data.toString(), "COSTER_APPLE_URL", service, "COSTER_PORT", "0");
  }

  @Override
  public void close() {
    process.close();
  }
}
