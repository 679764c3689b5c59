package dev.coster.platform.postgres;

import dev.coster.platform.EmbeddedPostgresException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Coster's role and database on the server. The role is no superuser, so that no statement of ours
 * reaches the files.
 */
final class OwnDatabase {
  private OwnDatabase() {}

  static void ensure(int port, String password) {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    try (Connection connection = DriverManager.getConnection(url, Cluster.SUPERUSER, password);
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "select from pg_roles where rolname = '" + LocalServer.OWNER + "'")) {
        // The password is hexadecimal, made by us.
        statement.execute(
            "create role " + LocalServer.OWNER + " login createdb password '" + password + "'");
      }
      if (!exists(
          statement, "select from pg_database where datname = '" + LocalServer.OWNER + "'")) {
        statement.execute("create database " + LocalServer.OWNER + " owner " + LocalServer.OWNER);
      }
    } catch (SQLException failed) {
      throw new EmbeddedPostgresException(
          "PostgreSQL runs, but Coster's database could not be made ready: " + failed.getMessage(),
          failed);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      return found.next();
    }
  }
}
