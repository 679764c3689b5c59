package dev.coster.program;

import dev.coster.CosterServer;
import dev.coster.platform.CosterConfig;
import dev.coster.security.FirstAdministrator;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** {@code coster serve}: the real server, until a signal ends it. */
final class Serve implements Program {
  private final Map<String, String> environment;
  private final PrintStream out;

  Serve(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  @Override
  public String description() {
    return """
    runs the server, until a signal ends it.

      --data FOLDER   database, keys and logs (COSTER_DATA; coster config says where by default)
      --port NUMBER   TCP port, 0 takes any free one (COSTER_PORT; default 8080)
      --bind ADDRESS  local address to listen on (COSTER_BIND; default 127.0.0.1)
      --config FILE   settings as NAME = value; coster config lists them all\
    """;
  }

  @Override
  public int run(List<String> arguments) {
    CosterConfig config =
        Configuration.load(environment, Arguments.parse(arguments, Configuration.OPTIONS));
    config.warnings().forEach(out::println);
    FreePort.require(config.bind(), config.port());
    CosterServer server = CosterServer.start(config);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(server::close));
    if (isLoopback(config.bind()) && config.publicUrl().isEmpty()) {
      out.println(
          "Only this machine reaches it (it listens on "
              + config.bind()
              + "). For others: --bind 0.0.0.0 and, for https, COSTER_TLS_CERTIFICATE or a proxy.");
    }
    URI address = config.publicUrl().orElseGet(server::localAddress);
    out.println("Coster is ready: " + address + " (Ctrl-C ends it)");
    server
        .part(FirstAdministrator.class)
        .link(address)
        .ifPresent(link ->
            out.println(
                "There is no administrator yet. Make the first one (once, within a day): " + link));
    return 0;
  }

  private static boolean isLoopback(String bind) {
    return bind.startsWith("127.") || bind.equals("::1") || bind.equals("localhost");
  }
}
