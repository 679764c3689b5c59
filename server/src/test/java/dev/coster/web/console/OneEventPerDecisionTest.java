package dev.coster.web.console;

import static dev.coster.web.console.ConsoleWorld.encode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.SecretBox;
import dev.coster.platform.TestDatabase;
import dev.coster.security.FirstAdministrator;
import dev.coster.web.OperationTable;
import dev.coster.web.OperationTable.Row;
import dev.coster.web.console.DecisionLog.Note;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each operation of the table that changes something is done once by each of its doors: it writes
 * the events that the table names and no other, at most the one job, and all of that in the
 * transaction that makes the change.
 */
final class OneEventPerDecisionTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String OWNER = "owner@school.example";
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern ID_AND_HASH =
      Pattern.compile(
          "name=\"id\" value=\"([^\"]+)\"><input type=\"hidden\" name=\"hash\" value=\"([^\"]+)\"");
  private static final Pattern HASH = Pattern.compile("name=\"hash\" value=\"([^\"]+)\"");

  private static ConsoleWorld world;
  private static DecisionLog log;

  /** What is to be done, by row and route; each prepares the world, and then does it. */
  private final Map<String, Supplier<IntSupplier>> acts = new HashMap<>();

  private final List<String> order = new ArrayList<>();
  private RestCalls rest = RestCalls.to(world.server.localAddress());
  private int tokens;

  @BeforeAll
  static void start() {
    world = new ConsoleWorld(database);
    log = DecisionLog.install(database.jdbc());
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void eachOperationWritesItsEventAndItsJobWithTheChange() {
    signingIn();
    holders();
    licenses();
    jobs();
    locations();
    Map<String, Row> rows = new HashMap<>();
    for (Row row : OperationTable.rows()) {
      row.changingRoutes().forEach(route -> rows.put(key(row.name(), route), row));
    }
    assertThat(acts.keySet()).isEqualTo(rows.keySet());
    List<String> wrong = new ArrayList<>();
    for (String act : order) {
      wrong.addAll(judge(act, Objects.requireNonNull(rows.get(act))));
    }
    assertThat(wrong).isEmpty();
  }

  private List<String> judge(String act, Row row) {
    Set<String> actions = all(Row::audit);
    Set<String> kinds = all(Row::jobs);
    IntSupplier prepared = Objects.requireNonNull(acts.get(act)).get();
    log.clear();
    int status = prepared.getAsInt();
    List<Note> notes = log.read();
    List<Note> events = DecisionLog.of(notes, "event", actions);
    List<Note> followUps = DecisionLog.of(notes, "job", kinds);
    Set<String> transactions = events.stream().map(Note::transaction).collect(Collectors.toSet());
    List<String> wrong = new ArrayList<>();
    if (status < 200 || status >= 400) {
      wrong.add(act + " was answered with " + status);
    }
    if (!names(events).equals(row.audit()) || !names(followUps).equals(row.jobs())) {
      wrong.add(act + " wrote " + notes);
    }
    if (transactions.size() != row.audit().size()) {
      wrong.add(act + " wrote several events in one transaction: " + notes);
    }
    notes.stream()
        .filter(note -> !note.what().equals("event"))
        .filter(note -> !note.what().equals("job") || kinds.contains(note.name()))
        .filter(note -> !transactions.contains(note.transaction()))
        .forEach(note -> wrong.add(act + " changed apart from its event: " + note));
    return wrong;
  }

  private static Set<String> all(java.util.function.Function<Row, List<String>> column) {
    return OperationTable.rows().stream()
        .flatMap(row -> column.apply(row).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> names(List<Note> notes) {
    return notes.stream().map(Note::name).toList();
  }

  private void act(String row, String route, Supplier<IntSupplier> prepare) {
    acts.put(key(row, route), prepare);
    order.add(key(row, route));
  }

  /** Nothing to prepare. */
  private void page(String row, String route, String path, String form) {
    act(row, route, () -> () -> world.post(path, form).statusCode());
  }

  private void call(String row, String route, String path, String body) {
    String verb = route.substring(0, route.indexOf(' '));
    act(row, route, () -> () -> rest.send(verb, path, body).status());
  }

  private static String key(String row, String route) {
    return row + ": " + route;
  }

  private void signingIn() {
    act("Become the first administrator", "POST /setup/{token}", this::nobodyYet);
    act(
        "Sign in to the console",
        "POST /sign-in",
        () -> {
          world.get("/sign-in");
          return () ->
              world
                  .post("/sign-in", "username=" + encode(OWNER) + "&password=" + encode(PASSWORD))
                  .statusCode();
        });
    act(
        "Sign out of the console",
        "POST /sign-out",
        () -> {
          world.get("/devices/new");
          return () -> world.post("/sign-out", "").statusCode();
        });
    act(
        "Make an API token",
        "POST /api/v1/tokens",
        () ->
            () -> {
              rest = rest.signedIn(OWNER, PASSWORD);
              return 200;
            });
    act(
        "End an API token",
        "DELETE /api/v1/tokens/{id}",
        () -> {
          RestCalls other = rest.signedIn(OWNER, PASSWORD);
          return () -> rest.send("DELETE", "tokens/" + other.tokenId(), "").status();
        });
  }

  private IntSupplier nobodyYet() {
    sql("delete from administrator");
    String link =
        world
            .server
            .part(FirstAdministrator.class)
            .link(world.server.localAddress())
            .orElseThrow()
            .getPath();
    world.get(link);
    return () ->
        world
            .post(link, "name=Ada&email=" + encode(OWNER) + "&password=" + encode(PASSWORD))
            .statusCode();
  }

  private void holders() {
    act(
        "Add a device",
        "POST /devices/new",
        () -> {
          world.signIn(dev.coster.security.Role.OWNER);
          return () -> world.post("/devices/new", "serialNumber=ADDED1&site=Annex").statusCode();
        });
    call("Add a device", "POST /api/v1/devices", "devices", "{'serialNumber': 'ADDED2'}");
    page("Add a person", "POST /people/new", "/people/new", "name=Cleo");
    call("Add a person", "POST /api/v1/people", "people", "{'name': 'Dora'}");
    imports("devices", "Serial number,Site\nIMPORTED%d,New site %d\nIMPORTEDTOO%d,\n");
    imports("people", "Name,Email\nEve %d,eve%d@school.example\nFay %d,\n");
    changes("devices", "a device", "serialNumber=ADDED1&name=Cart");
    changes("people", "a person", "name=Cleo+Lee");
    page("Register people", "POST /people/{id}/register", "/people/1/register", "location=2");
    call(
        "Register people",
        "POST /api/v1/people/register",
        "people/register",
        "{'locationId': 2, 'personIds': [1, 2]}");
    String invited = "Note that an invitation was handed out";
    act(
        invited,
        "POST /people/{id}/invited",
        () -> {
          sql("update registration set invited_at = null");
          return () -> world.post("/people/1/invited", "location=1").statusCode();
        });
    act(
        invited,
        "POST /api/v1/people/{id}/registrations/{location}/invited",
        () -> {
          sql("update registration set invited_at = null");
          return () -> rest.send("POST", "people/1/registrations/1/invited", "").status();
        });
  }

  private void imports(String kind, String csv) {
    String path = "/" + kind + "/import";
    String one = csv.formatted(1, 1, 1);
    String two = csv.formatted(2, 2, 2);
    String body =
        "{'base64': '"
            + Base64.getEncoder().encodeToString(two.getBytes(StandardCharsets.UTF_8))
            + "'}";
    act(
        "Look at a CSV of " + kind,
        "POST " + path,
        () -> () -> world.upload(path, one).statusCode());
    call("Look at a CSV of " + kind, "POST /api/v1" + path, kind + "/import?dryRun=true", body);
    act(
        "Import " + kind,
        "POST " + path + "/run",
        () -> {
          Matcher ticket = found(ID_AND_HASH, world.upload(path, one).body());
          String form = "id=" + ticket.group(1) + "&hash=" + ticket.group(2);
          return () -> world.post(path + "/run", form).statusCode();
        });
    call("Import " + kind, "POST /api/v1" + path, kind + "/import?dryRun=false", body);
    undoing(kind);
  }

  private void undoing(String kind) {
    String look = "Look what undoing an import of " + kind + " would remove";
    String undo = "Undo an import of " + kind;
    String route = "POST /api/v1/" + kind + "/imports/undo";
    act(look, route, () -> () -> undo(kind, true));
    act(
        undo,
        "POST /" + kind + "/import/undo",
        () -> {
          String form = "at=" + encode(lastImport(kind));
          return () -> world.post("/" + kind + "/import/undo", form).statusCode();
        });
    act(undo, route, () -> () -> undo(kind, false));
  }

  private int undo(String kind, boolean dryRun) {
    String body = "{'importedAt': '%s', 'dryRun': %s}".formatted(lastImport(kind), dryRun);
    return rest.send("POST", kind + "/imports/undo", body).status();
  }

  private String lastImport(String kind) {
    return rest.send("GET", kind + "/imports", "").json().get("items").get(0).get("at").asString();
  }

  /** Edits and removes those of the same kind that were added here last, and have nothing. */
  private void changes(String kind, String one, String form) {
    String edit = "Change what is known of " + one;
    act(
        edit,
        "POST /" + kind + "/{id}/edit",
        () -> {
          String path = "/" + kind + "/" + newest(kind) + "/edit";
          return () -> world.post(path, form).statusCode();
        });
    act(
        edit,
        "PATCH /api/v1/" + kind + "/{id}",
        () -> {
          String path = kind + "/" + newest(kind);
          return () -> rest.send("PATCH", path, "{'name': 'Other'}").status();
        });
    act(
        "Remove " + one,
        "POST /" + kind + "/{id}/remove",
        () -> {
          String path = "/" + kind + "/" + newest(kind) + "/remove";
          return () -> world.post(path, "").statusCode();
        });
    act(
        "Remove " + one,
        "DELETE /api/v1/" + kind + "/{id}",
        () -> {
          String path = kind + "/" + newest(kind);
          return () -> rest.send("DELETE", path, "").status();
        });
  }

  private static String newest(String kind) {
    return text(
        kind.equals("devices")
            ? "select max(device_id)::text from device where retired_at is null"
            : "select max(person_id)::text from person where erased_at is null");
  }

  private void licenses() {
    page("Plan", "POST /give", "/give", "verb=GIVE&location=2&search=a");
    page("Plan", "POST /plans", "/plans", "verb=GIVE&location=2&asset=1&serials=SERIAL3");
    call("Plan", "POST /api/v1/plans", "plans", wish("GIVE", 3));
    act(
        "Plan the same again",
        "POST /plans/{id}/again",
        () -> {
          String plan = planPage("GIVE", 3);
          return () -> world.post(plan + "/again", "").statusCode();
        });
    act(
        "Plan the same again",
        "POST /api/v1/plans/{id}/again",
        () -> {
          String plan = planPage("GIVE", 3);
          return () -> rest.send("POST", plan.substring(1) + "/again", "").status();
        });
    runs("Give licenses", "GIVE", 4);
    runs("Take licenses back", "TAKE_BACK", 1);
  }

  private void runs(String row, String verb, int device) {
    act(
        row,
        "POST /plans/{id}/run",
        () -> {
          String plan = planPage(verb, device);
          String hash = found(HASH, world.get(plan).body()).group(1);
          return () -> world.post(plan + "/run", "hash=" + hash).statusCode();
        });
    act(
        row,
        "POST /api/v1/plans/{id}/run",
        () -> {
          var plan = rest.send("POST", "plans", wish(verb, device + 1)).json();
          String path = "plans/" + plan.get("id").asString() + "/run";
          String body = "{'hash': '" + plan.get("hash").asString() + "'}";
          return () -> rest.send("POST", path, body).status();
        });
  }

  private static String planPage(String verb, int device) {
    return ConsoleWorld.location(
        world.post("/plans", "verb=" + verb + "&location=2&asset=1&serials=SERIAL" + device));
  }

  private static String wish(String verb, int device) {
    return "{'verb': '%s', 'location': 2, 'assetIds': [1], 'serialNumbers': ['SERIAL%d']}"
        .formatted(verb, device);
  }

  private void jobs() {
    for (String verb : List.of("pause", "resume", "cancel")) {
      String row = verb.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + verb.substring(1);
      act(
          row + " a job",
          "POST /jobs/{id}/" + verb,
          () -> {
            String path = "/jobs/" + job("distribution.give") + "/" + verb;
            return () -> world.post(path, "").statusCode();
          });
      act(
          row + " a job",
          "POST /api/v1/jobs/{id}/" + verb,
          () -> {
            String path = "jobs/" + job("distribution.take_back") + "/" + verb;
            return () -> rest.send("POST", path, "").status();
          });
    }
  }

  private void locations() {
    act(
        "Add a location",
        "POST /locations/new",
        () -> {
          String form = "text=" + encode(token()) + "&name=West";
          return () -> world.post("/locations/new", form).statusCode();
        });
    call("Add a location", "POST /api/v1/locations", "locations", handIn());
    act(
        "Renew a token",
        "POST /locations/new",
        () -> {
          String form = "renews=1&text=" + encode(token());
          return () -> world.post("/locations/new", form).statusCode();
        });
    call("Renew a token", "POST /api/v1/locations/{id}/token", "locations/2/token", handIn());
    String rename = "Rename a location";
    page(rename, "POST /locations/{id}", "/locations/1", "name=Far+north");
    call(rename, "PATCH /api/v1/locations/{id}", "locations/1", "{'name': 'North'}");
    String read = "Read everything of a location";
    page(read, "POST /locations/{id}/sync", "/locations/1/sync", "");
    call(read, "POST /api/v1/locations/{id}/sync", "locations/2/sync", "");
    String takeOver = "Take a location over";
    act(
        takeOver,
        "POST /locations/{id}/take-over",
        () -> {
          sql("update location set state = 'CLAIMED_ELSEWHERE' where location_id = 1");
          return () -> world.post("/locations/1/take-over", "sure=true").statusCode();
        });
    act(
        takeOver,
        "POST /api/v1/locations/{id}/take-over",
        () -> {
          sql("update location set state = 'CLAIMED_ELSEWHERE' where location_id = 2");
          return () -> rest.send("POST", "locations/2/take-over", "").status();
        });
    act("Take Apple's notification", "POST /apple/notifications/{claimId}", this::notification);
  }

  private IntSupplier notification() {
    String claim = text("select claim_id::text from location where location_id = 1");
    byte[] sealed =
        world.server.part(SecretBox.class).seal("notification-secret:" + claim, "known to Apple");
    database
        .jdbc()
        .sql("update location set notification_secret = :sealed where location_id = 1")
        .param("sealed", sealed)
        .update();
    String body =
        "{'notificationId': 'n1', 'notificationType': 'TEST_NOTIFICATION', 'uId': 'n',"
            + " 'notification': {}}";
    return () ->
        rest.bearing("known to Apple").post("/apple/notifications/" + claim, body).status();
  }

  private String handIn() {
    return "{'content': '" + token() + "', 'fileName': 'a.vpptoken'}";
  }

  private String token() {
    String json =
        "{\"token\":\"secret-%d\",\"expDate\":\"2099-01-01T00:00:00+0000\",\"orgName\":\"School\"}"
            .formatted(++tokens);
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Matcher found(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    assertThat(matcher.find()).as(body).isTrue();
    return matcher;
  }

  private static String job(String kind) {
    return text("select job_id::text from job where kind = '" + kind + "' order by 1 limit 1");
  }

  private static String text(String sql) {
    return database.jdbc().sql(sql).query(String.class).single();
  }

  private static void sql(String sql) {
    database.jdbc().sql(sql).update();
  }
}
