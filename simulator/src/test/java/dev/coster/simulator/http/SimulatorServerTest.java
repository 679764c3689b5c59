package dev.coster.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.coster.simulator.AssetSpec;
import dev.coster.simulator.Choices;
import dev.coster.simulator.Faults;
import dev.coster.simulator.LocationSpec;
import dev.coster.simulator.TokenKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator as others meet it: over HTTP, in real time. */
final class SimulatorServerTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static TestCertificate certificate;

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> notifications = new LinkedBlockingQueue<>();
  private SimulatorServer server;
  private String uId;
  private String token;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = TestCertificate.in(folder);
  }

  @BeforeEach
  void start() throws Exception {
    server =
        SimulatorServer.start(
            ServerOptions.local(1).trusting(PemPair.certificates(certificate.pem().certificate())));
    server.apple().set(Faults.none());
    String organization = server.apple().portal().createOrganization("School", "school.example");
    uId = server.apple().portal().createLocation(organization, LocationSpec.school("Main", "US"));
    token = server.apple().portal().issueToken(uId, TokenKind.FULL).text();
    server.apple().portal().addAsset(uId, AssetSpec.app("1", 5));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void answerOverHttp() throws Exception {
    HttpResponse<String> assets = get("/mdm/v2/assets?pageIndex=0");
    assertThat(assets.statusCode()).isEqualTo(200);
    assertThat(MAPPER.readTree(assets.body()).get("assets")).hasSize(1);
    HttpResponse<String> config = get("/mdm/v2/service/config");
    assertThat(MAPPER.readTree(config.body()).get("urls").get("getAssets").asString())
        .isEqualTo(server.serviceUrl() + "/mdm/v2/assets");
  }

  @Test
  void cutConnections() {
    for (String fault : List.of("cutBefore", "lostAnswer", "cutMidway")) {
      server.apple().set(Faults.none().merged("{\"answers\":{\"" + fault + "\":1}}"));
      assertThatThrownBy(() -> get("/mdm/v2/assets")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void notifyByHttpsWithATrustedAuthority() throws Exception {
    HttpsServer receiver = receiver();
    try {
      String body =
          """
          {"notificationUrl":"https://localhost:%d/hook","notificationAuthToken":"s3cr3t",
           "notificationTypes":["ASSET_COUNT"]}\
          """
              .formatted(receiver.getAddress().getPort());
      assertThat(post(server.serviceUrl() + "/mdm/v2/client/config", body).statusCode())
          .isEqualTo(200);
      assertThat(notifications.poll(10, TimeUnit.SECONDS)).contains("TEST_NOTIFICATION");
      control("POST", "/buy", "{\"uId\":\"%s\",\"adamId\":\"1\",\"count\":2}".formatted(uId));
      assertThat(notifications.poll(10, TimeUnit.SECONDS)).contains("ASSET_COUNT");
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void refuseReceiversThatAreNotThere() throws Exception {
    String body =
        """
        {"notificationUrl":"https://localhost:1/hook","notificationAuthToken":"s"}\
        """;
    HttpResponse<String> answer = post(server.serviceUrl() + "/mdm/v2/client/config", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(MAPPER.readTree(answer.body()).get("errorNumber").asInt()).isEqualTo(9728);
  }

  @Test
  void sayWhichPortIsTaken() {
    int taken = server.serviceUrl().getPort();
    ServerOptions options = new ServerOptions("127.0.0.1", 0, taken, 1, null, List.of());
    assertThatThrownBy(() -> SimulatorServer.start(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + taken);
  }

  @Test
  void refuseBadlyEncodedQueries() throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.serviceUrl().getPort())) {
      String request = "GET /mdm/v2/assets?a=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] head = socket.getInputStream().readNBytes(12);
      assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 400");
    }
  }

  @Test
  void serveHttpsFromPemFiles() throws Exception {
    ServerOptions options = new ServerOptions("127.0.0.1", 0, 0, 1, certificate.pem(), List.of());
    try (SimulatorServer secure = SimulatorServer.start(options)) {
      assertThat(secure.serviceUrl().getScheme()).isEqualTo("https");
      assertThatThrownBy(() ->
              client.send(
                  HttpRequest.newBuilder(URI.create(secure.serviceUrl() + "/mdm/v2/assets"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("PKIX");
    }
  }

  @Test
  void beControlledFromEmptyToAGivenLicense() throws Exception {
    control("POST", "/reset", "{\"seed\":5}");
    String organization =
        text(control("POST", "/organizations", "{\"name\":\"O\",\"domain\":\"o.example\"}"), "id");
    String place =
        text(
            control(
                "POST",
                "/locations",
                "{\"organization\":\"" + organization + "\",\"locationName\":\"North\"}"),
            "uId");
    JsonNode issued = control("POST", "/tokens", "{\"uId\":\"" + place + "\"}");
    token = text(issued, "token");
    control(
        "POST",
        "/assets",
        "{\"uId\":\"" + place + "\",\"adamId\":\"77\",\"licenses\":3,\"productType\":\"App\"}");
    control(
        "POST",
        "/assign",
        "{\"uId\":\"" + place + "\",\"adamId\":\"77\",\"serialNumbers\":[\"A\"]}");
    assertThat(MAPPER.readTree(get("/mdm/v2/assignments").body()).get("assignments")).hasSize(1);

    JsonNode truth = control("GET", "/truth", "");
    JsonNode asset = truth.get("locations").get(0).get("assets").get(0);
    assertThat(asset.get("assigned").asInt()).isEqualTo(1);
    assertThat(asset.get("total").asInt()).isEqualTo(3);

    control("POST", "/tokens/revoke", "{\"id\":\"" + text(issued, "id") + "\"}");
    assertThat(get("/mdm/v2/assets").statusCode()).isEqualTo(401);
    String log = control("GET", "/log", "").toString();
    assertThat(log).contains("/mdm/v2/assignments").doesNotContain(token);
  }

  @Test
  void letTimePass() throws Exception {
    String body = "{\"assets\":[{\"adamId\":\"1\"}],\"serialNumbers\":[\"A\"]}";
    HttpResponse<String> accepted = post(server.serviceUrl() + "/mdm/v2/assets/associate", body);
    String event = text(MAPPER.readTree(accepted.body()), "eventId");
    control("POST", "/clock", "{\"advanceSeconds\":60}");

    HttpResponse<String> status = get("/mdm/v2/status?eventId=" + event);
    assertThat(status.body()).contains("COMPLETE");
    JsonNode view = control("GET", "/store?adamId=1&serialNumber=A", "");
    assertThat(text(view, "view")).isEqualTo("VISIBLE");
  }

  @Test
  void changeSettings() throws Exception {
    JsonNode faults = control("PUT", "/faults", "{\"rate\":{\"requestsPerSecond\":2}}");
    assertThat(faults.get("rate").get("requestsPerSecond").asInt()).isEqualTo(2);
    assertThat(server.apple().faults().rate().requestsPerSecond()).isEqualTo(2);
    control("PUT", "/faults", "{\"preset\":\"usual\"}");
    assertThat(server.apple().faults()).isEqualTo(Faults.usual());
    control("PUT", "/choices", "{\"usersShared\":true}");
    assertThat(server.apple().choices().usersShared()).isTrue();
    JsonNode choices =
        control(
            "PUT",
            "/choices",
            """
            {"reading":{"movingCuts":true,"retiredCount":"AMONG_ASSIGNED"},
             "writing":{"taskOrder":"ANY","eventOrder":"ANY"},
             "subscribing":{"failedUsersInError":true,"unlimitedAssets":"LIST"},
             "access":{"rateWindow":"PT10S","readOnly":"LOGIN_REQUIRED","oldTokenKept":"PT5M"},
             "inviting":{"codeKept":"PT1H","secondUse":"SUCCEEDS"},
             "userIdsIgnoreCase":true}\
            """);
    assertThat(choices.get("inviting").get("codeKept").asString()).isEqualTo("PT1H");
    assertThat(server.apple().choices().access().rateWindow()).hasSeconds(10);
    assertThat(server.apple().choices().reading().retiredCount())
        .isEqualTo(Choices.RetiredCount.AMONG_ASSIGNED);
    control("PUT", "/limits", "{\"maxAssets\":3}");
    assertThat(server.apple().limits().maxAssets()).isEqualTo(3);
  }

  @Test
  void explainWrongCommands() throws Exception {
    assertThat(send("POST", "/buy", "{}").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/buy", "{\"uId\":\"x\",\"adamId\":\"1\"}").statusCode())
        .isEqualTo(404);
    assertThat(send("PUT", "/faults", "{\"nonsense\":1}").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/buy", "not json").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/nonsense", "").body()).contains("POST /organizations");
    String refund = "{\"uId\":\"" + uId + "\",\"adamId\":\"1\",\"count\":6}";
    assertThat(send("POST", "/refund", refund).statusCode()).isEqualTo(409);
  }

  private HttpsServer receiver() throws IOException {
    HttpsServer receiver =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setHttpsConfigurator(new HttpsConfigurator(certificate.pem().context()));
    receiver.createContext(
        "/hook",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            boolean known = "Bearer s3cr3t".equals(header);
            if (known) {
              notifications.add(new String(body, StandardCharsets.UTF_8));
            }
            exchange.sendResponseHeaders(known ? 204 : 403, -1);
          }
        });
    receiver.start();
    return receiver;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.serviceUrl() + path))
            .header("Authorization", "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String url, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode control(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.controlUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String text(JsonNode node, String name) {
    return node.get(name).asString();
  }
}
