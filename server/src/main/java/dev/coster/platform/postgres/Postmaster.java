package dev.coster.platform.postgres;

import dev.coster.platform.EmbeddedPostgresException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's main process: started, found again, stopped. */
final class Postmaster {
  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  private static final int PATIENCE_SECONDS = 60;

  /** How {@code pg_ctl} says that it waited long enough, while the server lives on. */
  private static final String LIVES_ON = "did not start in time";

  /** In {@code postmaster.pid}, counted from zero. */
  private static final int STATUS_LINE = 7;

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final int LOOKS_PER_MINUTE = 300;

  /** It is in its file within moments, unless it ended at once. */
  private static final int LOOKS_FOR_A_PROCESS = 50;

  private final Path parent;
  private final Cluster cluster;
  private final Binaries binaries;
  private final ProcessUser user;
  private final int startSeconds;

  Postmaster(Path parent, Cluster cluster, Binaries binaries, ProcessUser user) {
    this(parent, cluster, binaries, user, PATIENCE_SECONDS);
  }

  /**
   * Over its parts.
   *
   * @param startSeconds how long the starting program waits; after that we wait ourselves
   */
  Postmaster(Path parent, Cluster cluster, Binaries binaries, ProcessUser user, int startSeconds) {
    this.startSeconds = startSeconds;
    this.parent = parent;
    this.cluster = cluster;
    this.binaries = binaries;
    this.user = user;
  }

  Path log() {
    return parent.resolve("postgres.log");
  }

  /**
   * Starts and waits until connections are accepted, or the process has ended: after a crash it may
   * work for many minutes before, and would begin from the start if it were stopped. {@code pg_ctl}
   * puts it into a session of its own, so that Ctrl-C on the terminal reaches Coster only, which
   * stops it in order.
   */
  Command.Result start() {
    Command.Result result = control("start", startSeconds, "-l", log().toString());
    boolean recovering = !result.succeeded() && result.output().contains(LIVES_ON);
    return recovering && becomesReady() ? new Command.Result(0, result.output()) : result;
  }

  /** Waits as long as the process lives; false when it ended. */
  private boolean becomesReady() {
    for (int look = 0; !ready(); look++) {
      Optional<ProcessHandle> process = running();
      if (process.isEmpty() && look >= LOOKS_FOR_A_PROCESS) {
        return ready();
      }
      if (look % LOOKS_PER_MINUTE == LOOKS_PER_MINUTE - 1) {
        log.info("PostgreSQL is still recovering; see {}", log());
      }
      boolean ended = endsWithin(process, LOOK_EVERY);
      if (ended) {
        return false;
      }
    }
    return true;
  }

  /** Whether the server says in its own file that it accepts connections. */
  private boolean ready() {
    try {
      List<String> lines = Files.exists(pidFile()) ? Files.readAllLines(pidFile()) : List.of();
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException beingWritten) {
      return false;
    }
  }

  private static boolean endsWithin(Optional<ProcessHandle> process, Duration span) {
    try {
      process
          .map(ProcessHandle::onExit)
          .orElseGet(CompletableFuture::new)
          .get(span.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException lives) {
      return false;
    } catch (ExecutionException unknown) {
      throw new EmbeddedPostgresException("PostgreSQL's process cannot be watched.", unknown);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("Interrupted while PostgreSQL started.", interrupted);
    }
  }

  void stop() {
    if (!control("stop", PATIENCE_SECONDS, "-m", "fast").succeeded() && running().isPresent()) {
      control("stop", PATIENCE_SECONDS, "-m", "immediate");
    }
  }

  private Command.Result control(String verb, int seconds, String... options) {
    List<String> command =
        new ArrayList<>(List.of(binaries.program("pg_ctl"), verb, "--silent", "--wait"));
    command.addAll(List.of("--timeout=" + seconds, "--pgdata=" + cluster.folder()));
    command.addAll(List.of(options));
    return Command.run(user.wrap(command), parent);
  }

  /**
   * Ends what a killed Coster left behind. The caller holds the folder's lock, so whatever runs
   * from our programs has lost its owner. A process id in {@code postmaster.pid} that now belongs
   * to a stranger (ids come again, in containers at once) is not touched, and the stale file is
   * removed, for PostgreSQL would take the stranger for a server. One that still recovers is let
   * come to the end of that first.
   */
  void recover() throws IOException {
    if (running().isPresent()) {
      boolean _ = becomesReady();
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
