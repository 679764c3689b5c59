package dev.coster.platform.postgres;

import dev.coster.platform.EmbeddedPostgresException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a program to its end and keeps what it printed. */
final class Command {
  private Command() {}

  record Result(int exitValue, String output) {
    boolean succeeded() {
      return exitValue == 0;
    }
  }

  static Result run(List<String> command, Path folder) {
    try {
      Process process = builder(command, folder).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException failed) {
      throw new EmbeddedPostgresException(
          "Could not run " + command.getFirst() + ": " + failed.getMessage(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException(
          "Interrupted while running " + command.getFirst(), interrupted);
    }
  }

  /**
   * A process without the variables by which a PostgreSQL elsewhere on the machine is configured.
   */
  static ProcessBuilder builder(List<String> command, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }
}
