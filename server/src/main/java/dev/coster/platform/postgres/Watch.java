package dev.coster.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A small shell process that waits at a pipe from this process. If the pipe breaks without a
 * farewell, this process was killed, and the shell stops the database server in its stead.
 */
final class Watch implements AutoCloseable {
  private static final String SCRIPT = "trap '' INT TERM HUP; read -r farewell || kill -INT \"$1\"";

  private final Process shell;

  private Watch(Process shell) {
    this.shell = shell;
  }

  static Watch over(long processId) throws IOException {
    List<String> command =
        List.of("/bin/sh", "-c", SCRIPT, "coster-watch", Long.toString(processId));
    ProcessBuilder builder = Command.builder(command, Path.of("/"));
    builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD);
    return new Watch(builder.start());
  }

  @Override
  public void close() throws IOException {
    try (var pipe = shell.getOutputStream()) {
      pipe.write("stopped\n".getBytes(StandardCharsets.UTF_8));
    }
  }
}
