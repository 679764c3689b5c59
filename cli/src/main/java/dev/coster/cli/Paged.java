package dev.coster.cli;

import dev.coster.api.PageOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a list is wanted, and as what. */
final class Paged {

  private static final int LARGEST = 1000;

  @Option(names = "--limit", description = "How many at once; 200 unless given.", paramLabel = "N")
  int limit = 200;

  @Option(names = "--cursor", description = "Go on where a page ended.")
  @Nullable String cursor;

  @Option(names = "--all", description = "All pages.")
  boolean all;

  @Option(names = "--csv", description = "As CSV, all pages.")
  boolean csv;

  @SuppressWarnings("NullAway.Init") // picocli fills the fields
  Paged() {}

  /** Pages of a list, by cursor and limit. */
  interface Pages<T> {
    PageOf<T> page(@Nullable String cursor, int limit);
  }

  /** Shows it; returns how many rows were shown. */
  <T> int show(
      Screen screen, Pages<T> pages, List<String> headings, Function<T, List<String>> row) {
    return show(screen, pages, headings, row, false);
  }

  /** The same of what is read at Apple: a CSV has a column that says where it was not read yet. */
  <T> int showRead(
      Screen screen, Pages<T> pages, List<String> headings, Function<T, List<String>> row) {
    return show(screen, pages, headings, row, true);
  }

  private <T> int show(
      Screen screen,
      Pages<T> pages,
      List<String> headings,
      Function<T, List<String>> row,
      boolean read) {
    if (csv && screen.asJson()) {
      throw new CliException(ExitCode.USAGE, "Say --csv or --json, not both.");
    }
    if (csv) {
      List<String> columns = headings.stream().map(Paged::heading).toList();
      screen.csv(read ? with(columns, "Not read at") : columns);
    }
    PageOf<T> page = pages.page(cursor, all || csv ? LARGEST : limit);
    List<T> whole = new ArrayList<>();
    int shown = page.items().size();
    take(screen, page, whole, row, read);
    while (page.next() != null && (all || csv)) {
      page = pages.page(page.next(), LARGEST);
      shown += page.items().size();
      take(screen, page, whole, row, read);
    }
    if (csv) {
      screen.beside().notRead(page.notReadAt());
    } else {
      screen.page(all ? new PageOf<>(whole, null, page.notReadAt()) : page, headings, row);
    }
    return shown;
  }

  /** A CSV is written as it comes; the rest is shown at once. */
  private <T> void take(
      Screen screen, PageOf<T> page, List<T> whole, Function<T, List<String>> row, boolean read) {
    if (csv) {
      List<String> unread = page.notReadAt() == null ? List.of() : page.notReadAt();
      String missing = String.join(", ", unread);
      for (T item : page.items()) {
        screen.csv(read ? with(row.apply(item), missing) : row.apply(item));
      }
    } else {
      whole.addAll(page.items());
    }
  }

  private static List<String> with(List<String> cells, String more) {
    return Stream.concat(cells.stream(), Stream.of(more)).toList();
  }

  private static String heading(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
