package dev.coster.people;

import dev.coster.csv.CsvFile;
import dev.coster.csv.CsvRow;
import dev.coster.csv.CsvTable;
import dev.coster.csv.CsvTable.Column;
import dev.coster.platform.Problem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CSV of persons: which columns it has, and what can be used of it. */
final class PersonCsv {

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
      @Nullable String site)
      implements CsvRow {

    @Override
    public String subject() {
      return email == null ? String.valueOf(account) : email;
    }

    @Override
    public String subjectOfRefused() {
      String known = email == null ? name : email;
      return known == null ? "" : known;
    }

    @Override
    public List<String> keys() {
      List<String> keys = new ArrayList<>();
      if (email != null) {
        keys.add("mail " + email.toLowerCase(Locale.ROOT));
      }
      if (account != null) {
        keys.add("account " + account.toLowerCase(Locale.ROOT));
      }
      return keys;
    }
  }

  private PersonCsv() {}

  static CsvFile<Line> read(InputStream csv) {
    CsvTable table = CsvTable.read(csv, COLUMNS);
    if (!table.present()[1] && !table.present()[2]) {
      throw Problem.invalid(
          "csv.column_missing",
          "There is neither a column Email nor a column Managed Apple Account.",
          "The first row must carry the headings; one of them must be Email.");
    }
    return CsvFile.of(table, "person", PersonCsv::line, (_, line) -> fault(line));
  }

  private static Line line(CsvTable.Row row) {
    @Nullable String[] cells = row.cells();
    return new Line(row.line(), cells[0], cells[1], cells[2], cells[3], cells[4]);
  }

  private static Optional<String> fault(Line line) {
    if (line.email() == null && line.account() == null) {
      return Optional.of(
          "There is neither a mail address nor a Managed Apple Account; without one a second import"
              + " would not know the person again.");
    }
    if (line.site() != null && line.site().length() > 100) {
      return Optional.of("Site is longer than 100 characters.");
    }
    return PersonFields.fault(line.name(), line.email(), line.account());
  }
}
