package dev.coster.csv;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** A kind of rows that come in as a CSV; all but reading happens in a transaction. */
public interface CsvKind<R extends CsvRow> {

  /** What the rows are, for instance "people". */
  String plural();

  /** The audit's word for an import. */
  String action();

  /** Reads a file. */
  CsvFile<R> read(InputStream csv);

  /** Keeps others from changing what the rows are judged by, before that is done in earnest. */
  default void lock(List<R> rows) {}

  /** One judgment per row, in the same order, by the statement that {@link #write} goes by, too. */
  List<CsvJudgment> judge(List<R> rows);

  /**
   * Adds and updates. Sites that the rows name are there by now.
   *
   * @param defaultSite of new rows that name no site
   */
  void write(List<R> rows, int defaultSite, Instant at);
}
