package dev.coster.web.console;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes a list as CSV, page by page, so that 100,000 rows never stand in memory. Cells are safe
 * against formulas.
 */
final class CsvAnswers {

  private static final int PAGE = 1000;
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CsvAnswers() {}

  /** Where the rows come from: the rows after one, or from the beginning for null. */
  interface Rows<T> {
    List<T> after(@Nullable T last, int limit);
  }

  static <T> void write(
      HttpServletResponse response,
      String fileName,
      List<String> headings,
      Rows<T> rows,
      Function<T, List<String>> cells)
      throws IOException {
    List<T> page = rows.after(null, PAGE);
    response.setContentType("text/csv; charset=utf-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    response.setHeader("Cache-Control", "no-store");
    // Closed at the good end only: what breaks off must not look like the whole list.
    Writer text = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    csv.writeRecord(headings);
    while (!page.isEmpty()) {
      for (T row : page) {
        csv.writeRecord(cells.apply(row).stream().map(safe()).toList());
      }
      page = page.size() < PAGE ? List.of() : rows.after(page.getLast(), PAGE);
    }
    csv.close();
  }

  /** A cell that a spreadsheet would take for a formula gets an apostrophe before it. */
  static UnaryOperator<String> safe() {
    return text ->
        !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
