package dev.coster.people;

import dev.coster.platform.CsvPreview.Verdict;
import dev.coster.platform.CsvTable;
import dev.coster.platform.CsvTable.Column;
import dev.coster.platform.CsvVerdicts;
import dev.coster.platform.Problem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CSV of persons, read: rows that can be used, and verdicts on those that cannot. */
record PersonCsv(List<Line> lines, CsvVerdicts verdicts, List<String> unknownColumns) {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("Name", false, "Full name", "Display name", "Person", "User"),
          Column.of("Email", false, "Email address", "Mail", "Mail address", "User email"),
          Column.of(
              "Managed Apple Account", false, "Managed Apple ID", "Apple Account", "Apple ID"),
          Column.of("Notes", false, "Note", "Comment", "Comments", "Description"),
          Column.of("Site", false, "Site name", "School", "Building", "Campus"));

  /** A row that can be used; null = the file does not say. It has a mail address or an account. */
  record Line(
      long number,
      @Nullable String name,
      @Nullable String email,
      @Nullable String account,
      @Nullable String notes,
      @Nullable String site) {

    /** What to call the row. */
    String subject() {
      return email == null ? String.valueOf(account) : email;
    }
  }

  static PersonCsv read(InputStream csv) {
    CsvTable table = CsvTable.read(csv, COLUMNS);
    if (!table.present()[1] && !table.present()[2]) {
      throw Problem.invalid(
          "csv.column_missing",
          "There is neither a column Email nor a column Managed Apple Account.",
          "The first row must carry the headings; one of them must be Email.");
    }
    List<Line> lines = new ArrayList<>(table.rows().size());
    CsvVerdicts verdicts = new CsvVerdicts();
    Map<String, Long> seen = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      @Nullable String[] cells = row.cells();
      Line line = new Line(row.line(), cells[0], cells[1], cells[2], cells[3], cells[4]);
      Optional<String> fault = fault(row, line, seen);
      if (fault.isPresent()) {
        String subject = line.email() == null ? line.name() : line.email();
        verdicts.add(row.line(), subject == null ? "" : subject, Verdict.REFUSE, fault.get());
      } else {
        keys(line).forEach(key -> seen.put(key, line.number()));
        lines.add(line);
      }
    }
    return new PersonCsv(lines, verdicts, table.unknownColumns());
  }

  private static Optional<String> fault(CsvTable.Row row, Line line, Map<String, Long> seen) {
    if (row.fault() != null) {
      return Optional.of(row.fault());
    }
    if (line.email() == null && line.account() == null) {
      return Optional.of(
          "There is neither a mail address nor a Managed Apple Account; without one a second import"
              + " would not know the person again.");
    }
    if (line.site() != null && line.site().length() > 100) {
      return Optional.of("Site is longer than 100 characters.");
    }
    return PersonFields.fault(line.name(), line.email(), line.account())
        .or(() ->
            keys(line).stream()
                .filter(seen::containsKey)
                .findFirst()
                .map(key -> "The same person is on line " + seen.get(key) + " already."));
  }

  private static List<String> keys(Line line) {
    List<String> keys = new ArrayList<>();
    if (line.email() != null) {
      keys.add("mail " + line.email().toLowerCase(Locale.ROOT));
    }
    if (line.account() != null) {
      keys.add("account " + line.account().toLowerCase(Locale.ROOT));
    }
    return keys;
  }
}
