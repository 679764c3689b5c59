package dev.coster.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Says in a sentence why a command failed, and with which exit code it ends. Pure. */
final class Failures {

  private Failures() {}

  /** As it is told to the person at the terminal. */
  static CliException told(Exception failure) {
    return switch (failure) {
      case CliException known -> known;
      case UncheckedIOException wrapped -> ofFiles(Objects.requireNonNull(wrapped.getCause()));
      case IOException ofFiles -> ofFiles(ofFiles);
      default ->
          new CliException(ExitCode.TROUBLE, "This should not have happened: " + failure + ".");
    };
  }

  /** The server's own input and output is told by {@link Remote}; what is left is files. */
  private static CliException ofFiles(IOException failure) {
    return new CliException(
        ExitCode.USAGE,
        switch (failure) {
          case NoSuchFileException none -> "There is no file " + none.getFile() + ".";
          case AccessDeniedException denied ->
              "You may not use " + denied.getFile() + " (permission denied).";
          case FileSystemException other ->
              "Cannot use "
                  + other.getFile()
                  + (other.getReason() == null ? "." : " (" + other.getReason() + ").");
          case CharacterCodingException _ -> "The file is not text in UTF-8.";
          default -> "Cannot read or write a file: " + failure.getMessage() + ".";
        });
  }
}
