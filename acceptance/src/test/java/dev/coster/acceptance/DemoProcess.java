package dev.coster.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A running demo. */
final class DemoProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration READ = Duration.ofMinutes(5);

  private final ProgramProcess process;
  private final String address;
  private final String email;
  private final String password;
  private final AppleControl apple;

  private DemoProcess(ProgramProcess process) {
    this.process = process;
    this.address = process.printed("demo is ready: (http\\S+)", START).replaceAll("/+$", "");
    this.email = process.printed("sign in as (\\S+)", START);
    this.password = process.printed("password +(\\S+)", START);
    this.apple = new AppleControl(process.printed("control port: (http\\S+)", START));
  }

  /** Starts a demo on a free port and fresh data; its Apple is quick, and unkind all the same. */
  static DemoProcess start(String name) {
    ProgramProcess process =
        ProgramProcess.start(
            name + "-demo",
            Map.of("COSTER_DATA", ProgramProcess.freshFolder(name + "-data").toString()),
            "demo",
            "--port",
            String.valueOf(ProgramProcess.freePort()));
    try {
      DemoProcess demo = new DemoProcess(process);
      demo.apple.beQuick();
      return demo;
    } catch (RuntimeException | AssertionError failed) {
      process.close();
      throw failed;
    }
  }

  /** Waits until all three locations were read. */
  void awaitEverythingRead() {
    JsonClient anybody = new JsonClient(address + "/api/v1", "");
    String token =
        anybody
            .post("/tokens", Map.of("email", email, "password", password, "tokenName", "wait"))
            .get("token")
            .asString();
    JsonClient api = anybody.with(token);
    Await.until(
        "three locations that were read",
        READ,
        () -> {
          JsonNode locations = api.get("/locations").get("items");
          return locations.size() == 3
              && StreamSupport.stream(locations.spliterator(), false)
                  .noneMatch(location -> location.get("fullyReadAt").isNull());
        });
  }

  String address() {
    return address;
  }

  String email() {
    return email;
  }

  String password() {
    return password;
  }

  AppleControl apple() {
    return apple;
  }

  @Override
  public void close() {
    process.close();
  }
}
