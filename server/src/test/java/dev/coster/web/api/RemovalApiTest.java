package dev.coster.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.TestDatabase;
import java.nio.charset.Charset;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The same by REST: imports that are undone, devices and people that are edited and removed. */
final class RemovalApiTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.start(database);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ApiServer.Answer upload(String path, byte[] csv) {
    return server.post(
        "/api/v1" + path, "{\"base64\": \"" + Base64.getEncoder().encodeToString(csv) + "\"}");
  }

  private static JsonNode ok(ApiServer.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void anImportIsListedPreviewedAndUndone() {
    byte[] csv =
        "Serial number,Name\nREMOVEA1,One\nREMOVEB2,Two\n".getBytes(Charset.defaultCharset());
    JsonNode rows = ok(upload("/devices/import?dryRun=true", csv)).get("rows");
    assertThat(rows.get(0).get("name").asString()).isEqualTo("One");
    ok(upload("/devices/import?dryRun=false", csv));
    JsonNode made = ok(server.get("/api/v1/devices/imports")).get("items").get(0);
    assertThat(made.get("here").asInt()).isEqualTo(2);
    String undo = "{\"importedAt\": \"" + made.get("at").asString() + "\", \"dryRun\": %s}";
    JsonNode would = ok(server.post("/api/v1/devices/imports/undo", undo.formatted("true")));
    assertThat(would.get("removed").asInt()).isEqualTo(2);
    assertThat(ok(server.get("/api/v1/devices?text=REMOVE")).get("items")).hasSize(2);
    ok(server.post("/api/v1/devices/imports/undo", undo.formatted("false")));
    assertThat(ok(server.get("/api/v1/devices?text=REMOVE")).get("items")).isEmpty();
  }

  @Test
  void aDeviceIsEditedAndRemoved() {
    int id =
        ok(server.post("/api/v1/devices", "{\"serialNumber\": \"EDITED1\", \"name\": \"Old\"}"))
            .get("id")
            .asInt();
    JsonNode changed = ok(server.patch("/api/v1/devices/" + id, "{\"name\": \"New\"}"));
    assertThat(changed.get("name").asString()).isEqualTo("New");
    assertThat(changed.get("serialNumber").asString()).isEqualTo("EDITED1");
    assertThat(ok(server.get("/api/v1/devices/" + id + "/removal")).get("hinders").isNull())
        .isTrue();
    ok(server.send(server.request("/api/v1/devices/" + id).DELETE()));
    assertThat(server.get("/api/v1/devices/" + id + "/removal").status()).isEqualTo(404);
  }

  @Test
  void aPersonIsEditedAndRemoved() {
    int id =
        ok(server.post("/api/v1/people", "{\"name\": \"Ida\", \"email\": \"ida@x.example\"}"))
            .get("id")
            .asInt();
    JsonNode changed =
        ok(server.patch("/api/v1/people/" + id, "{\"notes\": \"left\", \"email\": \"\"}"));
    assertThat(changed.get("notes").asString()).isEqualTo("left");
    assertThat(changed.get("email").isNull()).isTrue();
    assertThat(ok(server.get("/api/v1/people/" + id + "/removal")).get("hinders").isNull())
        .isTrue();
    ok(server.send(server.request("/api/v1/people/" + id).DELETE()));
    assertThat(server.get("/api/v1/people/" + id).status()).isEqualTo(404);
  }

  @Test
  void aFileInUtf32IsSaidToBeWronglyEncoded() {
    for (String encoding : new String[] {"UTF-32LE", "UTF-32BE"}) {
      byte[] csv = "Serial number\nA1B2C3\n".getBytes(Charset.forName(encoding));
      ApiServer.Answer refused = upload("/devices/import?dryRun=true", csv);
      assertThat(refused.code()).as(encoding).isEqualTo("csv.encoding");
      assertThat(refused.body()).contains("wrong encoding");
    }
  }
}
