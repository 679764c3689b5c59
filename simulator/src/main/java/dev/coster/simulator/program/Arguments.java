package dev.coster.simulator.program;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program's arguments. */
record Arguments(
    String host, int port, int controlPort, long seed, String scenario, boolean kind, Files files) {

  /** The files that the arguments name. */
  record Files(
      @Nullable Path tlsCertificate,
      @Nullable Path tlsKey,
      @Nullable Path trust,
      @Nullable Path tokenFolder) {}

  static final String USAGE =
      """
      Usage: coster simulator [options]
        --host <address>        address to listen on (127.0.0.1)
        --port <port>           port of the service (8460; 0: a free one)
        --control-port <port>   port of the control (8461; 0: a free one)
        --seed <number>         decides names, ids and faults (1)
        --scenario <name>       school or empty (school)
        --kind                  no faults
        --tls-cert <file>       PEM certificate chain of the service
        --tls-key <file>        PEM private key (PKCS #8) of the service
        --trust <file>          PEM certificates that notification receivers may use
        --token-dir <folder>    writes one token file per location here
      """;

  /** Reads the arguments; an unknown or incomplete one is an {@link IllegalArgumentException}. */
  static Arguments parse(List<String> args) {
    Reader reader = new Reader(args);
    reader.checkAllKnown();
    String scenario = reader.text("--scenario", "school");
    if (!scenario.equals("school") && !scenario.equals("empty")) {
      throw new IllegalArgumentException("Unknown scenario: " + scenario);
    }
    Files files =
        new Files(
            reader.path("--tls-cert"),
            reader.path("--tls-key"),
            reader.path("--trust"),
            reader.path("--token-dir"));
    if ((files.tlsCertificate == null) != (files.tlsKey == null)) {
      throw new IllegalArgumentException("--tls-cert and --tls-key belong together");
    }
    return new Arguments(
        reader.text("--host", "127.0.0.1"),
        Integer.parseInt(reader.text("--port", "8460")),
        Integer.parseInt(reader.text("--control-port", "8461")),
        Long.parseLong(reader.text("--seed", "1")),
        scenario,
        args.contains("--kind"),
        files);
  }

  private record Reader(List<String> args) {
    private static final List<String> WITH_VALUE =
        List.of(
            "--host",
            "--port",
            "--control-port",
            "--seed",
            "--scenario",
            "--tls-cert",
            "--tls-key",
            "--trust",
            "--token-dir");

    void checkAllKnown() {
      for (int i = 0; i < args.size(); i++) {
        String name = args.get(i);
        if (WITH_VALUE.contains(name)) {
          i++;
          if (i == args.size()) {
            throw new IllegalArgumentException("Missing value after " + name);
          }
        } else if (!name.equals("--kind")) {
          throw new IllegalArgumentException("Unknown argument: " + name);
        }
      }
    }

    String text(String name, String otherwise) {
      int at = args.indexOf(name);
      return at < 0 ? otherwise : args.get(at + 1);
    }

    @Nullable Path path(String name) {
      String text = text(name, "");
      return text.isEmpty() ? null : Path.of(text);
    }
  }
}
