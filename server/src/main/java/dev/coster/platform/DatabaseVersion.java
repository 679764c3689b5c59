package dev.coster.platform;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which PostgreSQL Coster works with. */
public final class DatabaseVersion {
  private static final int OLDEST = 150_000;

  private DatabaseVersion() {}

  /**
   * Refuses a server that is too old.
   *
   * @throws InvalidConfigException saying which version is there and which is needed
   */
  public static void require(DataSource dataSource) {
    var row =
        JdbcClient.create(dataSource)
            .sql(
                "select current_setting('server_version_num')::int as number, current_setting('server_version') as name")
            .query(Version.class)
            .single();
    require(row);
  }

  static void require(Version version) {
    if (version.number() < OLDEST) {
      throw new InvalidConfigException(
          List.of(
              "COSTER_DATABASE_URL names a PostgreSQL "
                  + version.name()
                  + ", but Coster needs PostgreSQL 15 or later. Upgrade it, or leave COSTER_DATABASE_URL out and let Coster"
                  + " run its own."));
    }
  }

  record Version(int number, String name) {}
}
