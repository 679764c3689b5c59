package dev.coster.platform.postgres;

import dev.coster.platform.EmbeddedPostgresException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server's main process: started, found again, stopped. */
final class Postmaster {
  private static final int PATIENCE_SECONDS = 60;

  private final Path parent;
  private final Cluster cluster;
  private final Binaries binaries;
  private final ProcessUser user;

  Postmaster(Path parent, Cluster cluster, Binaries binaries, ProcessUser user) {
    this.parent = parent;
    this.cluster = cluster;
    this.binaries = binaries;
    this.user = user;
  }

  Path log() {
    return parent.resolve("postgres.log");
  }

  /**
   * Starts and waits until connections are accepted. {@code pg_ctl} puts it into a session of its
   * own, so that Ctrl-C on the terminal reaches Coster only, which stops it in order.
   */
  Command.Result start() {
    return control("start", "-l", log().toString());
  }

  void stop() {
    if (!control("stop", "-m", "fast").succeeded() && running().isPresent()) {
      control("stop", "-m", "immediate");
    }
  }

  private Command.Result control(String verb, String... options) {
    List<String> command =
        new ArrayList<>(List.of(binaries.program("pg_ctl"), verb, "--silent", "--wait"));
    command.addAll(List.of("--timeout=" + PATIENCE_SECONDS, "--pgdata=" + cluster.folder()));
    command.addAll(List.of(options));
    return Command.run(user.wrap(command), parent);
  }

  /**
   * Ends what a killed Coster left behind. The caller holds the folder's lock, so whatever runs
   * from our programs has lost its owner. A process id in {@code postmaster.pid} that now belongs
   * to a stranger (ids come again, in containers at once) is not touched, and the stale file is
   * removed, for PostgreSQL would take the stranger for a server.
   */
  void recover() throws IOException {
    if (running().isPresent()) {
      stop();
    } else if (recordedProcess().isPresent()) {
      Files.deleteIfExists(pidFile());
    }
    // Sessions whose main process was killed end by themselves, but hold the shared memory until
    // then.
    ProcessHandle.allProcesses().filter(this::isOurs).forEach(Postmaster::awaitEnd);
  }

  /** The server's main process, if it runs. */
  Optional<ProcessHandle> running() {
    return recordedProcess().filter(this::isOurs);
  }

  private Optional<ProcessHandle> recordedProcess() {
    try {
      if (!Files.exists(pidFile())) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(pidFile());
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    } catch (IOException | NumberFormatException unreadable) {
      throw new EmbeddedPostgresException(
          "The file " + pidFile() + " cannot be read. If no PostgreSQL runs, remove it.",
          unreadable);
    }
  }

  private boolean isOurs(ProcessHandle process) {
    return process
        .info()
        .command()
        .filter(executable -> Binaries.isOurs(parent, executable))
        .isPresent();
  }

  private Path pidFile() {
    return cluster.folder().resolve("postmaster.pid");
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException stuck) {
      process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
