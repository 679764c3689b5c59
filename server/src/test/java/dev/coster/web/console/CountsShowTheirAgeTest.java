package dev.coster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each template that shows a count shows how old what it counts is, unless all that it counts is
 * Coster's own, which is never older than the page. Each licenses' column of a table has its age.
 */
final class CountsShowTheirAgeTest {
  private static final Path TEMPLATES = Path.of("src", "main", "jte");
  private static final Pattern COUNT =
      Pattern.compile("Words\\.(number|count)\\(|class=\"number|\\.words\\(\\)\\}");
  private static final String AGE = "@template.part.age(at = ";

  /** What is counted that Apple has: free, used, given. */
  private static final Pattern OF_APPLE =
      Pattern.compile(
          "\\.(licenses|assigned|free|freeBefore|freeAfter|total|retired|given|assets"
              + "|shortAssets)\\(\\)\\)");

  private static final String PROGRESS = "how far our own job is, now";

  /** Templates whose counts are all Coster's own. */
  private static final Map<String, String> OWN =
      Map.of(
          "job.jte",
          PROGRESS,
          "part/jobrow.jte",
          PROGRESS,
          "part/jobtable.jte",
          PROGRESS,
          "jobs.jte",
          "the rows of the page",
          "part/count.jte",
          "a number, beside whose heading its age stands",
          "importcsv.jte",
          "the rows of the file",
          "removal.jte",
          "what an import of ours added");

  @Test
  void whereverSomethingIsCountedItsAgeIsShown() throws IOException {
    TreeSet<String> without = new TreeSet<>();
    int counting = 0;
    for (Path template : templates()) {
      String text = Files.readString(template);
      if (COUNT.matcher(text).find()) {
        counting++;
        if (!text.contains(AGE)) {
          without.add(TEMPLATES.relativize(template).toString());
        }
      }
    }
    assertThat(without).containsExactlyInAnyOrderElementsOf(OWN.keySet());
    assertThat(counting).isGreaterThan(10);
  }

  @Test
  void whatAppleHasIsNowhereCountedAsIfItWereOurOwn() throws IOException {
    for (String name : OWN.keySet()) {
      String text = Files.readString(TEMPLATES.resolve(name)).replace("job.total())", "");
      assertThat(OF_APPLE.matcher(text).results().map(found -> found.group())).as(name).isEmpty();
    }
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(file -> file.toString().endsWith(".jte")).sorted().toList();
    }
  }
}
