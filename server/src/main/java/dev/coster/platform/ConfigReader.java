package dev.coster.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes typed values of given ones and collects everything that is wrong with them. */
final class ConfigReader {
  private static final Pattern PROXY = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");

  private final GivenSettings given;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  ConfigReader(GivenSettings given, Map<String, String> environment) {
    this.given = given;
    this.environment = environment;
  }

  CosterConfig read() {
    Path data =
        given
            .value(Setting.COSTER_DATA)
            .map(Path::of)
            .orElseGet(this::usualFolder)
            .toAbsolutePath()
            .normalize();
    Path keyFile =
        given.value(Setting.COSTER_KEY_FILE).map(Path::of).orElse(data.resolve("secret.key"));
    var config =
        new CosterConfig(
            data,
            database(),
            given
                .value(Setting.COSTER_PUBLIC_URL)
                .flatMap(text -> url(Setting.COSTER_PUBLIC_URL, text)),
            given
                .value(Setting.COSTER_NOTIFICATION_URL)
                .flatMap(text -> url(Setting.COSTER_NOTIFICATION_URL, text)),
            port(),
            text(Setting.COSTER_BIND),
            tls(),
            trustedProxies(),
            url(Setting.COSTER_APPLE_URL, text(Setting.COSTER_APPLE_URL)).orElse(URI.create("")),
            keyFile.toAbsolutePath().normalize(),
            list(data, keyFile),
            given.warnings());
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    return config;
  }

  private String text(Setting setting) {
    return given
        .value(setting)
        .orElse(setting.defaultValue() == null ? "" : setting.defaultValue());
  }

  private Path usualFolder() {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    String parent = environment.getOrDefault("XDG_DATA_HOME", home + "/.local/share");
    return Path.of(parent, "coster");
  }

  private Optional<CosterConfig.Database> database() {
    Optional<String> url = given.value(Setting.COSTER_DATABASE_URL);
    if (url.isPresent() && !url.get().startsWith("jdbc:postgresql:")) {
      problem(Setting.COSTER_DATABASE_URL, "must begin with jdbc:postgresql://");
    }
    return url.map(address ->
        new CosterConfig.Database(
            address,
            given.value(Setting.COSTER_DATABASE_USER).orElse(null),
            given.value(Setting.COSTER_DATABASE_PASSWORD).orElse(null)));
  }

  private int port() {
    try {
      int port = Integer.parseInt(text(Setting.COSTER_PORT));
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      problem(
          Setting.COSTER_PORT,
          "must be a number from 0 to 65535, not '" + text(Setting.COSTER_PORT) + "'");
      return 0;
    }
    problem(Setting.COSTER_PORT, "must be a number from 0 to 65535");
    return 0;
  }

  private Optional<URI> url(Setting setting, String text) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException malformed) {
      problem(setting, "is no address: " + malformed.getMessage());
      return Optional.empty();
    }
    problem(setting, "must be an address like https://coster.example.org, not '" + text + "'");
    return Optional.empty();
  }

  private Optional<CosterConfig.Tls> tls() {
    Optional<Path> certificate = pemFile(Setting.COSTER_TLS_CERTIFICATE);
    Optional<Path> key = pemFile(Setting.COSTER_TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      problem(
          certificate.isPresent() ? Setting.COSTER_TLS_KEY : Setting.COSTER_TLS_CERTIFICATE,
          "is missing: certificate and key go together");
    }
    return certificate.flatMap(chain -> key.map(secret -> new CosterConfig.Tls(chain, secret)));
  }

  private Optional<Path> pemFile(Setting setting) {
    Optional<Path> file = given.value(setting).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      problem(setting, "names a file that cannot be read: " + file.get());
    }
    return file.map(Path::toAbsolutePath);
  }

  private List<String> trustedProxies() {
    List<String> proxies =
        Arrays.stream(text(Setting.COSTER_TRUSTED_PROXIES).split("[,\\s]+"))
            .filter(one -> !one.isEmpty())
            .toList();
    proxies.stream()
        .filter(one -> !PROXY.matcher(one).matches())
        .forEach(one ->
            problem(
                Setting.COSTER_TRUSTED_PROXIES,
                "has '" + one + "', which is no address or network"));
    return proxies;
  }

  private void problem(Setting setting, String what) {
    problems.add(setting + " (" + given.source(setting) + ") " + what + ".");
  }

  private List<CosterConfig.Listed> list(Path data, Path keyFile) {
    return Arrays.stream(Setting.values()).map(setting -> list(setting, data, keyFile)).toList();
  }

  private CosterConfig.Listed list(Setting setting, Path data, Path keyFile) {
    String value =
        switch (setting) {
          case COSTER_DATA -> data.toString();
          case COSTER_KEY_FILE -> keyFile.toString();
          default -> text(setting);
        };
    String fallback =
        switch (setting) {
          case COSTER_DATA -> usualFolder().toString();
          case COSTER_KEY_FILE -> data.resolve("secret.key").toString();
          default -> setting.defaultValue() == null ? "" : setting.defaultValue();
        };
    return new CosterConfig.Listed(setting, shown(setting, value), fallback, given.source(setting));
  }

  /** Masks secrets, also a password inside a database's address. */
  private static String shown(Setting setting, String value) {
    if (setting.isSecret() && !value.isEmpty()) {
      return "********";
    }
    return value
        .replaceAll("(?i)(password=)[^&]*", "$1********")
        .replaceAll("(//[^/@:]*:)[^@/]*@", "$1********@");
  }
}
