package dev.coster.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.platform.EmbeddedPostgres.Durability;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One data folder, taken through everything that can happen to it; each test starts on what the one
 * before left.
 */
final class EmbeddedPostgresTest {
  private static final Path DATA = TestDatabase.folder("embedded-" + UUID.randomUUID());
  private static final Path FAST = TestDatabase.folder("fast-" + UUID.randomUUID());

  private final List<Process> processes = new ArrayList<>();

  @AfterAll
  static void makeRoom() throws IOException {
    for (Path folder : Stream.of(DATA, FAST).filter(Files::exists).toList()) {
      try (Stream<Path> tree = Files.walk(folder)) {
        tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  @AfterEach
  void endProcesses() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void isSafeAndClosedToStrangers() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DATA)) {
      assertThat(settings(postgres))
          .containsEntry("fsync", "on")
          .containsEntry("synchronous_commit", "on")
          .containsEntry("full_page_writes", "on")
          .containsEntry("data_checksums", "on")
          .containsEntry("password_encryption", "scram-sha-256")
          .containsEntry("listen_addresses", "127.0.0.1")
          .containsEntry("unix_socket_directories", "")
          .containsEntry("server_encoding", "UTF8")
          .containsEntry("data_directory_mode", "0700");
      JdbcClient admin = superuser(postgres);
      assertThat(
              admin
                  .sql("select datlocprovider::text || ' ' || datlocale from pg_database")
                  .query(String.class)
                  .set())
          .containsExactly("b C.UTF-8");
      assertThat(
              admin
                  .sql("select distinct auth_method from pg_hba_file_rules")
                  .query(String.class)
                  .list())
          .containsExactly("scram-sha-256");
      assertThat(
              admin
                  .sql("select rolpassword from pg_authid where rolpassword is not null")
                  .query(String.class)
                  .list())
          .hasSize(2)
          .allMatch(password -> password.startsWith("SCRAM-SHA-256$"));
      assertThat(
              client(postgres)
                  .sql("select rolsuper from pg_roles where rolname = current_user")
                  .query()
                  .singleValue())
          .isEqualTo(false);
      assertModes();
      assertThat(Files.readAllLines(Path.of("/proc/" + postgres.processId() + "/status")))
          .noneMatch(line -> line.startsWith("Uid:\t0"));
    }
  }

