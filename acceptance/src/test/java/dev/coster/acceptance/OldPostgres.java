package dev.coster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** A server of the oldest PostgreSQL that Coster works with, as an organization may have one. */
final class OldPostgres implements AutoCloseable {
  private static final String USER = "coster_user";
  private static final String PASSWORD = "a password";

  private final Path folder;
  private final List<String> asUser;
  private final int port;

  private OldPostgres(Path folder, List<String> asUser, int port) {
    this.folder = folder;
    this.asUser = asUser;
    this.port = port;
  }

  /** Unpacks, makes and starts one; its data is gone with the next start. */
  static OldPostgres start() {
    try {
      Path folder = Files.createTempDirectory("coster-old-postgres");
      unpack(folder.resolve("programs"));
      Files.writeString(folder.resolve("password"), PASSWORD);
      boolean root = System.getProperty("user.name").equals("root");
      if (root) {
        run(folder, List.of("chown", "-R", "nobody", folder.toString()));
      }
      // PostgreSQL refuses root.
      List<String> asUser =
          root ? List.of("setpriv", "--reuid=nobody", "--clear-groups") : List.of();
      OldPostgres postgres = new OldPostgres(folder, asUser, ProgramProcess.freePort());
      postgres.makeData();
      return postgres;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void makeData() {
    program(
        "initdb",
        "--pgdata=" + folder.resolve("data"),
        "--username=" + USER,
        "--pwfile=" + folder.resolve("password"),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    program(
        "pg_ctl",
        "start",
        "--wait",
        "--pgdata=" + folder.resolve("data"),
        "--log=" + folder.resolve("log"),
        "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''");
  }

  /** How Coster is told to use it. */
  Map<String, String> settings() {
    return Map.of(
        "COSTER_DATABASE_URL",
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "COSTER_DATABASE_USER",
        USER,
        "COSTER_DATABASE_PASSWORD",
        PASSWORD);
  }

  /** The version of its data. */
  String version() {
    try {
      return Files.readString(folder.resolve("data/PG_VERSION")).strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    program("pg_ctl", "stop", "--wait", "--mode=immediate", "--pgdata=" + folder.resolve("data"));
    run(folder.getParent(), List.of("rm", "-rf", folder.toString()));
  }

  private void program(String name, String... arguments) {
    List<String> command = new ArrayList<>(asUser);
    command.add(folder.resolve("programs/bin").resolve(name).toString());
    command.addAll(List.of(arguments));
    run(folder, command);
  }

  private static void run(Path folder, List<String> command) {
    try {
      Path said = Files.createTempFile("coster-old-postgres", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      int exit = process.waitFor();
      String output = Files.readString(said, StandardCharsets.UTF_8);
      Files.delete(said);
      assertThat(exit).as("%s said: %s", command, output).isZero();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private static void unpack(Path target) throws IOException {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String resource = "/postgres-" + system + "-" + processor + ".txz";
    try (InputStream packed = OldPostgres.class.getResourceAsStream(resource);
        var tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, target.resolve(entry.getName()));
      }
    }
    try (Stream<Path> programs = Files.list(target.resolve("bin"))) {
      for (Path program : programs.toList()) {
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(path.getParent());
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(path.getParent());
      Files.copy(content, path);
    }
  }
}
