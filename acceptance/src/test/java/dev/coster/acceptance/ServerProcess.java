package dev.coster.acceptance;

import java.time.Duration;
import java.util.Map;

/** A running server; how it is killed and started again is up to the test. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);

  private final ProgramProcess process;
  private final String address;

  private ServerProcess(ProgramProcess process) {
    this.process = process;
    this.address = process.printed("Coster is ready: (http\\S+)", START).replaceAll("/+$", "");
  }

  static ServerProcess start(String name, Map<String, String> settings) {
    ProgramProcess process = ProgramProcess.start(name + "-server", settings, "serve");
    try {
      return new ServerProcess(process);
    } catch (RuntimeException | AssertionError failed) {
      process.close();
      throw failed;
    }
  }

  String address() {
    return address;
  }

  /** The one-time link of a server that has no administrator yet. */
  String link() {
    return process.printed("Make the first one .*: (http\\S+)", START);
  }

  /** Somebody who uses the REST interface with this API token. */
  Errand errand(String token) {
    return new Errand(new JsonClient(address + "/api/v1", token));
  }

  void killNine() {
    process.killNine();
  }

  @Override
  public void close() {
    process.close();
  }
}
