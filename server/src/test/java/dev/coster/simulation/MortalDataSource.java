package dev.coster.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The database as a node sees it: a dead one sees nothing. */
final class MortalDataSource extends DelegatingDataSource {
  private final Mortality mortality;

  MortalDataSource(DataSource target, Mortality mortality) {
    super(target);
    this.mortality = mortality;
  }

  @Override
  public Connection getConnection() throws SQLException {
    mortality.requireAlive();
    return super.getConnection();
  }
}