  private static void assertModes() throws IOException {
    for (String folder : List.of("", "postgres", "postgres/data")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(DATA.resolve(folder))))
          .isEqualTo("rwx------");
    }
    for (String file : List.of("password", "data/pg_hba.conf", "data/coster.conf")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(DATA.resolve("postgres/" + file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void refusesAWrongPassword() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DATA)) {
      var stranger = new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), "guess");
      assertThatThrownBy(stranger::getConnection)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void aRestartKeepsTheData() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DATA)) {
      client(postgres).sql("drop table if exists kept").update();
      client(postgres).sql("create table kept as select 42 as answer").update();
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DATA)) {
      assertThat(client(postgres).sql("select answer from kept").query().singleValue())
          .isEqualTo(42);
    }
  }

  @Test
  void aSecondStarterIsRefusedInThisProcessAndInAnother() throws Exception {
    Process other = startElsewhere();
    awaitReady(other);
    assertThatThrownBy(() -> EmbeddedPostgres.start(DATA))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("in use by another Coster (process " + other.pid() + ")")
        .hasMessageContaining("COSTER_DATA");
    other.destroyForcibly().waitFor();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DATA)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(DATA))
          .hasMessageContaining("in use by another Coster");
      assertThat(client(postgres).sql("select 1").query().singleValue()).isEqualTo(1);
    }
  }

  @Test
  void theServerEndsWhenItsOwnerIsKilled() throws Exception {
    Process owner = startElsewhere();
    ProcessHandle server = ProcessHandle.of(awaitReady(owner)).orElseThrow();
    owner.destroyForcibly().waitFor();
    server.onExit().get(30, TimeUnit.SECONDS);
    assertThat(server.isAlive()).isFalse();
  }

  @Test
  void aServerLeftOverIsStoppedAndKeepsWhatWasCommitted() throws Exception {
    Process owner = startElsewhere();
    ProcessHandle server = ProcessHandle.of(awaitReady(owner)).orElseThrow();
    owner.children().forEach(ProcessHandle::destroyForcibly);
    owner.destroyForcibly().waitFor();
    assertThat(server.isAlive()).isTrue();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DATA)) {
      server.onExit().get(30, TimeUnit.SECONDS);
      assertThat(client(postgres).sql("select owner from committed").query().singleValue())
          .isEqualTo(owner.pid());
    }
  }

  @Test
  void aKilledServerIsRecovered() throws Exception {
    EmbeddedPostgres killed = EmbeddedPostgres.start(DATA);
    client(killed).sql("drop table if exists survived").update();
    client(killed).sql("create table survived as select 7 as n").update();
    ProcessHandle server = ProcessHandle.of(killed.processId()).orElseThrow();
    server.destroyForcibly();
    server.onExit().get(30, TimeUnit.SECONDS);
    killed.close();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DATA)) {
      assertThat(client(postgres).sql("select n from survived").query().singleValue()).isEqualTo(7);
    }
  }

  @Test
  void aStaleProcessIdThatBelongsToAStrangerIsLeftAlone() throws Exception {
    EmbeddedPostgres.start(DATA).close();
    Process stranger = new ProcessBuilder(asOwnerOfTheData("sh", "-c", "read -r forever")).start();
    processes.add(stranger);
    Files.writeString(
        DATA.resolve("postgres/data/postmaster.pid"),
        stranger.pid() + "\n/elsewhere\n1\n5432\n\n\n");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(DATA)) {
      assertThat(client(postgres).sql("select 1").query().singleValue()).isEqualTo(1);
      assertThat(stranger.isAlive()).isTrue();
    }
  }

  @Test
  void dataOfAnotherMajorVersionIsNotTouched() throws Exception {
    EmbeddedPostgres.start(DATA).close();
    Path version = DATA.resolve("postgres/data/PG_VERSION");
    String now = Files.readString(version);
    Files.writeString(version, "15\n");
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(DATA))
          .hasMessageContaining("written by PostgreSQL 15")
          .hasMessageContaining("backup");
    } finally {
      Files.writeString(version, now);
    }
  }

  @Test
  void testDurabilityIsForTestsOnly() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(FAST, Durability.TEST)) {
      assertThat(settings(postgres))
          .containsEntry("fsync", "off")
          .containsEntry("synchronous_commit", "off");
    }
  }

  /**
   * PostgreSQL takes another user's process for no server of its own, so the stranger must be of
   * the same user.
   */
  private static List<String> asOwnerOfTheData(String... command) throws IOException {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(
          List.of("setpriv", "--reuid=" + Files.getOwner(DATA).getName(), "--clear-groups"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private Process startElsewhere() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                DATA.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.add(process);
    return process;
  }

  /** Waits until the other process owns a running server; returns the server's process id. */
  private static long awaitReady(Process owner) throws IOException {
    BufferedReader lines = owner.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ready ")) {
        return Long.parseLong(line.substring("ready ".length()));
      }
    }
    throw new IOException("The other process ended.");
  }

  /** The program that is killed. */
  static final class Owner {
    private Owner() {}

    /** Starts a server, commits a row, says so, and waits for its end. */
    public static void main(String[] arguments) throws IOException {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
      client(postgres).sql("drop table if exists committed").update();
      client(postgres)
          .sql("create table committed as select :pid::bigint as owner")
          .param("pid", ProcessHandle.current().pid())
          .update();
      System.out.println("ready " + postgres.processId());
      System.in.read();
    }
  }

  private static Map<String, String> settings(EmbeddedPostgres postgres) {
    return superuser(postgres)
        .sql("select name, setting from pg_settings")
        .query()
        .listOfRows()
        .stream()
        .collect(
            Collectors.toMap(row -> (String) row.get("name"), row -> (String) row.get("setting")));
  }

  private static JdbcClient client(EmbeddedPostgres postgres) {
    return JdbcClient.create(
        new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()));
  }

  private static JdbcClient superuser(EmbeddedPostgres postgres) {
    return JdbcClient.create(
        new DriverManagerDataSource(postgres.jdbcUrl(), "postgres", postgres.password()));
  }
}
