package dev.coster.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails says why in a sentence, asks for exit code 5, and leaves nothing running. */
final class StartTest {
  private static final int TROUBLE = 5;

  /** Threads that keep a process alive, and end with the part that started them. */
  private static final Set<String> OF_PARTS = Set.of("HTTP-Dispatcher");

  @TempDir Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @BeforeEach
  void openToPostgres() throws IOException {
    // As root, PostgreSQL runs as another user, who has to get there.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aTakenPortIsNamedBeforeAnythingRuns() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      Path data = folder.resolve("data");
      for (Program program : List.of(new Demo(Map.of(), out), new Serve(Map.of(), out))) {
        bytes.reset();
        List<String> arguments = List.of("--port", port, "--data", data.toString());
        assertThat(Coster.run(program, arguments, out)).isEqualTo(TROUBLE);
        assertThat(text()).contains("port " + port).contains("--port").hasLineCount(1);
        assertThat(data).doesNotExist();
      }
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("file"), "");
    String data = inTheWay.resolve("data").toString();
    for (Program program : List.of(new Demo(Map.of(), out), new Serve(Map.of(), out))) {
      bytes.reset();
      assertThat(Coster.run(program, List.of("--port", "0", "--data", data), out))
          .isEqualTo(TROUBLE);
      assertThat(text()).contains(inTheWay.toString()).contains("--data").hasLineCount(1);
    }
  }

  @Test
  void whatRanAlreadyEndsWhenTheServerDoesNotStart() throws IOException {
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
    Map<String, String> environment =
        Map.of("COSTER_TLS_CERTIFICATE", garbage.toString(), "COSTER_TLS_KEY", garbage.toString());
    Path data = folder.resolve("data");
    List<String> arguments = List.of("--port", "0", "--data", data.toString());
    assertThat(Coster.run(new Demo(environment, out), arguments, out)).isEqualTo(TROUBLE);
    assertThat(text()).contains("Coster cannot");
    assertThat(data.resolve("postgres")).isDirectory();
    try (var inPostgres = Files.walk(data, 3)) {
      assertThat(inPostgres).noneMatch(file -> file.endsWith("postmaster.pid"));
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> OF_PARTS.contains(thread.getName()) && thread.isAlive());
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNamed() {
    Map<String, String> environment =
        Map.of("COSTER_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
    List<String> arguments = List.of("--port", "0", "--data", folder.resolve("data").toString());
    assertThat(Coster.run(new Serve(environment, out), arguments, out)).isEqualTo(TROUBLE);
    assertThat(text()).contains("database").contains("127.0.0.1:1").doesNotContain("\tat ");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
