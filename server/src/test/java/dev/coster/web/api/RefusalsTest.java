package dev.coster.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.Cursor;
import dev.coster.platform.TestDatabase;
import dev.coster.web.api.ApiServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not right are refused with words, a code and the field's name. */
final class RefusalsTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.start(database);
    database
        .jdbc()
        .sql(
            """
            insert into location (location_id, u_id, name, contact_email, state, state_since,
                                  claim_id, created_at)
            values (1, 'u1', 'North', 'north@x.example', 'USABLE', now(), gen_random_uuid(), now());
            insert into asset (asset_id, adam_id, pricing_param) values (1, '1', 'STDQ');
            insert into device (device_id, serial_number, site_id, source, created_at)
            select 1, 'S1', min(site_id), 'added', now() from site;
            """)
        .update();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people | {} | name",
        "devices | {} | serialNumber",
        "locations | {} | content",
        "plans | {} | verb",
        "devices/import?dryRun=true | {} | base64",
        "people/import?dryRun=true | {\"base64\": null} | base64",
        "people/register | {\"locationId\": 1} | personIds",
        "people/register | {\"personIds\": []} | locationId",
        "people/register | {\"locationId\": 1, \"personIds\": [1, null]} | personIds[1]",
        "plans | {\"verb\": \"GIVE\", \"emails\": [null]} | emails[0]",
        "plans/00000000-0000-0007-0000-000000000007/run | {} | hash",
      })
  void aMissingFieldIsNamed(String path, String body, String field) {
    Answer answer = server.post("/api/v1/" + path, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("request.body.field_missing");
    assertThat(answer.json().get("title").asString()).contains(field);
  }

  @Test
  void missingFieldsAreNamedToNobodyToo() {
    Answer answer =
        server.send(
            server
                .anonymous("/api/v1/tokens")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("title").asString()).contains("email, password, tokenName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"name\": {}}"})
  void aBodyThatIsNoneIsRefused(String body) {
    Answer answer = server.post("/api/v1/people", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.code()).startsWith("request.body.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets?text=%00",
        "people?text=a%00",
        "people?state=%00",
        "people?text=%FF",
        "devices?text=%00",
        "jobs?cursor=%00",
        "assets?type=%00",
        "people?%00=1"
      })
  void aParameterThatCannotBeStoredIsRefused(String path) {
    Answer answer = server.get("/api/v1/" + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("request.character");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "people | {'name': 'A\\u0000'} | name",
        "people | {'name': 'A', 'notes': '\\ud800'} | notes",
        "devices | {'serialNumber': 'S\\u0000'} | serialNumber",
        "devices | {'serialNumber': 'S', 'site': '\\u0000'} | site",
        "tokens | {'email': '\\u0000', 'password': 'x', 'tokenName': 'x'} | email",
        "plans | {'verb': 'GIVE', 'assets': ['1', '\\u0000']} | assets[1]",
        "locations | {'content': 'x', 'name': '\\u0000'} | name",
      },
      quoteCharacter = '~')
  void aFieldThatCannotBeStoredIsNamed(String path, String body, String field) {
    Answer answer = server.post("/api/v1/" + path, body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("request.character");
    assertThat(answer.json().get("title").asString()).contains("field " + field + " ");
  }

  @Test
  void aFieldThatNobodyReadsIsNamed() {
    Answer answer = server.post("/api/v1/plans", "{\"verb\": \"GIVE\", \"locationId\": 3}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("request.body.field_unknown");
    assertThat(answer.body()).contains("no field locationId").contains("location,");
  }

  @Test
  void aPageWithAParameterThatIsNoTextIsRefusedInWords() {
    Answer answer = server.send(server.anonymous("/people?text=%FF"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("no text in UTF-8");
  }

  @Test
  void aCursorThatHidesSuchACharacterIsNoCursor() {
    String forged = Cursor.of("a\u0000", 1).text();
    Answer answer = server.get("/api/v1/devices?cursor=" + forged);
    assertThat(answer.code()).as(answer.body()).isEqualTo("request.cursor");
  }

  @Test
  void signingInWithSuchACharacterIsRefusedInWords() {
    Answer answer =
        server.send(
            server
                .anonymous("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=%00&password=x")));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("cannot be stored").contains("request.character");
    assertThat(server.send(server.anonymous("/sign-in")).status()).isEqualTo(200);
  }

  @Test
  void whatHttpRefusesIsAProblemToo() {
    problem(server.get("/api/v1/nothing"), 404, "request.http_404");
    problem(server.get("/api/nothing"), 404, "request.http_404");
    problem(server.patch("/api/v1/people", "{}"), 405, "request.http_405");
    Answer form =
        server.send(
            server
                .request("/api/v1/people")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("{\"name\": \"A\"}")));
    problem(form, 415, "request.http_415");
    problem(server.get("/api/v1/people?limit=many"), 422, "request.parameter.malformed");
    problem(server.get("/api/v1/jobs/7"), 422, "request.parameter.malformed");
    problem(server.get("/api/v1/people/%2500;a=b"), 400, "request.http_400");
    problem(server.send(server.anonymous("/api/v1/nothing")), 401, "account.not_signed_in");
  }

  private static void problem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().get("title").asString()).isNotBlank();
    assertThat(answer.json().get("side").asString()).isEqualTo("YOURS");
  }

  @Test
  void aPatchLeavesAbsentFieldsAsTheyAre() {
    Answer renamed = server.patch("/api/v1/locations/1", "{\"name\": \"South\"}");
    assertThat(renamed.json().get("name").asString()).isEqualTo("South");
    assertThat(renamed.json().get("contactEmail").asString()).isEqualTo("north@x.example");
    Answer removed = server.patch("/api/v1/locations/1", "{\"contactEmail\": \"\"}");
    assertThat(removed.json().get("name").asString()).isEqualTo("South");
    assertThat(removed.json().get("contactEmail").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'assetIds': [1], 'deviceIds': [2] | plan.device_unknown | #2",
        "'assetIds': [1], 'deviceIds': [1, 1073741825] | plan.device_unknown | #1073741825",
        "'assetIds': [1], 'deviceIds': [-5] | plan.device_unknown | #-5",
        "'assetIds': [9], 'deviceIds': [1] | plan.asset_unknown | #9",
        "'assetIds': [1], 'personIds': [999999] | plan.person_unknown | #999999",
        "'assetIds': [1], 'emails': ['#999999'] | plan.person_unknown | #999999",
        "'assetIds': [1], 'emails': ['#'] | plan.person_unknown | #",
        "'assetIds': [1], 'holderIds': [77] | plan.holder_unknown | #77",
      },
      quoteCharacter = '~')
  void anIdThatIsNobodysIsRefused(String wish, String code, String named) {
    String body = ("{'verb': 'GIVE', 'location': 1, " + wish + "}").replace('\'', '"');
    Answer answer = server.post("/api/v1/plans", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().get("title").asString()).contains(named);
  }

  @Test
  void registeringNobodyIsRefused() {
    Answer answer =
        server.post("/api/v1/people/register", "{\"locationId\": 1, \"personIds\": [5]}");
    assertThat(answer.code()).as(answer.body()).isEqualTo("person.not_found");
  }
}
