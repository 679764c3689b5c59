package dev.coster.platform.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.coster.platform.EmbeddedPostgresException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's user that the database processes run as: ourselves, or, since PostgreSQL
 * refuses root, another one when we are root.
 */
final class ProcessUser {
  private final @Nullable UserPrincipal other;

  private ProcessUser(@Nullable UserPrincipal other) {
    this.other = other;
  }

  /** Ourselves, or as root the owner of the folder, else {@code coster}, else {@code nobody}. */
  static ProcessUser forFolder(Path folder) throws IOException {
    if (new UnixSystem().getUid() != 0) {
      return new ProcessUser(null);
    }
    UserPrincipal owner = Files.getOwner(folder);
    boolean ownedByRoot = ((Integer) Files.getAttribute(folder, "unix:uid")) == 0;
    return new ProcessUser(ownedByRoot ? ordinaryUser(folder) : owner);
  }

  private static UserPrincipal ordinaryUser(Path folder) throws IOException {
    for (String name : List.of("coster", "nobody")) {
      Optional<UserPrincipal> user = lookUp(folder, name);
      if (user.isPresent()) {
        return user.get();
      }
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL does not run as root, and this machine has neither a user 'coster' nor 'nobody'. Create one"
            + " (useradd --system coster) or start Coster as an ordinary user.");
  }

  private static Optional<UserPrincipal> lookUp(Path folder, String name) throws IOException {
    try {
      return Optional.of(
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (UserPrincipalNotFoundException absent) {
      return Optional.empty();
    }
  }

  /** Gives a file or folder to this user. */
  void give(Path path) throws IOException {
    if (other != null) {
      Files.setOwner(path, other);
    }
  }

  /** The command that runs the given one as this user. */
  List<String> wrap(List<String> command) {
    if (other == null) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(switching(other.getName()));
    wrapped.addAll(command);
    return wrapped;
  }

  private static List<String> switching(String name) {
    if (onPath("setpriv")) {
      return List.of("setpriv", "--reuid=" + name, "--regid=" + group(name), "--clear-groups");
    }
    if (onPath("runuser")) {
      return List.of("runuser", "-u", name, "--");
    }
    if (onPath("sudo")) {
      return List.of("sudo", "-n", "-u", name, "--");
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL does not run as root, and none of setpriv, runuser and sudo is here to switch to the user '"
            + name
            + "'. Start Coster as an ordinary user.");
  }

  private static String group(String name) {
    var result = Command.run(List.of("id", "-g", name), Path.of("/"));
    // A numeric owner without an account: its group is as good as any other, for groups are
    // cleared.
    return result.succeeded() ? result.output().strip() : name;
  }

  static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    return Arrays.stream(path.split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Override
  public String toString() {
    return other == null ? System.getProperty("user.name") : other.getName();
  }
}
