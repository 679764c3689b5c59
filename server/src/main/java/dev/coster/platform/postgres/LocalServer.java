package dev.coster.platform.postgres;

import dev.coster.platform.EmbeddedPostgres.Durability;
import dev.coster.platform.EmbeddedPostgresException;
import dev.coster.platform.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: the lock on its folder, its main process, and the watch over both. */
public final class LocalServer implements AutoCloseable {
  /** The role that owns Coster's database. */
  public static final String OWNER = "coster";

  private static final Logger log = LoggerFactory.getLogger(LocalServer.class);
  private static final int PORTS_TO_TRY = 5;
  private static final long LOG_LIMIT = 20_000_000;

  private final FolderLock lock;
  private final Postmaster postmaster;
  private final Watch watch;
  private final int port;
  private final long processId;
  private final String password;
  private boolean closed;

  private LocalServer(FolderLock lock, Postmaster postmaster, int port, String password)
      throws IOException {
    this.lock = lock;
    this.postmaster = postmaster;
    this.port = port;
    this.password = password;
    this.processId =
        postmaster
            .running()
            .orElseThrow(
                () -> new EmbeddedPostgresException("PostgreSQL ended right after its start."))
            .pid();
    this.watch = Watch.over(processId);
  }

  /** See {@link dev.coster.platform.EmbeddedPostgres#start(Path, Durability)}. */
  public static LocalServer start(Path dataFolder, Durability durability) {
    try {
      Path folder = dataFolder.resolve("postgres");
      boolean ours = !Files.exists(dataFolder) || Files.exists(folder) || isEmpty(dataFolder);
      PrivateFiles.createFolder(folder);
      ProcessUser user = ProcessUser.forFolder(dataFolder);
      FolderLock lock = FolderLock.acquire(dataFolder, folder.resolve("lock"));
      try {
        if (ours) {
          user.give(dataFolder);
        }
        user.give(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        requireReach(user, folder);
        return start(folder, durability, user, lock);
      } catch (IOException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new EmbeddedPostgresException(
          "PostgreSQL could not be started in " + dataFolder + ": " + failed.getMessage(), failed);
    }
  }

  private static LocalServer start(
      Path folder, Durability durability, ProcessUser user, FolderLock lock) throws IOException {
    Cluster cluster = Cluster.in(folder);
    Binaries binaries = Binaries.unpackInto(folder);
    Postmaster postmaster = new Postmaster(folder, cluster, binaries, user);
    postmaster.recover();
    cluster.create(binaries, user, durability);
    String password = cluster.password();
    rotate(postmaster.log());
    try {
      int port = startOnFreePort(cluster, postmaster, durability);
      OwnDatabase.ensure(port, password);
      binaries.deleteOthers();
      return new LocalServer(lock, postmaster, port, password);
    } catch (IOException | RuntimeException failed) {
      if (postmaster.running().isPresent()) {
        postmaster.stop();
      }
      throw failed;
    }
  }

  /** Another port is tried only when the process has ended, for a port taken meanwhile ends it. */
  private static int startOnFreePort(Cluster cluster, Postmaster postmaster, Durability durability)
      throws IOException {
    String output = "";
    for (int attempt = 1; attempt <= PORTS_TO_TRY; attempt++) {
      int port = freePort();
      cluster.configure(port, durability);
      var result = postmaster.start();
      if (result.succeeded()) {
        return port;
      }
      output = result.output() + lastLines(postmaster.log());
      log.warn("PostgreSQL did not start on port {} (attempt {})", port, attempt);
    }
    throw new EmbeddedPostgresException("PostgreSQL did not start. Its own words:\n" + output);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  private static void requireReach(ProcessUser user, Path folder) {
    if (!Command.run(user.wrap(List.of("test", "-w", folder.toString())), Path.of("/"))
        .succeeded()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL runs as the user '"
              + user
              + "', who cannot reach "
              + folder
              + ". Choose a data folder that this user can enter (--data, COSTER_DATA), or start Coster as an ordinary user.");
    }
  }

  private static void rotate(Path logFile) throws IOException {
    if (Files.exists(logFile) && Files.size(logFile) > LOG_LIMIT) {
      Files.move(
          logFile, logFile.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String lastLines(Path logFile) throws IOException {
    if (!Files.exists(logFile)) {
      return "";
    }
    List<String> lines = Files.readAllLines(logFile);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }

  /** The port on the loopback address. */
  public int port() {
    return port;
  }

  /** Process id of the main process. */
  public long processId() {
    return processId;
  }

  /** The generated password. */
  public String password() {
    return password;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      postmaster.stop();
      watch.close();
    } catch (IOException failed) {
      log.warn("PostgreSQL was stopped, but its watch did not answer", failed);
    }
  }
}
