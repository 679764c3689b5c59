package dev.coster.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A fresh, migrated database for a test class, on a real PostgreSQL that the test process starts
 * once, or on the one that {@code COSTER_TEST_DATABASE_URL} names (see {@link TestServer}):
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
    admin().sql("create database " + name + " template " + TestServer.TEMPLATE).update();
    dataSource.setJdbcUrl(jdbcUrl());
    dataSource.setUsername(user());
    dataSource.setPassword(password());
    dataSource.setMaximumPoolSize(8);
    dataSource.setMinimumIdle(0);
    return this;
  }

  /** Drops the database. */
  @Override
  public void close() {
    dataSource.close();
    TestServer.get().drop(name);
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
    return TestServer.get().jdbcUrl(name);
  }

  /** User for {@link #jdbcUrl()}. */
  public String user() {
    return TestServer.get().user();
  }

  /** Password for {@link #jdbcUrl()}. */
  public String password() {
    return TestServer.get().password();
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
    TestServer.get().drop(name);
    dataSource = new HikariDataSource();
    open();
  }

  private static JdbcClient admin() {
    return JdbcClient.create(TestServer.get().maintenance("postgres"));
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
