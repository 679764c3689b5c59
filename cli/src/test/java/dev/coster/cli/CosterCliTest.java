package dev.coster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What commands print, ask the server, and end with. */
final class CosterCliTest {
  private static final String TOKEN = "00000000-0000-0007-0000-000000000007";
  private static final String INFO =
      "{\"id\": \"" + TOKEN + "\", \"name\": \"laptop\", \"createdAt\": \"2026-01-01T00:00:00Z\"}";
  private static final String NO_ITEMS = "{\"items\": []}";

  @TempDir Path folder;

  private final StubServer server = new StubServer();
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private InputStream keyboard = InputStream.nullInputStream();

  @BeforeEach
  void signedIn() {
    keyboard = System.in;
    environment.put("COSTER_CREDENTIALS", folder.resolve("credentials").toString());
    environment.put("COSTER_SERVER", server.address());
    environment.put("COSTER_TOKEN", "secret");
  }

  @AfterEach
  void end() {
    System.setIn(keyboard);
    server.close();
  }

  private int run(String... arguments) {
    return CosterCli.run(
        arguments, environment, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private void type(String text) {
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private int login(String address) {
    environment.remove("COSTER_SERVER");
    environment.remove("COSTER_TOKEN");
    return run("login", "--server", address, "--email", "a@x.example", "--password-stdin");
  }

  private void signIn() {
    server.answer(200, "{\"id\": \"" + TOKEN + "\", \"token\": \"secret\"}");
    type("four random words\n");
    assertThat(login(server.address())).as(err.toString()).isZero();
  }

  @Test
  void aFileThatIsNotThereIsTheCommandLinesFault() {
    String none = folder.resolve("none").toString();
    assertThat(run("location", "add", none)).isEqualTo(2);
    assertThat(run("device", "import", none)).isEqualTo(2);
    assertThat(run("license", "give", "--asset", "1", "--devices-from", none)).isEqualTo(2);
    assertThat(err.toString()).contains("There is no file " + none).doesNotContain("Exception");
    assertThat(server.asked()).noneMatch(asked -> asked.contains("/locations"));
  }

  @Test
  void aListThatIsNotUtf8IsNamedAndAByteOrderMarkIsNoPartOfIt() throws IOException {
    Path latin = Files.write(folder.resolve("latin"), new byte[] {(byte) 0xE4, '\n'});
    assertThat(run("license", "give", "--asset", "1", "--persons-from", latin.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("UTF-8").contains(latin.toString());

    Path marked = Files.writeString(folder.resolve("marked"), "\uFEFFS1\r\n\r\n S2 \n");
    run("license", "give", "--asset", "1", "--devices-from", marked.toString());
    assertThat(server.asked().getLast()).contains("\"serialNumbers\":[\"S1\",\"S2\"]");
  }

  @Test
  void holdersAndPersonsOfAFileAreTakenBackFrom() throws IOException {
    Path persons = Files.writeString(folder.resolve("persons"), "a@x.example\nb@x.example");
    run(
        "license",
        "take-back",
        "--asset",
        "1",
        "--holder",
        "7",
        "--persons-from",
        persons.toString());
    assertThat(server.asked().getLast())
        .contains("\"holderIds\":[7]")
        .contains("\"emails\":[\"a@x.example\",\"b@x.example\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "coster.example", "ftp://x", "http:/x", "ht tp://x"})
  void anAddressWithoutSchemeIsTheCommandLinesFault(String address) {
    type("password\n");
    assertThat(login(address)).isEqualTo(2);
    assertThat(err.toString()).contains(address).contains("http://localhost:8080");
  }

  @Test
  void noPasswordIsTheCommandLinesFault() {
    type("");
    assertThat(login(server.address())).isEqualTo(2);
    assertThat(err.toString()).contains("No password");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aWrongPasswordMeansNotSignedIn() {
    type("wrong\n");
    server.answer(
        403,
        """
        {"type": "x", "title": "Mail address or password is wrong.", "status": 403,
         "code": "signin.wrong", "side": "YOURS", "remedy": "Try again."}
        """);
    assertThat(login(server.address())).isEqualTo(3);
    assertThat(err.toString())
        .containsSubsequence("password is wrong", "your side", "Try again", "[signin.wrong]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{}", "[]", "null", "{\"error\": 1}"})
  void whoeverAnswersOtherwiseIsNotCoster(String body) {
    for (int status : new int[] {200, 404, 401}) {
      server.answer(status, body);
      assertThat(run("asset", "list")).as(err.toString()).isEqualTo(3);
    }
    assertThat(err.toString()).contains("not as Coster does").doesNotContain("Exception");
  }

  @Test
  void aProblemTellsWhoseSideItIsOn() {
    server.answer(
        503,
        """
        {"type": "x", "title": "Apple does not answer.", "status": 503, "detail": "Later, then.",
         "code": "apple.silent", "side": "APPLE", "remedy": "Wait.", "eventId": "e-7"}
        """);
    assertThat(run("asset", "list")).isEqualTo(5);
    assertThat(err.toString())
        .containsSubsequence(
            "Apple does not answer.",
            "on Apple's side",
            "Later, then.",
            "Wait.",
            "[apple.silent · event e-7]");
  }

  @Test
  void halfAnEnvironmentIsRefusedUnlessTheKeptTokenIsForThatServer() {
    environment.remove("COSTER_SERVER");
    assertThat(run("asset", "list")).isEqualTo(2);
    signIn();
    environment.put("COSTER_SERVER", "http://other.example");
    assertThat(run("asset", "list")).isEqualTo(2);
    assertThat(err.toString()).contains("other.example").contains(server.address());
    environment.put("COSTER_SERVER", server.address() + "/");
    server.answer(200, NO_ITEMS);
    assertThat(run("asset", "list")).as(err.toString()).isZero();
  }

  @Test
  void loggingOutRevokesTheToken() {
    signIn();
    server.answer(200, INFO);
    assertThat(run("logout")).as(err.toString()).isZero();
    assertThat(server.asked().getLast()).isEqualTo("DELETE /api/v1/tokens/" + TOKEN);
    assertThat(folder.resolve("credentials")).doesNotExist();
    assertThat(run("asset", "list")).isEqualTo(3);
  }

  @Test
  void aTokenThatCouldNotBeRevokedIsForgottenAndSaidSo() {
    signIn();
    server.answer(500, "<html>");
    assertThat(run("logout")).isEqualTo(4);
    assertThat(err.toString()).contains("not revoked").contains("coster token");
    assertThat(folder.resolve("credentials")).doesNotExist();
  }

  @Test
  void tokensAreListedAndRevoked() {
    server.answer(200, "{\"items\": [" + INFO + "]}").answer(200, INFO);
    assertThat(run("token", "list")).isZero();
    assertThat(out.toString()).contains(TOKEN).contains("laptop");
    assertThat(run("token", "revoke", TOKEN)).isZero();
    assertThat(server.asked().getLast()).isEqualTo("DELETE /api/v1/tokens/" + TOKEN);
  }

  @Test
  void eachVerbHelpsWithItsOwnOptions() {
    assertThat(run("license", "give", "--help")).isZero();
    assertThat(out.toString())
        .contains("--asset", "--devices-from", "--all-people", "--location")
        .doesNotContain("--everything", "--all-holders", "--unlinked", "taking back");
    assertThat(run("license", "take-back", "--help")).isZero();
    assertThat(out.toString()).contains("--everything", "--all-holders", "--unlinked", "--asset");
    assertThat(run("license", "give", "--asset", "1", "--everything", "--device", "A"))
        .isEqualTo(2);
  }

  @Test
  void aBinaryFileIsNoToken() throws IOException {
    Path file = Files.write(folder.resolve("token"), new byte[] {7, 0, 1, 2});
    assertThat(run("location", "add", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("This is not a content token");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void oneLongCellDoesNotWidenAllRows() {
    StringWriter table = new StringWriter();
    new Screen(
            new PrintWriter(table, true),
            new PrintWriter(table, true),
            false,
            JsonMapper.builder().build())
        .table(
            List.of("what", "note"), List.of(List.of("x".repeat(300), "a"), List.of("short", "b")));
    assertThat(table.toString().lines().toList().getLast()).isEqualTo("short  b");
  }

  @Test
  void aListThatGoesOnSaysSo() {
    server.answer(200, "{\"items\": [], \"next\": \"abc\"}");
    assertThat(run("job", "list")).isZero();
    assertThat(out.toString()).contains("--cursor abc");
    server.answer(200, NO_ITEMS);
    assertThat(run("job", "list", "--cursor", "abc")).isZero();
    assertThat(server.asked().getLast()).contains("cursor=abc");
  }

  @Test
  void anImportShowsWhatItWouldDoAndAsks() throws IOException {
    String csv = Files.writeString(folder.resolve("csv"), "Name\nA\n").toString();
    String preview =
        """
        {"added": 1, "updated": 0, "unchanged": 0, "refused": 0, "rows": [],
         "newSites": ["Northh"], "unknownColumns": []}
        """;
    server.answer(200, preview);
    assertThat(run("--json", "person", "import", csv)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("Would be added: 1")
        .contains("made: Northh")
        .contains("--yes");
    assertThat(server.asked()).hasSize(1).first().asString().contains("dryRun=true");

    server.answer(200, preview);
    assertThat(run("person", "import", csv, "--yes")).isZero();
    assertThat(server.asked()).hasSize(2).last().asString().contains("dryRun=false");
  }

  @Test
  void aPlanIsShownBesideTheJsonAndInGoodGrammar() {
    server.answer(
        200,
        """
        {"id": "00000000-0000-0007-0000-000000000007", "hash": "h", "verb": "GIVE", "location": 1,
         "pairs": 1, "registrations": 1, "permanent": 0, "givenByOthers": 0, "requests": 1, "estimatedSeconds": 2,
         "assets": [{"assetId": 4, "name": "Pages", "pairs": 1, "unlimited": false,
                     "freeBefore": 1, "freeAfter": 0, "shortBy": 3, "permanent": false}],
         "leftOut": [{"reason": "NO_LICENSE_FREE", "inWords": "no license is free", "assetId": 4,
                      "pairs": 3, "examples": ["iPad 2", "iPad 3"]}],
         "expiresAt": "2026-01-01T00:00:00Z", "incomplete": true}
        """);
    server.answer(
        200,
        """
        {"items": [{"assetId": 4, "asset": "Pages", "holder": "Ada", "device": false,
                    "registeredFirst": true}], "next": "more"}
        """);
    assertThat(run("--json", "license", "give", "--asset", "1", "--person", "a@x.example"))
        .isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("Left out, 3 of Pages: no license is free (iPad 2, iPad 3)")
        .contains("1 person will be registered")
        .contains("1 license in 1 request to Apple")
        .contains("not read completely yet")
        .contains("Ada")
        .contains("coster plan pairs 00000000-0000-0007-0000-000000000007")
        .contains("--yes");
  }

  @Test
  void aLocationIsFoundByItsName() {
    String locations =
        """
        {"items": [{"id": 2, "uId": "u", "name": "North", "state": "USABLE", "stateInWords": "ok",
                    "notifications": true, "tokens": []}]}
        """;
    server.answer(200, locations).answer(200, NO_ITEMS);
    assertThat(run("asset", "list", "--location", "north")).as(err.toString()).isZero();
    assertThat(server.asked().getLast()).contains("location=2");
    server.answer(200, locations);
    assertThat(run("license", "give", "--asset", "1", "--device", "S", "--location", "South"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("no location “South”").contains("2 North");
  }

  @Test
  void aLocationSaysWhetherNotificationsArrive() {
    String location =
        """
        {"id": 2, "uId": "u", "name": "North", "state": "USABLE", "stateInWords": "ok",
         "notifications": %s, "tokens": []}
        """;
    server
        .answer(200, location.formatted("true"))
        .answer(200, location.formatted("false"))
        .answer(
            200,
            location.formatted("false, \"notificationsMissingSince\": \"2026-01-02T03:04:05Z\""));
    for (int i = 0; i < 3; i++) {
      assertThat(run("location", "show", "2")).as(err.toString()).isZero();
    }
    assertThat(out.toString())
        .containsSubsequence("yes", "no, polling", "none arrive since 2026-01-02");
  }

  @Test
  void anAppIsFoundByApplesId() {
    server.answer(
        200,
        """
        {"items": [{"id": 4, "adamId": "900488038", "pricingParam": "STDQ", "name": "Pages",
                    "type": "App", "platforms": [], "deviceAssignable": true,
                    "irrevocable": false, "unlimited": false, "used": 0, "reserved": 0,
                    "incomplete": false}]}
        """);
    run("asset", "show", "900488038");
    assertThat(server.asked().getLast()).startsWith("GET /api/v1/assets/4");
  }

  @Test
  void anIdThatIsNoneIsToldInWords() {
    assertThat(run("job", "show", "nope")).isEqualTo(2);
    assertThat(err.toString()).contains("“nope” is no id").doesNotContain("Exception");
  }

  @Test
  void renamingSaysNothingOfTheMailAddress() {
    run("location", "rename", "3", "North");
    assertThat(server.asked().getLast())
        .startsWith("PATCH /api/v1/locations/3")
        .contains("\"name\":\"North\"")
        .doesNotContain("@");
  }
}
