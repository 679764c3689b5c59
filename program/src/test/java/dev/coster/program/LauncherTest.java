package dev.coster.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a stand-in for Java that prints how it was called. */
final class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      echo "COSTER_DATA=${COSTER_DATA-not set}"
      printf '%s\\n' "$@"
      """;

  @TempDir Path folder;

  private Path home = Path.of("");
  private Path dist = Path.of("");

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("a & b|c \\ d"));
    Path tree = Path.of("..").toAbsolutePath().normalize();
    Files.copy(tree.resolve("coster"), home.resolve("coster"));
    Files.createDirectories(home.resolve(".mvn"));
    Files.copy(tree.resolve(".mvn/jdk.sh"), home.resolve(".mvn/jdk.sh"));
    dist = home.resolve("program/target/coster");
    Files.createDirectories(dist.resolve("lib"));
    Files.createDirectories(dist.resolve("cli"));
    for (String jar : List.of("coster-cli-1.jar", "coster-program-1.jar")) {
      Files.writeString(dist.resolve("lib").resolve(jar), "");
    }
    Files.writeString(dist.resolve("class-path"), "lib/x.jar:lib/y.jar\n");
    Files.writeString(dist.resolve("cli/class-path"), "lib/x.jar:lib/z.jar\n");
    executable(jdk("jdk", "25.0.1").resolve("bin/java"), JAVA);
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aFolderOfAnyNameMakesAClassPath() throws Exception {
    String lib = dist.resolve("lib").toString();
    assertThat(run("asset", "list"))
        .containsSubsequence(
            "-cp",
            lib + "/coster-cli-1.jar:" + lib + "/x.jar:" + lib + "/z.jar",
            "dev.coster.cli.CosterCli",
            "asset",
            "list");
    assertThat(run("config", "--port", "9"))
        .containsSubsequence(
            "-cp",
            lib + "/coster-program-1.jar:" + lib + "/x.jar:" + lib + "/y.jar",
            "dev.coster.program.Coster",
            "config",
            "--port",
            "9");
  }

  @Test
  void theDataFolderOfTheConfigurationFileIsLeftToTheProgram() throws Exception {
    Path file = folder.resolve("coster.conf");
    Files.writeString(file, "COSTER_DATA = /srv/x\n");
    assertThat(run("config", "--config", file.toString())).contains("COSTER_DATA=not set");
  }

  @Test
  void lookingAtTheConfigurationOrTheHelpMakesNoFolder() throws Exception {
    Path data = folder.resolve("data");
    assertThat(run("config", "--data", data.toString())).contains("config");
    assertThat(run("serve", "--data", data.toString(), "--help")).contains("--help");
    assertThat(data).doesNotExist();
  }

  /**
   * Searched for in a version that nobody has installed, so that only the test's own can be found.
   */
  @Test
  void anOlderJavaThatComesFirstIsPassedOver() throws Exception {
    Path old = jdk("old", "17.0.9");
    Path fit = jdk("user/.jdks/new", "99.0.1");
    assertThat(search(old, old)).containsExactly("0", fit.toString());
    assertThat(search(fit, old)).containsExactly("0", fit.toString());

    Path onPath = jdk("path", "98");
    assertThat(search(old, onPath)).containsExactly("0", onPath.toString());
  }

  @Test
  void withoutAnyThatFitsItSaysWhatToInstall() throws Exception {
    Path old = jdk("old", "17.0.9");
    assertThat(search(old, old))
        .contains("1")
        .anyMatch(line -> line.startsWith("Coster needs a JDK 98 or later"))
        .anyMatch(line -> line.contains("apt install openjdk-98-jdk-headless"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    executable(jdk.resolve("bin/java"), "#!/bin/sh\n");
    executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  /** What the search for version 98 ends with, and the JDK that it took. */
  private List<String> search(Path javaHome, Path first) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh",
            "-c",
            ". ../.mvn/jdk.sh; jdk_needed=98; find_jdk 2>&1; echo $?; echo \"$JAVA_HOME\"");
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("PATH", first.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("HOME", folder.resolve("user").toString());
    builder.environment().remove("SDKMAN_DIR");
    Process process = builder.start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  private List<String> run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", home.resolve("coster").toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("COSTER_"));
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
