package dev.coster.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The command line's entry. Single-threaded; one instance per run. */
@Command(
    name = "coster",
    description = "Distributes an organization's Apple apps and books.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "<noun> <verb>",
    subcommands = {
      LoginCommand.class,
      LogoutCommand.class,
      TokenCommand.class,
      OverviewCommand.class,
      LocationCommand.class,
      AssetCommand.class,
      DeviceCommand.class,
      PersonCommand.class,
      LicenseCommand.class,
      PlanCommand.class,
      JobCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the server refused it; nothing was changed",
      "2:the command line was wrong",
      "3:no server, or not signed in",
      "4:done in part (refused, or left out without having it), or the job failed",
      "5:Coster or Apple is in trouble",
      "6:the question was answered with no"
    },
    footer = {
      "",
      "On this machine: coster serve | demo | simulator | config | verify (see coster serve --help)."
    })
public final class CosterCli {

  @Option(
      names = "--json",
      description = "Answer as JSON, for scripts.",
      scope = CommandLine.ScopeType.INHERIT)
  boolean asJson;

  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  CosterCli(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
    PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
    System.exit(run(args, System.getenv(), out, err));
  }

  /** Runs one command; for {@link #main} and for tests. */
  static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new CosterCli(environment, out, err));
    line.registerConverter(UUID.class, CosterCli::id);
    line.setOut(out);
    line.setErr(err);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      CliException told = Failures.told(failure);
      err.println(told.getMessage());
      return told.exit().code();
    });
    if (args.length == 0) {
      line.usage(out);
      return ExitCode.USAGE.code();
    }
    return line.execute(args);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.TypeConversionException("“" + text + "” is no id of Coster's");
    }
  }

  Screen screen() {
    return new Screen(out, err, asJson, json);
  }

  Credentials credentials() {
    return Credentials.usual(environment);
  }

  /**
   * The server that one is signed in at: by environment (COSTER_SERVER, COSTER_TOKEN), else as
   * {@code coster login} left it.
   */
  Remote remote() {
    String server = environment.getOrDefault("COSTER_SERVER", "");
    String token = environment.getOrDefault("COSTER_TOKEN", "");
    if (!server.isEmpty() && !token.isEmpty()) {
      return remoteAt(Servers.parsed(server), token);
    }
    if (!token.isEmpty()) {
      throw new CliException(
          ExitCode.USAGE,
          "COSTER_TOKEN is set, but COSTER_SERVER is not: say which server it is for.");
    }
    Credentials.Login login = login(server);
    return remoteAt(login.server(), login.token());
  }

  /** What is kept; never that of another server than the one that is named. */
  private Credentials.Login login(String server) {
    String named = server.isEmpty() ? "http://localhost:8080" : server;
    Credentials.Login login =
        credentials()
            .read()
            .orElseThrow(() ->
                new CliException(
                    ExitCode.NO_SERVER,
                    "Not signed in. Run: coster login --server " + named + " --email YOU"));
    if (!server.isEmpty() && !Servers.parsed(server).equals(login.server())) {
      throw new CliException(
          ExitCode.USAGE,
          "COSTER_SERVER names "
              + server
              + ", but the kept token is for "
              + login.server()
              + ". Set COSTER_TOKEN, too, or run: coster login --server "
              + server
              + " --email YOU");
    }
    return login;
  }

  Remote remoteAt(URI server, @org.jspecify.annotations.Nullable String token) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    return new Remote(server, token, http, json);
  }

  /** The API of that type at the server one is signed in at. */
  <T> T api(Class<T> type) {
    return remote().api(type);
  }
}
