package dev.coster.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.coster.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A CSV as people have it (RFC 4180 and what spreadsheet programs make of it): commas, semicolons
 * or tabs; UTF-8 with or without byte order mark, UTF-16, Windows-1252; columns in any order, under
 * one of several headings. Held in memory as a whole, at most 64 MiB. Immutable.
 *
 * @param rows all rows that are not empty
 * @param present for each column asked for, whether the file has it
 * @param unknownColumns headings that were not understood, or that name a column a second time
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CsvTable(List<Row> rows, boolean[] present, List<String> unknownColumns) {
  private static final int MOST_ROWS = 500_000;
  private static final int LONGEST_CELL = 1_000;
  private static final char[] SEPARATORS = {',', ';', '\t'};

  /**
   * A column that is looked for.
   *
   * @param required whether a file without it cannot be read
   * @param headings what it may be called, best first; case, spaces and signs do not matter
   */
  public record Column(String name, boolean required, List<String> headings) {

    /** A column and its synonyms. */
    public static Column of(String name, boolean required, String... synonyms) {
      List<String> headings = new ArrayList<>(List.of(plain(name)));
      Arrays.stream(synonyms).map(CsvTable::plain).forEach(headings::add);
      return new Column(name, required, List.copyOf(headings));
    }
  }

  /**
   * A row.
   *
   * @param line where it begins in the file, from 1
   * @param cells one per column asked for, stripped; null when the file lacks it or it is empty
   * @param fault why the row cannot be used, in plain words; null when it can
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Row(long line, @Nullable String[] cells, @Nullable String fault) {}

  /**
   * Reads a file.
   *
   * @throws Problem when it is no CSV, lacks a required column, or is too large
   */
  public static CsvTable read(InputStream csv, List<Column> columns) {
    String text = CsvText.read(csv);
    char separator = separator(text, columns);
    try (CsvReader<CsvRecord> reader = reader(withoutHint(text), separator)) {
      return read(reader.iterator(), columns, withoutHint(text).length() < text.length() ? 1 : 0);
    } catch (CsvParseException broken) {
      throw Problem.invalid(
          "csv.broken",
          "The file cannot be read as CSV: " + reason(broken) + ".",
          "Look for a quotation mark that is opened and never closed, and save it as CSV again.");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String reason(CsvParseException broken) {
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
    String message = String.valueOf(cause.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static CsvTable read(Iterator<CsvRecord> records, List<Column> columns, int linesBefore) {
    if (!records.hasNext()) {
      throw Problem.invalid(
          "csv.empty", "The file is empty.", "Its first row must carry the headings.");
    }
    List<String> headings = records.next().getFields();
    int[] places = places(headings, columns);
    List<Row> rows = new ArrayList<>();
    while (records.hasNext()) {
      Row row = row(records.next(), places, headings.size(), linesBefore);
      if (row.fault() != null || Arrays.stream(row.cells()).anyMatch(cell -> cell != null)) {
        rows.add(row);
      }
      if (rows.size() > MOST_ROWS) {
        throw Problem.invalid(
            "csv.too_large", "The file has more than 500,000 rows.", "Import it in several parts.");
      }
    }
    boolean[] present = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      present[i] = places[i] >= 0;
    }
    return new CsvTable(rows, present, unknown(headings, places));
  }

  /** Where each column is in the file; -1 = nowhere. The best synonym that is there wins. */
  private static int[] places(List<String> headings, List<Column> columns) {
    List<String> plain = headings.stream().map(CsvTable::plain).toList();
    int[] places = new int[columns.size()];
    for (int i = 0; i < places.length; i++) {
      Column column = columns.get(i);
      places[i] =
          column.headings().stream()
              .mapToInt(plain::indexOf)
              .filter(at -> at >= 0)
              .findFirst()
              .orElse(-1);
      if (column.required() && places[i] < 0) {
        throw Problem.invalid(
            "csv.column_missing",
            "No column \"" + column.name() + "\" was found. The first row says: " + some(headings),
            "The first row must carry the headings; one of them must be " + column.name() + ".");
      }
    }
    return places;
  }

  private static String some(List<String> headings) {
    String all = String.join(", ", headings);
    return all.length() <= 200 ? all : all.substring(0, 200) + " …";
  }

  private static List<String> unknown(List<String> headings, int[] places) {
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      int at = i;
      if (Arrays.stream(places).noneMatch(place -> place == at) && !headings.get(i).isBlank()) {
        unknown.add(headings.get(i).strip());
      }
    }
    return List.copyOf(unknown);
  }

  private static Row row(CsvRecord csv, int[] places, int width, int linesBefore) {
    @Nullable String[] cells = new @Nullable String[places.length];
    String fault = null;
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0 && places[i] < csv.getFieldCount()) {
        String cell = stripped(csv.getField(places[i]));
        fault = cell.length() > LONGEST_CELL ? "A cell is longer than 1,000 characters." : fault;
        fault = cell.indexOf('\0') >= 0 ? "A cell contains a NUL character." : fault;
        cells[i] = cell.isEmpty() ? null : cell;
      }
    }
    if (hasMore(csv, width)) {
      fault = "The row has more cells than there are headings; is a quotation mark missing?";
    }
    return new Row(csv.getStartingLineNumber() + linesBefore, cells, fault);
  }

  /** Empty cells at the end are what spreadsheet programs leave behind. */
  private static boolean hasMore(CsvRecord csv, int width) {
    for (int i = width; i < csv.getFieldCount(); i++) {
      if (!stripped(csv.getField(i)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Without white space at both ends, of which web pages leave kinds that {@code strip} keeps. */
  private static String stripped(String cell) {
    int from = 0;
    int to = cell.length();
    while (from < to && isSpace(cell.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(cell.charAt(to - 1))) {
      to--;
    }
    return cell.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == '\u00A0' || c == '\uFEFF' || c == '\u200B';
  }

  private static CsvReader<CsvRecord> reader(String text, char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .allowUnclosedQuote(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text);
  }

  /** The separator under which most headings are understood; on a tie, the one that cuts most. */
  private static char separator(String text, List<Column> columns) {
    if (hinted(text)) {
      return text.charAt(4);
    }
    String head = text.substring(0, Math.min(text.length(), endOfHead(text)));
    char best = ',';
    int bestScore = -1;
    for (char candidate : SEPARATORS) {
      int score = score(head, candidate, columns);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best;
  }

  private static int score(String head, char separator, List<Column> columns) {
    try (CsvReader<CsvRecord> reader = reader(head, separator)) {
      Iterator<CsvRecord> records = reader.iterator();
      List<String> headings = records.hasNext() ? records.next().getFields() : List.of();
      List<String> plain = headings.stream().map(CsvTable::plain).toList();
      int known =
          (int)
              columns.stream().filter(c -> c.headings().stream().anyMatch(plain::contains)).count();
      return known * 1_000 + Math.min(headings.size(), 999);
    } catch (CsvParseException broken) {
      return 0;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The end of the first line with something in it that does not lie within quotation marks. */
  private static int endOfHead(String text) {
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if ((c == '\n' || c == '\r') && !quoted && begun) {
        return i;
      }
      begun |= !Character.isWhitespace(c);
    }
    return text.length();
  }

  /** Excel's own first line that names the separator, for instance {@code sep=;}. */
  private static boolean hinted(String text) {
    return text.length() > 5
        && text.regionMatches(true, 0, "sep=", 0, 4)
        && (text.charAt(5) == '\n' || text.charAt(5) == '\r');
  }

  private static String withoutHint(String text) {
    return hinted(text) ? text.substring(text.indexOf('\n') + 1) : text;
  }

  /** A heading without what does not matter: "S/N", "s n" and "SN" are the same. */
  private static String plain(String heading) {
    StringBuilder plain = new StringBuilder();
    heading
        .toLowerCase(Locale.ROOT)
        .chars()
        .filter(Character::isLetterOrDigit)
        .forEach(c -> plain.append((char) c));
    return plain.toString();
  }
}
