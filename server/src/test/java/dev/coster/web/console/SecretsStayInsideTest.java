package dev.coster.web.console;

import static dev.coster.web.console.ConsoleWorld.encode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.SecretBox;
import dev.coster.platform.TestDatabase;
import dev.coster.security.Role;
import dev.coster.web.OperationTable;
import dev.coster.web.OperationTable.Row;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * No page, no answer of the REST interface and no export shows a secret: whatever the table of
 * operations lets one look at is fetched while secrets that are easily recognized lie in the
 * database, and what is handed in is refused in words that do not repeat it.
 */
final class SecretsStayInsideTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String OWNER = "owner@school.example";
  private static final String PASSWORD = "correct horse battery";
  private static final String NOTIFICATION = "planted-notification-secret";
  private static final String FILE = "planted.vpptoken";

  /** A stream that does not end, of events without a word in them. */
  private static final String ENDLESS = "GET /live";

  /** Names of the secrets, by the text that must not be found. */
  private static final Map<String, String> SECRETS = new TreeMap<>();

  private static ConsoleWorld world;
  private static RestCalls rest;

  @BeforeAll
  static void plant() throws IOException, NoSuchAlgorithmException {
    world = new ConsoleWorld(database);
    rest = RestCalls.to(world.server.localAddress()).signedIn(OWNER, PASSWORD);
    world.signIn(Role.OWNER);
    plantTokens();
    world.post("/plans", "verb=GIVE&location=2&asset=1&serials=SERIAL3");
    String run =
        rest.send(
                "POST",
                "plans",
                "{'verb': 'GIVE', 'location': 2, 'assetIds': [1], 'serialNumbers': ['SERIAL4']}")
            .json()
            .get("hash")
            .asString();
    String plan = all("select plan_id::text from plan where hash = '" + run + "'").getFirst();
    world.post("/plans/" + plan + "/run", "hash=" + run);
    secret("the password", PASSWORD);
    secret("the API token", rest.token());
    secret("the database's password", database.password());
    secret("a password's hash", all("select password_hash from administrator"));
    secret("a token's hash", all("select encode(token_hash, 'hex') from api_token"));
    secret("a session", all("select session_id from spring_session"));
    Path folder = TestDatabase.folder("console-" + database.hashCode());
    byte[] key = Files.readAllBytes(folder.resolve("secret.key"));
    secret("the key", new String(key, StandardCharsets.ISO_8859_1).strip());
    assertThat(SECRETS).hasSizeGreaterThan(20);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** Tokens that are accepted, one that is asked about, and what Apple sends back to us. */
  private static void plantTokens() throws NoSuchAlgorithmException {
    SecretBox box = world.server.part(SecretBox.class);
    for (int location = 1; location <= 2; location++) {
      String text = token("planted-content-token-" + location, "2099");
      byte[] fingerprint =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      String purpose = "content-token:" + HexFormat.of().formatHex(fingerprint);
      String claim =
          all("select claim_id::text from location where location_id = " + location).getFirst();
      database
          .jdbc()
          .sql(
              """
              insert into content_token (location_id, secret, fingerprint, expires_at, state,
                                         state_since, file_name, added_by, added_at)
              values (:location, :secret, :fingerprint, now() + interval '1 year', 'USABLE', now(),
                      :file, 'Ada', now());
              update location set notification_secret = :notification where location_id = :location
              """)
          .param("location", location)
          .param("secret", box.seal(purpose, text))
          .param("fingerprint", fingerprint)
          .param("file", FILE)
          .param("notification", box.seal("notification-secret:" + claim, NOTIFICATION))
          .update();
      secret("the content token of " + location, text);
      secret("its inside", "planted-content-token-" + location);
    }
    secret("the notification secret", NOTIFICATION);
    String asked = token("planted-candidate", "2099");
    assertThat(world.post("/locations/new", "text=" + encode(asked)).statusCode()).isEqualTo(302);
    secret("the token that is asked about", asked);
    secret("its inside", "planted-candidate");
  }

  private static String token(String inside, String year) {
    String json =
        "{\"token\":\"%s\",\"expDate\":\"%s-01-01T00:00:00+0000\",\"orgName\":\"School\"}"
            .formatted(inside, year);
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void secret(String name, List<String> texts) {
    assertThat(texts).as(name).isNotEmpty();
    texts.forEach(text -> secret(name, text));
  }

  /** As it is, and as it may stand in an answer. */
  private static void secret(String name, @org.jspecify.annotations.Nullable String text) {
    assertThat(text).as(name).hasSizeGreaterThan(7);
    String there = String.valueOf(text);
    byte[] bytes = there.getBytes(StandardCharsets.UTF_8);
    SECRETS.put(there, name);
    SECRETS.put(encode(there), name + " in an address");
    SECRETS.put(HexFormat.of().formatHex(bytes), name + " in hex");
    SECRETS.put(Base64.getEncoder().withoutPadding().encodeToString(bytes), name + " in Base64");
  }

  @Test
  void nothingThatOneCanLookAtShowsASecret() {
    Map<String, String> found = new TreeMap<>();
    int fetched = 0;
    for (Row row : OperationTable.rows()) {
      for (String route : row.routes().filter(each -> each.startsWith("GET ")).toList()) {
        for (String path : route.equals(ENDLESS) ? List.<String>of() : paths(route.substring(4))) {
          found.putAll(secretsIn(path, fetch(path)));
          fetched++;
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(fetched).isGreaterThan(60);
    assertThat(fetch("/locations/1")).as("the pages are about what was planted").contains(FILE);
  }

  private static String fetch(String path) {
    if (path.startsWith("/api/v1/")) {
      RestCalls.Answer answer = rest.send("GET", path.substring("/api/v1/".length()), "");
      boolean planWasRun = answer.status() == 409 && path.endsWith("/pairs");
      assertThat(answer.status() == 200 || planWasRun).as(path).isTrue();
      return answer.body();
    }
    HttpResponse<String> answer = world.get(path);
    boolean planWasRun = answer.statusCode() == 302 && path.startsWith("/plans");
    boolean noIcon = answer.statusCode() == 404 && path.endsWith("/icon");
    assertThat(answer.statusCode() == 200 || planWasRun || noIcon).as(path + " " + answer).isTrue();
    return answer.body();
  }

  /** The addresses of a route: one for each thing there is. */
  private static List<String> paths(String route) {
    if (route.equals("/api/v1/licenses/story")) {
      return List.of(route + "?location=2&asset=1&holder=1");
    }
    if (route.endsWith("/import/undo")) {
      return List.of(route + "?at=2026-01-01T00:00:00Z");
    }
    if (!route.contains("{")) {
      return List.of(route);
    }
    return ids(route).stream().map(id -> route.replaceFirst("\\{.*}", id)).toList();
  }

  private static List<String> ids(String route) {
    String kind = route.replaceFirst("^/api/v1", "").split("/", -1)[1];
    return switch (kind) {
      case "locations" -> all("select location_id::text from location");
      case "apps", "assets" -> all("select asset_id::text from asset");
      case "devices" -> all("select device_id::text from device order by device_id limit 3");
      case "people" -> all("select person_id::text from person");
      case "plans" -> all("select plan_id::text from plan");
      case "jobs" -> all("select job_id::text from job");
      case "licenses" -> List.of("2/1/1", "2/1/4");
      case "setup" -> List.of("no-such-link");
      default -> throw new AssertionError("What is there to look at? " + route);
    };
  }

  private static List<String> all(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private static Map<String, String> secretsIn(String where, String body) {
    Map<String, String> found = new TreeMap<>();
    SECRETS.forEach((secret, name) -> {
      if (body.contains(secret)) {
        found.put(where, name);
      }
    });
    return found;
  }

  @Test
  void whatIsRefusedIsNotRepeated() {
    String old = token("planted-expired", "2001");
    String here = token("planted-content-token-1", "2099");
    String broken = old + "\u00e9 planted-broken";
    Stream.of(old, "planted-expired", broken, "planted-broken")
        .forEach(text -> secret("what was handed in", text));
    secret("what was typed", "planted-password");
    List<String> answers = new ArrayList<>();
    for (String text : List.of(old, here, broken)) {
      answers.add(refused(world.post("/locations/new", "text=" + encode(text))));
      answers.add(refused(world.post("/locations/new", "renews=1&text=" + encode(text))));
      answers.add(refused("locations", "{'content': '" + text + "'}"));
      answers.add(refused("locations/1/token", "{'content': '" + text + "'}"));
      answers.add(refused("locations", "{'content': ['" + text + "']}"));
      answers.add(refused("locations", "{'content': '" + text));
      answers.add(refused("locations", "{'token': '" + text + "'}"));
      answers.add(refused("locations", "{'content': 'x', 'token': '" + text + "'}"));
    }
    answers.add(refused("tokens", typed("planted-password")));
    answers.add(refused("tokens", typed("planted-password\\u0000")));
    Map<String, String> found = new TreeMap<>();
    answers.forEach(answer -> found.putAll(secretsIn(answer, answer)));
    assertThat(found).isEmpty();
  }

  private static String typed(String password) {
    return "{'email': '%s', 'password': '%s', 'tokenName': 'x'}".formatted(OWNER, password);
  }

  private static String refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
    return answer.body();
  }

  private static String refused(String path, String body) {
    RestCalls.Answer answer = rest.send("POST", path, body);
    assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    return answer.body();
  }
}
