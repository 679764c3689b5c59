package dev.coster.platform.postgres;

import dev.coster.platform.EmbeddedPostgresException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the class path into {@code bin-<version>}. */
final class Binaries {
  private static final String PREFIX = "bin-";

  private final Path folder;

  private Binaries(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks the programs unless they are there. The folder gets its name last, so a half-unpacked
   * one never counts.
   */
  static Binaries unpackInto(Path parent) throws IOException {
    Path folder = parent.resolve(PREFIX + version());
    if (!Files.isDirectory(folder)) {
      Path unfinished = parent.resolve(folder.getFileName() + ".unfinished");
      deleteTree(unfinished);
      unpack(resource(), unfinished);
      // One flush for a thousand files: after a loss of power the name must not point at empty
      // ones.
      Command.run(List.of("sync"), parent);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return new Binaries(folder);
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /**
   * Whether an executable is a PostgreSQL unpacked into this parent, of this or an earlier version.
   */
  static boolean isOurs(Path parent, String executable) {
    return executable.startsWith(parent.resolve(PREFIX).toString());
  }

  /** Removes the programs of earlier versions. */
  void deleteOthers() throws IOException {
    try (Stream<Path> siblings = Files.list(folder.getParent())) {
      for (Path sibling : siblings.toList()) {
        if (sibling.getFileName().toString().startsWith(PREFIX) && !sibling.equals(folder)) {
          deleteTree(sibling);
        }
      }
    }
  }

  static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private static String resource() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "/postgres-" + system + "-" + processor + ".txz";
  }

  private static void unpack(String resource, Path target) throws IOException {
    try (InputStream packed = Binaries.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new EmbeddedPostgresException(
            "Coster brings no PostgreSQL for this system ("
                + resource
                + " is missing). Name a PostgreSQL of your own in COSTER_DATABASE_URL.");
      }
      try (var tar =
          new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(entry, tar, target);
        }
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("Entry leaves the folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted((a, b) -> b.compareTo(a)).forEach(Binaries::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
