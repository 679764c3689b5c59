package dev.coster.platform;

import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, by the environment variable or the line of a properties file
 * that bears its name. A value in the environment wins over one in the file.
 */
public enum Setting {
  /** Data folder. */
  COSTER_DATA(null, "Folder for the database, keys and logs"),
  /** Address of a database of one's own. */
  COSTER_DATABASE_URL(
      null,
      "jdbc:postgresql://… of your own PostgreSQL (15 or later); without it Coster runs its own"),
  /** User of that database. */
  COSTER_DATABASE_USER(null, "User of that database"),
  /** Password of that database. */
  COSTER_DATABASE_PASSWORD(null, "Password of that database"),
  /** Address under which people and Apple reach this server. */
  COSTER_PUBLIC_URL(
      null,
      "Address under which people and Apple reach this server; without it Apple cannot notify"),
  /** Address for Apple's notifications alone. */
  COSTER_NOTIFICATION_URL(
      null, "https address for Apple's notifications, where it is another than COSTER_PUBLIC_URL"),
  /** TCP port. */
  COSTER_PORT("8080", "TCP port to listen on; 0 takes any free one"),
  /** Local address. */
  COSTER_BIND("127.0.0.1", "Local address to listen on"),
  /** Certificate chain. */
  COSTER_TLS_CERTIFICATE(null, "PEM file with the certificate chain; read again when it changes"),
  /** Private key. */
  COSTER_TLS_KEY(null, "PEM file with the private key of that certificate"),
  /** Proxies. */
  COSTER_TRUSTED_PROXIES(
      "", "Addresses or networks (10.0.0.0/8) of proxies whose forwarding headers are believed"),
  /** Apple's service. */
  COSTER_APPLE_URL(
      "https://vpp.itunes.apple.com/mdm/v2",
      "Base address of Apple's App and Book Management service"),
  /** Keys that open what is sealed in the database. */
  COSTER_KEY_FILE(
      null,
      "File with the keys for secrets in the database; by default secret.key in the data folder");

  private final @Nullable String defaultValue;
  private final String description;

  Setting(@Nullable String defaultValue, String description) {
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** Value where none is given; null if it has none, or one that depends on others. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /** One line for the list of settings. */
  public String description() {
    return description;
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return this == COSTER_DATABASE_PASSWORD;
  }
}
