package dev.coster;

import dev.coster.platform.CosterConfig;
import dev.coster.platform.DatabaseVersion;
import dev.coster.platform.EmbeddedPostgres;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A running server: its database, its web side, and everything between, built from a {@link
 * CosterConfig}. Several may run in one process, each with a data folder of its own.
 */
public final class CosterServer implements AutoCloseable {
  private final CosterConfig config;
  private final Optional<EmbeddedPostgres> embedded;
  private final ConfigurableApplicationContext context;

  private CosterServer(
      CosterConfig config,
      Optional<EmbeddedPostgres> embedded,
      ConfigurableApplicationContext context) {
    this.config = config;
    this.embedded = embedded;
    this.context = context;
  }

  /**
   * Every package brings its beans in one configuration of its own; nothing else is picked up from
   * the class path.
   */
  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan(
      basePackages = "dev.coster",
      useDefaultFilters = false,
      nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Configuration.class))
  static class Wiring {}

  /**
   * Starts the database (unless one is named in the configuration), migrates it, and listens.
   *
   * @throws dev.coster.platform.EmbeddedPostgresException if the embedded database does not start
   * @throws dev.coster.platform.InvalidConfigException if the named database is too old
   */
  public static CosterServer start(CosterConfig config) {
    Optional<EmbeddedPostgres> embedded =
        config.database().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedPostgres.start(config.data()));
    try {
      CosterConfig.Database database =
          config.database().orElseGet(() -> addressOf(embedded.orElseThrow()));
      DatabaseVersion.require(
          new DriverManagerDataSource(
              database.url(), nullToEmpty(database.user()), nullToEmpty(database.password())));
      return new CosterServer(config, embedded, startContext(config, database));
    } catch (RuntimeException failed) {
      embedded.ifPresent(EmbeddedPostgres::close);
      throw failed;
    }
  }

  private static String nullToEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static CosterConfig.Database addressOf(EmbeddedPostgres postgres) {
    return new CosterConfig.Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  private static ConfigurableApplicationContext startContext(
      CosterConfig config, CosterConfig.Database database) {
    SpringApplication application = new SpringApplication(Wiring.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    // The database must outlive the context: close() keeps the order, so Spring brings no hook of
    // its own.
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(ServerProperties.of(config, database));
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("costerConfig", config));
    return application.run();
  }

  /**
   * Where this process itself reaches the server: the local address, with the port that was taken.
   */
  public URI localAddress() {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    String host =
        config.bind().equals("0.0.0.0") || config.bind().equals("::") ? "127.0.0.1" : config.bind();
    return URI.create((config.tls().isPresent() ? "https" : "http") + "://" + host + ":" + port);
  }

  /**
   * A part of the running server, for the programs around it (the demo loads its sample through
   * these).
   */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /**
   * Finishes what is at hand, then stops listening, then stops the database. Does nothing the
   * second time.
   */
  @Override
  public void close() {
    context.close();
    embedded.ifPresent(EmbeddedPostgres::close);
  }
}
