package dev.coster;

import dev.coster.platform.CosterConfig;
import java.util.Map;
import java.util.TreeMap;

/** Coster's configuration in the words of Spring Boot. */
final class ServerProperties {
  private ServerProperties() {}

  static Map<String, Object> of(CosterConfig config, CosterConfig.Database database) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("spring.main.banner-mode", "off");
    properties.put("spring.threads.virtual.enabled", true);
    properties.put("spring.main.keep-alive", true);
    properties.put("spring.jmx.enabled", false);
    properties.put("logging.level.root", "warn");
    properties.put("logging.level.dev.coster", "info");
    addDatabase(properties, database);
    addWeb(properties, config);
    return properties;
  }

  private static void addDatabase(Map<String, Object> properties, CosterConfig.Database database) {
    properties.put("spring.datasource.url", database.url());
    if (database.user() != null) {
      properties.put("spring.datasource.username", database.user());
    }
    if (database.password() != null) {
      properties.put("spring.datasource.password", database.password());
    }
    properties.put("spring.datasource.hikari.maximum-pool-size", 20);
    properties.put("spring.datasource.hikari.minimum-idle", 2);
    properties.put("spring.session.jdbc.initialize-schema", "never");
  }

  private static void addWeb(Map<String, Object> properties, CosterConfig config) {
    properties.put("server.address", config.bind());
    properties.put("server.port", config.port());
    properties.put("server.shutdown", "graceful");
    properties.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
    properties.put("spring.web.error.include-stacktrace", "never");
    properties.put("spring.web.error.whitelabel.enabled", false);
    addUploads(properties);
    properties.put("server.compression.enabled", true);
    config.tls().ifPresent(tls -> addTls(properties, tls));
    addProxies(properties, config);
  }

  /** Imports take files up to 64 MiB; lists of 100,000 serial numbers come by form. */
  private static void addUploads(Map<String, Object> properties) {
    properties.put("spring.servlet.multipart.max-file-size", "64MB");
    properties.put("spring.servlet.multipart.max-request-size", "65MB");
    properties.put("spring.servlet.multipart.file-size-threshold", "1MB");
    properties.put("server.tomcat.max-http-form-post-size", "16MB");
    // Reads the rest of what is too large, so that the browser hears why instead of a reset.
    properties.put("server.tomcat.max-swallow-size", "256MB");
  }

  /** Forwarding headers are believed from these addresses alone; without any, from nobody. */
  private static void addProxies(Map<String, Object> properties, CosterConfig config) {
    if (config.trustedProxies().isEmpty()) {
      properties.put("server.forward-headers-strategy", "none");
    } else {
      properties.put("server.forward-headers-strategy", "native");
      properties.put(
          "server.tomcat.remoteip.internal-proxies", String.join(",", config.trustedProxies()));
    }
  }

  private static void addTls(Map<String, Object> properties, CosterConfig.Tls tls) {
    String bundle = "spring.ssl.bundle.pem.web.";
    properties.put(bundle + "keystore.certificate", tls.certificate().toUri().toString());
    properties.put(bundle + "keystore.private-key", tls.key().toUri().toString());
    properties.put(bundle + "reload-on-update", true);
    properties.put("server.ssl.bundle", "web");
  }
}
