package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What management servers are told, and how it travels. */
final class NotificationTest {
  private static final AssetKey APP = new AssetKey("1", "STDQ");
  private static final String CONFIG =
      """
      {"mdmInfo":{"id":"7d0f","name":"Acme MDM","metadata":"srv1.example"},
       "notificationUrl":"https://mdm.example/hooks/42","notificationAuthToken":"s3cr3t",
       "notificationTypes":["ASSET_MANAGEMENT","ASSET_COUNT"]}\
      """;

  private final VirtualApple it = new VirtualApple(6);

  @Test
  void testTheReceiverBeforeAConfigurationCounts() {
    JsonNode config = VirtualApple.parse(it.post("client/config", CONFIG).body());

    assertThat(it.received).hasSize(1);
    OutgoingNotification test = it.received.getFirst();
    assertThat(test.url()).isEqualTo("https://mdm.example/hooks/42");
    assertThat(test.authToken()).isEqualTo("s3cr3t");
    JsonNode body = VirtualApple.parse(test.body());
    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder("notificationId", "notificationType", "notification", "uId");
    assertThat(body.get("notificationType").asString()).isEqualTo("TEST_NOTIFICATION");
    assertThat(body.get("notification")).isEmpty();
    assertThat(config.get("notificationAuthToken").asString()).isEqualTo("s3cr3t");
    assertThat(config.get("subscribedNotificationTypes")).hasSize(2);
    assertThat(config.get("mdmInfo").get("metadata").asString()).isEqualTo("srv1.example");
  }

  @Test
  void refuseTheWholeConfigurationWhenTheReceiverIsDown() {
    it.receiverIsUp = false;
    ServiceResponse answer = it.post("client/config", CONFIG);

    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(9728);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(it.read("client/config").has("mdmInfo")).isFalse();
    assertThat(it.read("client/config").has("notificationUrl")).isFalse();
  }

  @Test
  void keepWhatAPartialConfigurationLeavesOut() {
    it.post("client/config", CONFIG);
    it.received.clear();
    it.post("client/config", "{\"mdmInfo\":{\"id\":\"2\",\"name\":\"B\",\"metadata\":\"\"}}");

    assertThat(it.received).isEmpty();
    assertThat(it.read("client/config").get("subscribedNotificationTypes")).hasSize(2);
    it.choose("{\"subscribing\":{\"testOnEveryChange\":true}}");
    it.post("client/config", "{\"mdmInfo\":{\"id\":\"3\",\"name\":\"C\",\"metadata\":\"\"}}");
    assertThat(it.received).hasSize(1);
    it.choose("{\"subscribing\":{\"partialConfig\":false}}");
    it.post("client/config", "{\"mdmInfo\":{\"id\":\"4\",\"name\":\"D\",\"metadata\":\"\"}}");
    assertThat(it.read("client/config").get("subscribedNotificationTypes")).isEmpty();
  }

  @Test
  void replaceTheSetOfTypes() {
    it.post("client/config", CONFIG);
    it.post("client/config", "{\"notificationTypes\":[\"USER_MANAGEMENT\"]}");

    assertThat(it.portal.subscribedTypes(it.uId)).containsExactly("USER_MANAGEMENT");
  }

