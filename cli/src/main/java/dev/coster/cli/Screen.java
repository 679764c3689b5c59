package dev.coster.cli;

import dev.coster.api.PageOf;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** What the person, or the script, sees: tables and sentences, or JSON with {@code --json}. */
final class Screen {

  /** One long cell moves its own row, and not all the others. */
  private static final int WIDEST = 60;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean asJson;
  private final JsonMapper json;

  Screen(PrintWriter out, PrintWriter err, boolean asJson, JsonMapper json) {
    this.out = out;
    this.err = err;
    this.asJson = asJson;
    this.json = json;
  }

  boolean asJson() {
    return asJson;
  }

  /** For what a person has to see even where a program reads the output: beside it. */
  Screen forPeople() {
    return asJson ? beside() : this;
  }

  /** For what a person has to see while a program reads a CSV. */
  Screen beside() {
    return new Screen(err, err, false, json);
  }

  /** A question; the cursor stays behind it. */
  void ask(String question) {
    out.print(question);
    out.flush();
  }

  /** The current line of a terminal, new. */
  void overwrite(String line) {
    out.print("\r\u001b[2K" + line);
    out.flush();
  }

  /** A page of a list as a table, with how to see the rest; the exit code. */
  <T> int page(PageOf<T> page, List<String> headings, Function<T, List<String>> row) {
    value(page);
    table(headings, page.items().stream().map(row).toList());
    if (page.next() != null) {
      say("More: --cursor " + page.next());
    }
    notRead(page.notReadAt());
    return ExitCode.OK.code();
  }

  /** Says where Coster has not read yet, and what is thus not known. */
  void notRead(@org.jspecify.annotations.Nullable List<String> locations) {
    if (locations != null && !locations.isEmpty()) {
      say("Not read yet, and so not known: " + String.join(", ", locations) + ".");
    }
  }

  /** A sentence for people; nothing in JSON mode. */
  void say(String sentence) {
    if (!asJson) {
      out.println(sentence);
      out.flush();
    }
  }

  /** A value for scripts; nothing otherwise. */
  void value(Object value) {
    if (asJson) {
      out.println(json.writeValueAsString(value));
      out.flush();
    }
  }

  /** A table with its headings, columns as wide as needed. */
  void table(List<String> headings, List<List<String>> rows) {
    if (asJson) {
      return;
    }
    int[] widths = widths(headings, rows);
    line(headings, widths);
    for (List<String> row : rows) {
      line(row, widths);
    }
    out.flush();
  }

  private static int[] widths(List<String> headings, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(rows);
    all.add(headings);
    int[] widths = new int[headings.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        int length = row.get(i).length();
        widths[i] = Math.max(widths[i], length > WIDEST ? 0 : length);
      }
    }
    return widths;
  }

  private void line(List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(cells.get(i));
      if (i < widths.length - 1) {
        text.append(" ".repeat(Math.max(0, widths[i] - cells.get(i).length()) + 2));
      }
    }
    out.println(text);
  }

  /** A row of a CSV. */
  void csv(List<String> cells) {
    out.print(Csv.line(cells) + "\r\n");
    out.flush();
  }

  /** A count that nobody may know yet. */
  static String count(@org.jspecify.annotations.Nullable Long count, boolean incomplete) {
    return count == null ? "– (not read yet)" : incomplete ? count + " so far" : count.toString();
  }

  /** Text for a value that may be absent. */
  static String text(@org.jspecify.annotations.Nullable Object value) {
    return value == null
        ? "–"
        : value instanceof Instant at
            ? at.truncatedTo(ChronoUnit.SECONDS).toString()
            : value.toString();
  }
}
