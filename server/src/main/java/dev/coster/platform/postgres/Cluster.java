package dev.coster.platform.postgres;

import dev.coster.platform.EmbeddedPostgres.Durability;
import dev.coster.platform.EmbeddedPostgresException;
import dev.coster.platform.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The folder that holds the data, as {@code initdb} makes it, with Coster's own settings on top.
 */
record Cluster(Path parent, Path folder, Path passwordFile) {
  static final String SUPERUSER = "postgres";

  static Cluster in(Path parent) {
    return new Cluster(parent, parent.resolve("data"), parent.resolve("password"));
  }

  /**
   * Creates the cluster unless it is there. It is made under another name: killed half-way, it is
   * made anew.
   */
  void create(Binaries binaries, ProcessUser user, Durability durability) throws IOException {
    if (Files.isDirectory(folder)) {
      refuseOtherMajorVersion();
      return;
    }
    createPassword();
    Path unfinished = folder.resolveSibling("data.unfinished");
    Binaries.deleteTree(unfinished);
    var result = Command.run(user.wrap(initdb(binaries, unfinished, durability)), parent);
    if (!result.succeeded()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL's data folder could not be created:\n" + result.output());
    }
    Files.writeString(
        unfinished.resolve("postgresql.conf"),
        """

        # Coster's own settings, written at each start; put yours into local.conf
        include 'coster.conf'
        include_if_exists 'local.conf'
        """,
        StandardOpenOption.APPEND);
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.flushFolder(parent);
  }

  private List<String> initdb(Binaries binaries, Path target, Durability durability) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(binaries.program("initdb"), "--pgdata=" + target));
    command.addAll(
        List.of("--username=" + SUPERUSER, "--pwfile=" + passwordFile, "--auth=scram-sha-256"));
    command.addAll(List.of("--data-checksums", "--encoding=UTF8", "--locale=C"));
    command.addAll(
        List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"));
    if (durability == Durability.TEST) {
      command.add("--no-sync");
    }
    return command;
  }

  private void refuseOtherMajorVersion() throws IOException {
    String found = Files.readString(folder.resolve("PG_VERSION")).strip();
    String wanted = Binaries.version().replaceFirst("\\..*", "");
    if (!found.equals(wanted)) {
      throw new EmbeddedPostgresException(
          "The data in "
              + folder
              + " was written by PostgreSQL "
              + found
              + ", but this Coster brings PostgreSQL "
              + wanted
              + ". Make a backup with the Coster that wrote it, and restore it into an empty data folder.");
    }
  }

  private void createPassword() throws IOException {
    if (Files.exists(passwordFile)) {
      return;
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    PrivateFiles.write(
        passwordFile, HexFormat.of().formatHex(random).getBytes(StandardCharsets.UTF_8));
  }

  String password() throws IOException {
    if (!Files.exists(passwordFile)) {
      throw new EmbeddedPostgresException(
          "The file "
              + passwordFile
              + " with the database's password is missing. Put it back from your backup.");
    }
    return Files.readString(passwordFile).strip();
  }

  /** Writes the settings for a start on the given port. */
  void configure(int port, Durability durability) throws IOException {
    String safe = durability == Durability.FULL ? "on" : "off";
    String settings =
        """
        # Written by Coster at each start.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        fsync = %s
        synchronous_commit = %s
        full_page_writes = %s
        max_connections = 100
        max_wal_size = '2GB'
        random_page_cost = 1.1
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_statement = 'none'
        log_min_error_statement = 'panic'
        log_checkpoints = off
        """
            .formatted(port, safe, safe, safe);
    PrivateFiles.write(folder.resolve("coster.conf"), settings.getBytes(StandardCharsets.UTF_8));
    String access =
        """
        # Written by Coster at each start. Nobody gets in without the password.
        host all all 127.0.0.1/32 scram-sha-256
        """;
    PrivateFiles.write(folder.resolve("pg_hba.conf"), access.getBytes(StandardCharsets.UTF_8));
  }
}
