package dev.coster.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What the simulation tries, as it is written. */
final class Sources {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("src/main"),
          Path.of("src/test/java/dev/coster/simulation"),
          Path.of("../simulator/src/main"),
          Path.of("../apple-client/src/main"));

  private Sources() {}

  /** A number that is another one after every change. */
  static long digest() {
    CRC32 digest = new CRC32();
    FOLDERS.forEach(folder -> add(digest, folder));
    return digest.getValue();
  }

  private static void add(CRC32 digest, Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
