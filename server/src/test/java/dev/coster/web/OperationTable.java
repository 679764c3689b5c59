package dev.coster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code docs/operation-table.md}, read for tests. */
public final class OperationTable {
  private static final Path FILE = Path.of("../docs/operation-table.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final int COLUMNS = 8;
  private static final String API = "/api/v1";

  private OperationTable() {}

  /**
   * A row.
   *
   * @param permission as it stands there: names of permissions with “or” between, or “open”
   * @param console routes, verb and path
   * @param rest routes, verb and path, the latter from the root
   * @param audit actions
   * @param jobs kinds
   * @param reason empty where there is none
   */
  public record Row(
      String name,
      String permission,
      List<String> console,
      List<String> rest,
      List<String> commands,
      List<String> audit,
      List<String> jobs,
      String reason) {

    /** All of them. */
    public Stream<String> routes() {
      return Stream.concat(console.stream(), rest.stream());
    }

    /** Those that are no mere looking. */
    public List<String> changingRoutes() {
      return routes().filter(route -> !route.startsWith("GET ")).toList();
    }

    /** Whether something about it needs a reason. */
    public boolean hasGap() {
      boolean unaudited = !changingRoutes().isEmpty() && audit.isEmpty();
      return console.isEmpty()
          || rest.isEmpty()
          || commands.isEmpty()
          || unaudited
          || audit.size() > 1
          || jobs.size() > 1;
    }
  }

  /** All rows, as they stand there. */
  public static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(FILE)) {
        if (line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| Operation")) {
          rows.add(row(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(rows).hasSizeGreaterThan(40);
    return rows;
  }

  private static Row row(String line) {
    String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
    assertThat(cells).as(line).hasSize(COLUMNS);
    return new Row(
        cells[0].strip(),
        cells[1].strip(),
        codes(cells[2]),
        codes(cells[3]).stream().map(OperationTable::fromRoot).toList(),
        codes(cells[4]),
        codes(cells[5]),
        codes(cells[6]),
        cells[7].strip());
  }

  private static String fromRoot(String route) {
    return route.replaceFirst(" ", " " + API);
  }

  private static List<String> codes(String cell) {
    List<String> codes = CODE.matcher(cell).results().map(OperationTable::code).toList();
    assertThat(codes.isEmpty()).as(cell).isEqualTo(cell.strip().equals("–"));
    return codes;
  }

  private static String code(MatchResult found) {
    return found.group(1);
  }
}
