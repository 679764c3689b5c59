package dev.coster.csv;

import dev.coster.csv.CsvPreview.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A CSV, read.
 *
 * @param rows those that can be used
 * @param verdicts on those that cannot
 * @param unknownColumns headings that were not understood
 */
public record CsvFile<R extends CsvRow>(
    List<R> rows, CsvVerdicts verdicts, List<String> unknownColumns) {

  /**
   * Tells the rows that can be used from those that cannot.
   *
   * @param what what two rows share that share a key, for instance "person"
   * @param reading makes a row of what the file says, also of a row with faults
   * @param fault why a row cannot be used by itself, in plain words
   */
  public static <R extends CsvRow> CsvFile<R> of(
      CsvTable table,
      String what,
      Function<CsvTable.Row, R> reading,
      BiFunction<CsvTable.Row, R, Optional<String>> fault) {
    List<R> rows = new ArrayList<>(table.rows().size());
    CsvVerdicts verdicts = new CsvVerdicts();
    Map<String, Long> seen = new HashMap<>();
    for (CsvTable.Row cells : table.rows()) {
      R row = reading.apply(cells);
      Optional<String> why =
          Optional.ofNullable(cells.fault())
              .or(() -> fault.apply(cells, row))
              .or(() -> repeated(row, what, seen));
      if (why.isPresent()) {
        verdicts.add(cells.line(), row.subjectOfRefused(), "", Verdict.REFUSE, why.get());
      } else {
        row.keys().forEach(key -> seen.put(key, row.number()));
        rows.add(row);
      }
    }
    return new CsvFile<>(rows, verdicts, table.unknownColumns());
  }

  private static Optional<String> repeated(CsvRow row, String what, Map<String, Long> seen) {
    return row.keys().stream()
        .filter(seen::containsKey)
        .findFirst()
        .map(key -> "The same " + what + " is on line " + seen.get(key) + " already.");
  }
}
