package dev.coster.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged program, started as the launcher starts it; what it prints goes to a file. */
final class ProgramProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of(System.getProperty("coster.program"));
  private static final Path WORK = Path.of(System.getProperty("coster.work"));
  private static final Duration END = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private ProgramProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts the program.
   *
   * @param name of the file with what it prints
   * @param environment what is set besides; of ours nothing is inherited
   */
  static ProgramProcess start(String name, Map<String, String> environment, String... arguments) {
    Path output = WORK.resolve(name + ".txt");
    try {
      Files.createDirectories(WORK);
      ProcessBuilder builder = builder(environment, arguments);
      builder.redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
      return new ProgramProcess(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How to start it; the streams are left to the caller. */
  static ProcessBuilder builder(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx512m",
            "-cp",
            classPath(),
            "dev.coster.program.Coster"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("COSTER_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(PROGRAM.resolve("lib"))) {
      Path own =
          jars.filter(jar -> jar.getFileName().toString().startsWith("coster-program-"))
              .findFirst()
              .orElseThrow();
      String others =
          Files.readString(PROGRAM.resolve("class-path"))
              .strip()
              .replace("lib/", PROGRAM + "/lib/");
      return own + ":" + others;
    }
  }

  /** An empty folder for the data of a test. */
  static Path freshFolder(String name) {
    Path folder = WORK.resolve(name);
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> old = Files.walk(folder)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(folder.getParent()).resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody has now, for a program that must know it beforehand. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a printed line that fits, and answers the group of the pattern. */
  String printed(String pattern, Duration atMost) {
    Pattern compiled = Pattern.compile(pattern);
    return Await.value(
        "a line like " + pattern + " in " + output,
        atMost,
        () -> {
          boolean alive = process.isAlive();
          Matcher matcher = compiled.matcher(output());
          if (matcher.find()) {
            return Optional.of(matcher.group(1));
          }
          if (!alive) {
            throw new AssertionError("The program ended by itself:\n" + output());
          }
          return Optional.empty();
        });
  }

  /** All that was printed so far. */
  String output() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9} or a failing machine: the program gets no chance to tidy up. */
  void killNine() {
    process.destroyForcibly();
    waitForEnd();
  }

  /** As Ctrl-C. */
  @Override
  public void close() {
    process.destroy();
    if (!waitForEnd()) {
      process.destroyForcibly();
      throw new AssertionError("The program did not end within " + END + ":\n" + output());
    }
  }

  private boolean waitForEnd() {
    try {
      return process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
