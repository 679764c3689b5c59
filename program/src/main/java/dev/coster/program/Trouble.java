package dev.coster.program;

import dev.coster.platform.Problem;
import dev.coster.platform.SecretBoxException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in a sentence or two why a program cannot run. Pure. */
final class Trouble {
  private Trouble() {}

  static String inWords(Throwable failure) {
    List<Throwable> causes = causes(failure);
    if (failure instanceof TroubleException || failure instanceof SecretBoxException) {
      return String.valueOf(failure.getMessage());
    }
    Optional<FileSystemException> file = first(causes, FileSystemException.class);
    if (file.isPresent()) {
      return "Coster cannot use "
          + file.get().getFile()
          + ": "
          + reason(file.get())
          + ". Mend that, or choose another data folder (--data, COSTER_DATA).";
    }
    if (failure instanceof dev.coster.platform.EmbeddedPostgresException) {
      return String.valueOf(failure.getMessage());
    }
    Optional<BindException> port = first(causes, BindException.class);
    if (port.isPresent()) {
      return "Coster cannot listen: " + port.get().getMessage() + " (--port, --bind).";
    }
    Optional<SQLException> database = first(causes, SQLException.class);
    if (database.isPresent()) {
      return "Coster cannot use its database: " + database.get().getMessage();
    }
    Optional<Problem> problem = first(causes, Problem.class);
    if (problem.isPresent()) {
      return problem.get().what() + " " + problem.get().remedy();
    }
    return "Coster cannot start: " + causes.getLast() + ".";
  }

  private static String reason(FileSystemException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "it is not there";
      default -> failure.getReason() == null ? failure.toString() : failure.getReason();
    };
  }

  private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure; each != null && causes.size() < 20; each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }
}
