package dev.coster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds whose each table is, by the SQL that stands in the sources: a table is written by the
 * package that owns it alone, and read by those that may use this package ({@link EdgesTest}). Who
 * reads against these edges stands here with its reason, since the compiler sees nothing of it.
 */
final class TablesTest {
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "coster");
  private static final Path SCHEMA = Path.of("src", "test", "resources", "golden", "schema.sql");

  private static final Map<String, Set<String>> TABLES =
      Map.ofEntries(
          Map.entry("platform", Set.of("outbox_event", "outbox_delivery")),
          Map.entry("audit", Set.of("audit_event", "audit_event_default")),
          Map.entry("organization", Set.of("site")),
          Map.entry("holder", Set.of("holder")),
          Map.entry("job", Set.of("job", "scheduled_tasks")),
          Map.entry(
              "security",
              Set.of(
                  "administrator",
                  "administrator_location",
                  "one_time_link",
                  "api_token",
                  "sign_in_failure",
                  "spring_session",
                  "spring_session_attributes")),
          Map.entry(
              "location", Set.of("location", "location_site", "content_token", "token_candidate")),
          Map.entry(
              "exchange",
              Set.of(
                  "apple_silence", "location_lease", "service_config", "request", "request_pair")),
          Map.entry(
              "catalog",
              Set.of(
                  "asset", "location_asset", "asset_metadata", "count_reread", "counts_reading")),
          Map.entry(
              "people",
              Set.of("person", "registration", "registration_former", "user_check", "user_reread")),
          Map.entry("device", Set.of("device", "enrollment")),
          Map.entry(
              "distribution",
              Set.of(
                  "assignment",
                  "assignment_count",
                  "assignment_reread",
                  "learned_pair",
                  "plan",
                  "job_waiting",
                  "job_exclusion",
                  "request_check")),
          Map.entry(
              "sync",
              Set.of(
                  "inbox",
                  "listing",
                  "listing_asset",
                  "listing_assignment",
                  "listing_user",
                  "notification",
                  "sync_state")),
          Map.entry("web", Set.of("import_file")));

  private static final String STAGED = "what sync has staged for it, named by the listing's id";
  private static final String RESERVED = "what people who are being registered reserve";
  private static final String COUNTED = "counts the licenses of the rows of one page";

  /** Who reads whose table against the edges of classes, and why. */
  private static final Map<String, String> AGAINST_THE_EDGES =
      Map.ofEntries(
          Map.entry("device reads person", "whose device it is: a name, found by mail address"),
          Map.entry("device reads assignment", COUNTED),
          Map.entry("device reads location", "locked, so that nothing is given to what is removed"),
          Map.entry("device reads request", "what is on its way to a device keeps it here"),
          Map.entry("people reads device", "counts the devices of the rows of one page"),
          Map.entry("people reads assignment", COUNTED),
          Map.entry("holder reads device", "links a serial number to its device as it is found"),
          Map.entry("exchange reads asset", "writes requests in Apple's names"),
          Map.entry("exchange reads holder", "writes requests in Apple's names"),
          Map.entry("catalog reads listing_asset", STAGED),
          Map.entry("catalog reads job", RESERVED),
          Map.entry("catalog reads job_waiting", RESERVED),
          Map.entry("people reads listing_user", STAGED),
          Map.entry("distribution reads listing_assignment", STAGED),
          Map.entry("distribution reads listing", "how old the picture of an asset is"));

  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

  private static final Pattern USE =
      Pattern.compile(
          "\\b(insert\\s+into|delete\\s+from|update|truncate|copy|from|join|using)\\s+([a-z_]+)",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> READS = Set.of("from", "join", "using");

  @Test
  void everyTableHasOneOwner() {
    Set<String> owned = new TreeSet<>();
    TABLES
        .values()
        .forEach(tables -> tables.forEach(table -> assertThat(owned.add(table)).isTrue()));
    assertThat(owned).isEqualTo(schema());
  }

  @Test
  void tablesAreWrittenByTheirOwnersAlone() {
    Set<String> strangers = new TreeSet<>();
    uses(false)
        .forEach((where, tables) ->
            tables.stream()
                .filter(table -> !owner(table).equals(where))
                .forEach(table -> strangers.add(where + " writes " + table)));
    assertThat(strangers).isEmpty();
  }

  @Test
  void tablesAreReadAlongTheEdgesOrForAReason() {
    Set<String> against = new TreeSet<>();
    uses(true)
        .forEach((where, tables) ->
            tables.stream()
                .filter(table -> !mayRead(where, owner(table)))
                .forEach(table -> against.add(where + " reads " + table)));
    assertThat(against).containsExactlyInAnyOrderElementsOf(AGAINST_THE_EDGES.keySet());
  }

  private static boolean mayRead(String where, String owner) {
    return owner.equals(where)
        || owner.equals("platform")
        || EdgesTest.MAY_USE.getOrDefault(where, Set.of()).contains(owner);
  }

  private static String owner(String table) {
    return TABLES.entrySet().stream()
        .filter(entry -> entry.getValue().contains(table))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** Which tables the SQL of each package reads, or writes. */
  private static Map<String, Set<String>> uses(boolean reads) {
    Map<String, Set<String>> uses = new TreeMap<>();
    Set<String> known = schema();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String where = Objects.requireNonNull(SOURCES.relativize(file).getName(0)).toString();
        Set<String> tables = uses.computeIfAbsent(where, _ -> new TreeSet<>());
        for (Matcher sql = LITERAL.matcher(Files.readString(file)); sql.find(); ) {
          String text = sql.group(1) == null ? sql.group(2) : sql.group(1);
          for (Matcher use = USE.matcher(text); use.find(); ) {
            String verb = use.group(1).toLowerCase(Locale.ROOT);
            if (READS.contains(verb) == reads && known.contains(use.group(2))) {
              tables.add(use.group(2));
            }
          }
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    assertThat(uses.get("distribution")).as("what is looked for is found").contains("assignment");
    return uses;
  }

  private static Set<String> schema() {
    try {
      Matcher table =
          Pattern.compile("(?m)^create (?:unlogged )?table (\\w+)")
              .matcher(Files.readString(SCHEMA));
      return table
          .results()
          .map(each -> each.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
