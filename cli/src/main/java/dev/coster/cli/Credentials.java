package dev.coster.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/** Where the command line keeps whom it speaks to: a file that only its owner may read. */
final class Credentials {

  private final Path file;

  Credentials(Path file) {
    this.file = file;
  }

  /**
   * The usual place: {@code $COSTER_CREDENTIALS}, else below {@code $XDG_CONFIG_HOME} or {@code
   * ~/.config}.
   */
  static Credentials usual(Map<String, String> environment) {
    String named = environment.get("COSTER_CREDENTIALS");
    if (named != null) {
      return new Credentials(Path.of(named));
    }
    String config = environment.get("XDG_CONFIG_HOME");
    Path folder =
        config != null
            ? Path.of(config)
            : Path.of(environment.getOrDefault("HOME", "."), ".config");
    return new Credentials(folder.resolve("coster").resolve("credentials"));
  }

  /** A server and the token for it; older ones were kept without the token's id. */
  record Login(URI server, String token, Optional<UUID> tokenId) {
    @Override
    public String toString() {
      return "Login[" + server + "]";
    }
  }

  Optional<Login> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file)));
    } catch (IOException e) {
      throw new CliException(ExitCode.NO_SERVER, "Cannot read " + file + ".");
    }
    String server = properties.getProperty("server");
    String token = properties.getProperty("token");
    return server == null || token == null
        ? Optional.empty()
        : Optional.of(new Login(URI.create(server), token, tokenId(properties)));
  }

  private static Optional<UUID> tokenId(Properties properties) {
    try {
      return Optional.ofNullable(properties.getProperty("tokenId")).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void write(Login login) {
    Properties properties = new Properties();
    properties.setProperty("server", login.server().toString());
    properties.setProperty("token", login.token());
    login.tokenId().ifPresent(id -> properties.setProperty("tokenId", id.toString()));
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }
}
