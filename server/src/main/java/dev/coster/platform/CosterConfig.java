package dev.coster.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, understood and checked.
 *
 * @param data data folder, absolute
 * @param database a PostgreSQL of the organization's own; empty to run the embedded one
 * @param publicUrl address under which people and Apple reach this server, without a slash at its
 *     end
 * @param notificationUrl address for Apple's notifications, where it is another than the public one
 * @param port TCP port; 0 for any free one
 * @param bind local address
 * @param tls certificate and key; empty for plain HTTP
 * @param trustedProxies addresses or networks whose forwarding headers are believed
 * @param appleUrl base address of Apple's service, without a slash at its end
 * @param keyFile keys for secrets in the database, absolute
 * @param listed all settings as they are in force, secrets masked
 * @param warnings sentences for the log: names that mean nothing to Coster
 */
public record CosterConfig(
    Path data,
    Optional<Database> database,
    Optional<URI> publicUrl,
    Optional<URI> notificationUrl,
    int port,
    String bind,
    Optional<Tls> tls,
    List<String> trustedProxies,
    URI appleUrl,
    Path keyFile,
    List<Listed> listed,
    List<String> warnings) {

  /** Address and sign-in of a PostgreSQL; its text form hides the password. */
  public record Database(String url, @Nullable String user, @Nullable String password) {
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /** PEM files. */
  public record Tls(Path certificate, Path key) {}

  /**
   * A line of the list of settings.
   *
   * @param value in force; masked if secret, empty if there is none
   * @param defaultValue empty if there is none
   * @param source {@code environment}, the file's name, or {@code default}
   */
  public record Listed(Setting setting, String value, String defaultValue, String source) {}

  /** Keeps copies of the lists. */
  public CosterConfig {
    trustedProxies = List.copyOf(trustedProxies);
    listed = List.copyOf(listed);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the configuration.
   *
   * @param environment usually {@code System.getenv()}
   * @param file a properties file; null for none
   * @throws InvalidConfigException naming everything that is wrong at once
   */
  public static CosterConfig load(Map<String, String> environment, @Nullable Path file) {
    return new ConfigReader(GivenSettings.read(environment, file), environment).read();
  }
}
