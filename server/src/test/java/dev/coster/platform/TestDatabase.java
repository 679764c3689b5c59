package dev.coster.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A fresh, migrated database for a test class, on a real PostgreSQL that the test process starts
 * once:
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = new TestDatabase();
 * }</pre>
 *
 * <p>Migrations run once per process into a template; a test class then gets a copy within some ten
 * milliseconds. Tests of one class share the database; {@link #truncate()} empties it between them.
 * Outside JUnit (simulations, benchmarks) call {@link #open()} and {@link #close()} oneself.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  private static final String TEMPLATE = "coster_template";

  private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
  private HikariDataSource dataSource = new HikariDataSource();

  @Override
  public void beforeAll(ExtensionContext context) {
    open();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Makes the database. */
  public TestDatabase open() {
    admin().sql("create database " + name + " template " + TEMPLATE).update();
    dataSource.setJdbcUrl(server().jdbcUrl(name));
    dataSource.setUsername(server().user());
    dataSource.setPassword(server().password());
    dataSource.setMaximumPoolSize(8);
    dataSource.setMinimumIdle(0);
    return this;
  }

  /** Drops the database. */
  @Override
  public void close() {
    dataSource.close();
    admin().sql("drop database " + name + " with (force)").update();
  }

  /** A pool of connections to the database. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** A client on {@link #dataSource()}. */
  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  /** Transactions on {@link #dataSource()}. */
  public Transactions transactions() {
    return new Transactions(new JdbcTransactionManager(dataSource));
  }

  /** Bulk copy on {@link #dataSource()}. */
  public BulkCopy bulkCopy() {
    return new BulkCopy(dataSource);
  }

  /** Address of the database, for a program started by the test. */
  public String jdbcUrl() {
    return server().jdbcUrl(name);
  }

  /** User for {@link #jdbcUrl()}. */
  public String user() {
    return server().user();
  }

  /** Password for {@link #jdbcUrl()}. */
  public String password() {
    return server().password();
  }

  /**
   * An empty database without any table, instead of a migrated one, for tests of the migrations
   * themselves.
   */
  public void emptySchema() {
    jdbc().sql("drop schema public cascade; create schema public").update();
  }

  /** Puts all tables back to what the migrations left in them. */
  public void truncate() {
    dataSource.close();
    admin().sql("drop database " + name + " with (force)").update();
    dataSource = new HikariDataSource();
    open();
  }

  private static EmbeddedPostgres server() {
    return Server.INSTANCE;
  }

  private static JdbcClient admin() {
    return JdbcClient.create(maintenance(Server.INSTANCE, "postgres"));
  }

  private static DataSource maintenance(EmbeddedPostgres server, String database) {
    return new DriverManagerDataSource(server.jdbcUrl(database), server.user(), server.password());
  }

  /**
   * Started by the first class that needs it; ends with the process, seen to by the server's watch.
   */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      EmbeddedPostgres server = startInFreeFolder();
      JdbcClient jdbc = JdbcClient.create(maintenance(server, "postgres"));
      List<String> leftOver =
          jdbc.sql("select datname from pg_database where datname ~ '^(test_|coster_template)'")
              .query(String.class)
              .list();
      leftOver.forEach(
          database -> jdbc.sql("drop database " + database + " with (force)").update());
      jdbc.sql("create database " + TEMPLATE).update();
      Flyway.configure()
          .dataSource(server.jdbcUrl(TEMPLATE), server.user(), server.password())
          .locations("classpath:db/migration")
          .load()
          .migrate();
      return server;
    }

    /** Another test process may hold the first folder. */
    private static EmbeddedPostgres startInFreeFolder() {
      EmbeddedPostgresException last = new EmbeddedPostgresException("never tried");
      for (int number = 1; number <= 8; number++) {
        try {
          return EmbeddedPostgres.start(
              folder("postgres-" + number), EmbeddedPostgres.Durability.TEST);
        } catch (EmbeddedPostgresException inUse) {
          last = inUse;
        }
      }
      throw last;
    }
  }

  /**
   * A folder of this name for tests that start servers: under {@code target}, or, where another
   * user cannot go there (root's tests in root's home), in the folder for temporary files.
   */
  public static Path folder(String name) {
    Path target = Path.of("target").toAbsolutePath();
    try {
      boolean reachable =
          !System.getProperty("user.name").equals("root") || isOpenToAll(target.getParent());
      Path parent =
          reachable
              ? target
              : Path.of(
                  System.getProperty("java.io.tmpdir"),
                  "coster-" + Integer.toHexString(target.hashCode()));
      return Files.createDirectories(parent).resolve(name);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static boolean isOpenToAll(Path folder) throws IOException {
    for (Path step = folder; step != null; step = step.getParent()) {
      boolean closed =
          Files.getPosixFilePermissions(step).stream()
              .noneMatch(permission ->
                  permission == java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE);
      if (closed) {
        return false;
      }
    }
    return true;
  }
}
