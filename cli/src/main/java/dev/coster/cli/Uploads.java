package dev.coster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files as they are named on the command line. */
final class Uploads {

  private Uploads() {}

  static boolean isStandardInput(Path file) {
    return file.toString().equals("-");
  }

  /** The bytes; {@code -} is standard input. */
  static byte[] bytes(Path file) throws IOException {
    return isStandardInput(file) ? System.in.readAllBytes() : Files.readAllBytes(file);
  }
}