  @Test
  void tellSuccessesAndFailuresApartInHundreds() {
    it.subscribe("ASSET_MANAGEMENT");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 150));
    String serials =
        IntStream.range(0, 160).mapToObj(n -> "\"S" + n + "\"").collect(Collectors.joining(","));
    String event =
        it.accepted(
            "assets/associate",
            "{\"assets\":[{\"adamId\":\"1\"}],\"serialNumbers\":[" + serials + "]}");
    it.runAll();

    int told = 0;
    for (JsonNode body : it.receivedBodies()) {
      JsonNode notification = body.get("notification");
      assertThat(body.get("notificationType").asString()).isEqualTo("ASSET_MANAGEMENT");
      assertThat(notification.get("eventId").asString()).isEqualTo(event);
      assertThat(notification.get("type").asString()).isEqualTo("ASSOCIATE");
      assertThat(notification.get("assignments").size()).isLessThanOrEqualTo(100);
      boolean success = notification.get("result").asString().equals("SUCCESS");
      assertThat(notification.has("error")).isEqualTo(!success);
      told += success ? notification.get("assignments").size() : 0;
    }
    assertThat(told).isEqualTo(150);
    JsonNode last = it.receivedBodies().getLast().get("notification");
    assertThat(last.get("error").get("errorNumber").asInt()).isEqualTo(9709);
    assertThat(last.get("assignments").get(0).get("adamId").asString()).isEqualTo("1");
    assertThat(it.received.stream().map(OutgoingNotification::notificationId))
        .doesNotHaveDuplicates();
  }

  @Test
  void tellWhatHappenedToUsers() {
    it.subscribe("USER_MANAGEMENT", "USER_ASSOCIATED");
    it.settled("users/create", "{\"users\":[{\"clientUserId\":\"u-7\"}]}");
    JsonNode created = it.receivedBodies().getFirst().get("notification");
    assertThat(created.get("type").asString()).isEqualTo("CREATE");
    JsonNode user = created.get("users").get(0);
    assertThat(user.get("status").asString()).isEqualTo("Registered");

    it.portal.accept(user.get("inviteCode").asString(), "amy@example.com");
    it.runAll();
    JsonNode associated = it.receivedBodies().getLast();
    assertThat(associated.get("notificationType").asString()).isEqualTo("USER_ASSOCIATED");
    JsonNode now = associated.get("notification").get("associatedUsers").get(0);
    assertThat(now.get("status").asString()).isEqualTo("Associated");
    assertThat(now.has("idHash")).isTrue();
  }

  @Test
  void tellWhenCountsChangeAtThePortal() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.subscribe("ASSET_COUNT");
    String other = it.portal.createLocation(it.organization, LocationSpec.school("B", "US"));
    it.portal.buy(it.uId, APP, 10);
    it.portal.refund(it.uId, APP, 3);
    it.portal.transfer(it.uId, other, APP, 12);
    it.runAll();

    List<Integer> deltas =
        it.receivedBodies().stream()
            .map(body -> body.get("notification").get("countDelta").asInt())
            .toList();
    assertThat(deltas).containsExactly(10, -3, -12);
    assertThat(it.truthOf("1").get("available").asInt()).isZero();
    JsonNode moved = it.truth().get("locations").get(1).get("assets").get(0);
    assertThat(moved.get("total").asInt()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({"UNTOLD, '', false", "REVOKED, REVOKE, false", "DISASSOCIATED, DISASSOCIATE, true"})
  void tellFreedLicensesOfRetiredUsersAsChosen(String choice, String type, boolean sameEvent) {
    it.choose("{\"subscribing\":{\"retiredAssets\":\"" + choice + "\"}}");
    it.subscribe("ASSET_MANAGEMENT");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.portal.registerUser(it.uId, "u-1", null);
    it.portal.assign(it.uId, APP, List.of("u-1"), List.of());
    String event = it.accepted("users/retire", "{\"users\":[{\"clientUserId\":\"u-1\"}]}");
    it.runAll();

    List<JsonNode> told =
        it.receivedBodies().stream().map(body -> body.get("notification")).toList();
    assertThat(told.stream().map(one -> one.get("type").asString()))
        .isEqualTo(type.isEmpty() ? List.of() : List.of(type));
    assertThat(told)
        .allSatisfy(one -> {
          assertThat(one.get("assignments").get(0).get("clientUserId").asString()).isEqualTo("u-1");
          assertThat(one.get("eventId").asString().equals(event)).isEqualTo(sameEvent);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY_URL, '{\"notificationUrl\":\"\",\"notificationAuthToken\":\"\"}', 200",
    "EMPTY_URL, '{\"notificationTypes\":[]}', 200",
    "NO_TYPES, '{\"notificationTypes\":[]}', 200",
    "NO_TYPES, '{\"notificationUrl\":\"\",\"notificationAuthToken\":\"\"}', 400"
  })
  void endASubscriptionAsChosen(String choice, String body, int status) {
    it.choose("{\"subscribing\":{\"unsubscribing\":\"" + choice + "\"}}");
    it.subscribe("ASSET_COUNT");
    ServiceResponse answer = it.post("client/config", body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(it.portal.subscribedTypes(it.uId).isEmpty()).isEqualTo(status == 200);
    boolean addressLeft = it.read("client/config").has("notificationUrl");
    assertThat(addressLeft)
        .isEqualTo(status == 400 || (choice.equals("EMPTY_URL") && body.contains("Types")));
  }

  @Test
  void tryThreeTimesWithinFiveMinutes() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.subscribe("ASSET_COUNT");
    it.receiverIsUp = false;
    it.portal.buy(it.uId, APP, 1);
    it.advance(Duration.ofMinutes(5));

    assertThat(it.received.stream().map(OutgoingNotification::attempt)).containsExactly(1, 2, 3);
    assertThat(it.received.stream().map(OutgoingNotification::notificationId).distinct())
        .hasSize(1);
    assertThat(it.apple.nextDue()).isEmpty();
  }

  @Test
  void comeLateTwiceOrNever() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.subscribe("ASSET_COUNT");
    it.faults("{\"notifications\":{\"lost\":1}}");
    it.portal.buy(it.uId, APP, 1);
    it.runAll();
    assertThat(it.received).isEmpty();

    it.faults("{\"notifications\":{\"lost\":0,\"doubled\":1,\"late\":1}}");
    it.portal.buy(it.uId, APP, 1);
    it.advance(Duration.ofSeconds(59));
    assertThat(it.received).isEmpty();
    it.runAll();
    assertThat(it.received).hasSize(2);
    assertThat(it.received.get(0)).isEqualTo(it.received.get(1));
  }

  @Test
  void stopWhenTheSubscriptionIsCleared() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.subscribe("ASSET_COUNT");
    it.post("client/config", "{\"notificationUrl\":\"\",\"notificationAuthToken\":\"\"}");
    it.portal.buy(it.uId, APP, 1);
    it.runAll();

    assertThat(it.received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nameTheUsersOfAFailureWhereChosen(boolean inError) {
    it.choose("{\"subscribing\":{\"failedUsersInError\":" + inError + "}}");
    it.portal.registerUser(it.uId, "u-1", null);
    it.subscribe("USER_MANAGEMENT");
    it.settled("users/create", "{\"users\":[{\"clientUserId\":\"u-1\"}]}");

    JsonNode told = it.receivedBodies().getFirst().get("notification");
    assertThat(told.get("result").asString()).isEqualTo("FAILURE");
    assertThat(told.has("users")).isEqualTo(!inError);
    JsonNode error = told.get("error");
    assertThat(error.get("errorNumber").asInt()).isEqualTo(9716);
    assertThat(error.path("errorInfo").path("clientUserIds").path(0).asString(""))
        .isEqualTo(inError ? "u-1" : "");
  }

  @Test
  void tellOfUnlimitedAssetsInTheChosenForm() {
    it.subscribe("UNLIMITED_ASSET");
    addUnlimited("1");
    assertThat(it.received).isEmpty();
    it.choose("{\"subscribing\":{\"unlimitedAssets\":\"ONE\"}}");
    addUnlimited("2");
    assertThat(lastTold().get("adamId").asString()).isEqualTo("2");
    it.choose("{\"subscribing\":{\"unlimitedAssets\":\"LIST\"}}");
    addUnlimited("3");
    assertThat(lastTold().get("unlimitedAssets").get(0).get("adamId").asString()).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellALocationsNewNameOnlyWhenChosenSo(boolean told) {
    it.choose("{\"subscribing\":{\"renameTold\":" + told + "}}");
    it.subscribe("ASSET_COUNT");
    it.portal.rename(it.uId, "South");
    it.runAll();

    assertThat(it.read("client/config").get("locationName").asString()).isEqualTo("South");
    assertThat(it.truth().get("locations").get(0).get("locationName").asString())
        .isEqualTo("South");
    assertThat(it.received).hasSize(told ? 1 : 0);
  }

  private void addUnlimited(String adamId) {
    it.portal.addAsset(
        it.uId, new AssetSpec(adamId, "STDQ", "App", true, true, List.of("iOS"), 0, true));
    it.runAll();
  }

  private JsonNode lastTold() {
    return it.receivedBodies().getLast().get("notification");
  }
}
