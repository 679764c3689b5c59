package dev.coster.platform;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The PostgreSQL that the tests of this process share, with a migrated template in it.
 *
 * <p>Usually one that this process starts: its folder may be held by another test process, so there
 * are some to choose from. To test another version, give one: {@code
 * COSTER_TEST_DATABASE_URL=jdbc:postgresql://127.0.0.1:5432/}, {@code COSTER_TEST_DATABASE_USER}
 * (who may create databases) and {@code COSTER_TEST_DATABASE_PASSWORD}.
 *
 * @param address start of an address, to which the name of a database is added
 */
record TestServer(String address, String user, String password) {
  static final String TEMPLATE = "coster_template";
  private static final int FOLDERS = 8;

  /** Started by the first class that needs it; ends with the process, seen to by its watch. */
  static TestServer get() {
    return Shared.INSTANCE;
  }

  String jdbcUrl(String database) {
    return address + database;
  }

  DataSource maintenance(String database) {
    return new DriverManagerDataSource(jdbcUrl(database), user, password);
  }

  private static final class Shared {
    static final TestServer INSTANCE = start();

    private static TestServer start() {
      String given = System.getenv("COSTER_TEST_DATABASE_URL");
      TestServer server = given == null ? own() : given(given);
      server.makeTemplate();
      return server;
    }
  }

  private static TestServer given(String address) {
    return new TestServer(
        address, setting("COSTER_TEST_DATABASE_USER"), setting("COSTER_TEST_DATABASE_PASSWORD"));
  }

  private static String setting(String name) {
    @Nullable String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }

  private static TestServer own() {
    EmbeddedPostgres server = startInFreeFolder();
    return new TestServer(server.jdbcUrl(""), server.user(), server.password());
  }

  private static EmbeddedPostgres startInFreeFolder() {
    EmbeddedPostgresException last = new EmbeddedPostgresException("never tried");
    for (int number = 1; number <= FOLDERS; number++) {
      try {
        return EmbeddedPostgres.start(
            TestDatabase.folder("postgres-" + number), EmbeddedPostgres.Durability.TEST);
      } catch (EmbeddedPostgresException inUse) {
        last = inUse;
      }
    }
    throw last;
  }

  private void makeTemplate() {
    JdbcClient jdbc = JdbcClient.create(maintenance("postgres"));
    List<String> leftOver =
        jdbc.sql("select datname from pg_database where datname ~ '^(test_|coster_template)'")
            .query(String.class)
            .list();
    leftOver.forEach(this::drop);
    jdbc.sql("create database " + TEMPLATE).update();
    Flyway.configure()
        .dataSource(jdbcUrl(TEMPLATE), user, password)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  /**
   * Drops a database. By force only if need be: force is refused where autovacuum is at work, which
   * a plain drop sends away.
   */
  void drop(String database) {
    JdbcClient jdbc = JdbcClient.create(maintenance("postgres"));
    try {
      jdbc.sql("drop database " + database).update();
    } catch (DataAccessException inUse) {
      jdbc.sql("drop database " + database + " with (force)").update();
    }
  }
}
