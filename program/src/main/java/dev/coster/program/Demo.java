package dev.coster.program;

import dev.coster.CosterServer;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.EmbeddedPostgres;
import dev.coster.platform.Setting;
import dev.coster.security.FirstAdministrator;
import dev.coster.simulator.http.ServerOptions;
import dev.coster.simulator.http.SimulatorServer;
import dev.coster.simulator.sample.SampleSchool;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code coster demo}: a simulated Apple with a sample school, and a server that manages it, in one
 * process. Each start begins anew, in a database of its own, because the simulated Apple forgets
 * everything when it ends.
 */
final class Demo implements Program {
  private static final Set<String> OPTIONS = Set.of("--port", "--data", "--seed");
  private static final String DATABASE = "coster_demo";
  private static final String EMAIL = "admin@hillside.example";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  Demo(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  @Override
  public String description() {
    return """
    runs a sample school with a simulated Apple, until a signal ends it; each start begins anew.

      --port NUMBER   TCP port, 0 takes any free one (default 8080)
      --data FOLDER   where its database lies (default: beside that of serve)
      --seed NUMBER   another school, and other misfortunes (default 1)\
    """;
  }

  @Override
  public int run(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, OPTIONS);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(this::close));
    boolean started = false;
    try {
      start(given);
      started = true;
      return 0;
    } catch (IOException | SQLException failed) {
      throw new TroubleException("The demo cannot start: " + Trouble.inWords(failed), failed);
    } finally {
      if (!started) {
        close();
      }
    }
  }

  private void start(Arguments given) throws IOException, SQLException {
    Map<String, String> settings = new HashMap<>(environment);
    given.value("--data").ifPresent(data -> settings.put(Setting.COSTER_DATA.name(), data));
    settings.put(
        Setting.COSTER_PORT.name(), Configuration.port(given.value("--port").orElse("8080")));
    CosterConfig config = CosterConfig.load(settings, null);
    FreePort.require(config.bind(), config.port());
    Path data = config.data();
    long seed = seed(given);

    EmbeddedPostgres postgres = opened(EmbeddedPostgres.start(data));
    NotificationDoor door = opened(NotificationDoor.open(data));
    SimulatorServer apple =
        opened(
            SimulatorServer.start(ServerOptions.local(seed).trusting(List.of(door.certificate()))));
    SampleSchool school = SampleSchool.fill(apple.apple(), apple.clock().instant(), seed);

    useFreshDatabase(settings, postgres);
    settings.put(Setting.COSTER_APPLE_URL.name(), apple.serviceUrl() + "/mdm/v2");
    settings.put(Setting.COSTER_NOTIFICATION_URL.name(), door.address().toString());
    CosterServer server = opened(CosterServer.start(CosterConfig.load(settings, null)));
    door.leadsTo(server.localAddress());
    String password = signIn(server);
    DemoSample.load(server, school);
    welcome(server.localAddress(), password, apple.controlUrl());
  }

  private static long seed(Arguments given) {
    String text = given.value("--seed").orElse("1");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--seed needs a whole number, not " + text);
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    synchronized (open) {
      open.push(part);
    }
    return part;
  }

  private static void useFreshDatabase(Map<String, String> settings, EmbeddedPostgres postgres)
      throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + DATABASE);
      statement.execute("create database " + DATABASE);
    }
    settings.put(Setting.COSTER_DATABASE_URL.name(), postgres.jdbcUrl(DATABASE));
    settings.put(Setting.COSTER_DATABASE_USER.name(), postgres.user());
    settings.put(Setting.COSTER_DATABASE_PASSWORD.name(), postgres.password());
  }

  /** Takes the one-time link as anybody would; the password is new each time. */
  private static String signIn(CosterServer server) {
    FirstAdministrator first = server.part(FirstAdministrator.class);
    String path = first.link(server.localAddress()).orElseThrow().getPath();
    String password = words();
    first.create(path.substring(path.lastIndexOf('/') + 1), "Robin Hillside", EMAIL, password);
    return password;
  }

  private static String words() {
    String letters = "abcdefghjkmnpqrstuvwxyz23456789";
    SecureRandom random = new SecureRandom();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 15; i++) {
      word.append(i % 5 == 4 ? '-' : letters.charAt(random.nextInt(letters.length())));
    }
    return word.append(letters.charAt(random.nextInt(letters.length()))).toString();
  }

  private void welcome(URI address, String password, URI control) {
    out.println();
    out.println("Coster's demo is ready: " + address);
    out.println("  sign in as " + EMAIL);
    out.println("  password   " + password);
    out.println("The simulated Apple's control port: " + control + " (simulator/README.md)");
    out.println("This Apple is unkind on purpose: lost and late answers that follow are meant.");
    out.println("Ctrl-C ends all of it; the next start begins anew.");
    out.flush();
  }

  private void close() {
    synchronized (open) {
      while (!open.isEmpty()) {
        closeQuietly(open.pop());
      }
    }
  }

  /** One part that does not end shall not keep the others from ending. */
  private void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failed) {
      out.println("Ending " + part.getClass().getSimpleName() + ": " + failed.getMessage());
    }
  }
}
