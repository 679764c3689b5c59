package dev.coster.platform;

import dev.coster.platform.postgres.LocalServer;
import java.nio.file.Path;

/**
 * A real PostgreSQL server that belongs to this process and keeps its data under a data folder.
 *
 * <p>It is meant for production: changes are on disk when a commit returns, every connection needs
 * a password (generated once, kept beside the data in a file only its owner reads), the server
 * listens on the loopback address alone, and data pages carry checksums. A data folder is never
 * deleted or emptied. One process at a time may use a data folder; the operating system holds the
 * lock, so it ends with the process that held it.
 *
 * <p>PostgreSQL refuses to run as root. When this process is root, the server runs as the owner of
 * the data folder, or as the user {@code coster}, or else {@code nobody}.
 *
 * <p>If this process is killed, the server ends by itself within moments; one that is left over
 * nevertheless is stopped at the next start, and nothing that was committed is lost.
 *
 * <p>Instances are thread-safe. {@link #close()} stops the server and waits for it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private final LocalServer server;

  private EmbeddedPostgres(LocalServer server) {
    this.server = server;
  }

  /** How much a commit is worth. */
  public enum Durability {
    /** What is committed survives a loss of power. */
    FULL,
    /**
     * For tests: fast, and worthless after a crash of the machine. Never offered by configuration.
     */
    TEST
  }

  /**
   * Starts the server, after unpacking and creating what is missing.
   *
   * @param dataFolder Coster's data folder; made with mode 0700 if absent. The server keeps to its
   *     subfolder {@code postgres}
   * @throws EmbeddedPostgresException if the folder is in use by another Coster, belongs to another
   *     major version of PostgreSQL, or the server does not start; the message says what to do
   */
  public static EmbeddedPostgres start(Path dataFolder) {
    return start(dataFolder, Durability.FULL);
  }

  /** Like {@link #start(Path)}, with the durability that a test wants. */
  public static EmbeddedPostgres start(Path dataFolder, Durability durability) {
    return new EmbeddedPostgres(
        LocalServer.start(dataFolder.toAbsolutePath().normalize(), durability));
  }

  /** Address of Coster's own database on this server. */
  public String jdbcUrl() {
    return jdbcUrl("coster");
  }

  /** Address of a database on this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
  }

  /** The role that owns Coster's database. It is no superuser; it may create databases. */
  public String user() {
    return LocalServer.OWNER;
  }

  /** Password of {@link #user()}, the same for the superuser {@code postgres}. */
  public String password() {
    return server.password();
  }

  /** Process id of the server. */
  public long processId() {
    return server.processId();
  }

  /**
   * Stops the server (PostgreSQL's "fast" mode) and gives the data folder free. Does nothing the
   * second time.
   */
  @Override
  public void close() {
    server.close();
  }
}
