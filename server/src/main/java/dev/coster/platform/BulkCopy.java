package dev.coster.platform;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * PostgreSQL's {@code COPY … FROM STDIN}, inside the caller's transaction: the fastest way to bring
 * rows in. Rows flow out while they are written; none are collected in memory.
 */
public final class BulkCopy {
  private static final int BUFFER = 1 << 16;

  private final DataSource dataSource;

  /** Over the data source whose transactions {@link Transactions} opens. */
  public BulkCopy(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Copies the rows that the writer writes.
   *
   * @param statement {@code copy table (columns) from stdin}, in PostgreSQL's text format
   * @return the number of rows
   * @throws IllegalStateException outside a transaction
   */
  public long copyIn(String statement, Consumer<CopyRows> writer) {
    Transactions.require();
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      return copy(connection.unwrap(PGConnection.class), statement, writer);
    } catch (SQLException failed) {
      throw new UncategorizedSQLException("copy", statement, failed);
    } catch (IOException failed) {
      throw new UncheckedIOException("Rows could not be sent: " + statement, failed);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private static long copy(PGConnection connection, String statement, Consumer<CopyRows> writer)
      throws SQLException, IOException {
    PGCopyOutputStream out = new PGCopyOutputStream(connection, statement, BUFFER);
    try {
      CopyRows rows =
          new CopyRows(
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER));
      writer.accept(rows);
      rows.finish();
      return out.endCopy();
    } finally {
      if (out.isActive()) {
        out.cancelCopy();
      }
    }
  }
}
