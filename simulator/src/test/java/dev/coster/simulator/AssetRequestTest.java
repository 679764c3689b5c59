package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of associate, disassociate and revoke. */
final class AssetRequestTest {
  private final VirtualApple it = new VirtualApple(1);

  @Test
  void giveTwoAssetsToUsersAndDevices() {
    it.portal.addAsset(it.uId, AssetSpec.app("361309726", 20));
    it.portal.addAsset(it.uId, AssetSpec.app("408709785", 20));
    IntStream.range(0, 4).forEach(n -> it.portal.registerUser(it.uId, "u-" + n, null));

    JsonNode status =
        it.settled(
            "assets/associate",
            """
            {"assets":[{"adamId":"361309726","pricingParam":"STDQ"},{"adamId":"408709785"}],
             "clientUserIds":["u-0","u-1","u-2","u-3"],
             "serialNumbers":["DEV1","DEV2","DEV3","DEV4"]}\
            """);

    assertThat(status.get("eventStatus").asString()).isEqualTo("COMPLETE");
    assertThat(status.get("eventType").asString()).isEqualTo("ASSOCIATE");
    assertThat(status.get("numRequested").asInt()).isEqualTo(16);
    assertThat(status.get("numCompleted").asInt()).isEqualTo(16);
    assertThat(status.has("failures")).isFalse();
    assertThat(it.truthOf("408709785").get("assigned").asInt()).isEqualTo(8);
    assertThat(it.read("assignments?adamId=361309726").get("assignments")).hasSize(8);
  }

  @Test
  void stayPendingUntilTheWorkIsDone() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    String event =
        it.accepted(
            "assets/associate", "{\"assets\":[{\"adamId\":\"1\"}],\"serialNumbers\":[\"A\"]}");

    assertThat(it.read("status?eventId=" + event).get("eventStatus").asString())
        .isEqualTo("PENDING");
    assertThat(it.truthOf("1").get("assigned").asInt()).isZero();
    it.advance(Duration.ofSeconds(9));
    assertThat(it.read("status?eventId=" + event).get("eventStatus").asString())
        .isEqualTo("PENDING");
    it.advance(Duration.ofSeconds(1));
    assertThat(it.read("status?eventId=" + event).get("eventStatus").asString())
        .isEqualTo("COMPLETE");
    assertThat(it.truthOf("1").get("assigned").asInt()).isEqualTo(1);
  }

  @Test
  void workGraduallyThroughLargeEvents() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 1000));
    String event = it.accepted("assets/associate", devices("1", 1000));

    it.advance(Duration.ofSeconds(5));
    JsonNode half = it.read("status?eventId=" + event);

    assertThat(half.get("eventStatus").asString()).isEqualTo("PENDING");
    assertThat(half.get("numCompleted").asInt()).isEqualTo(500);
    assertThat(it.truthOf("1").get("assigned").asInt()).isEqualTo(500);
  }

  @Test
  void giveTheLastLicenseOnce() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 1));
    String first = it.accepted("assets/associate", device("1", "A"));
    String second = it.accepted("assets/associate", device("1", "B"));
    it.runAll();

    assertThat(it.read("status?eventId=" + first).get("eventStatus").asString())
        .isEqualTo("COMPLETE");
    JsonNode failed = it.read("status?eventId=" + second);
    assertThat(failed.get("eventStatus").asString()).isEqualTo("FAILED");
    assertThat(failed.get("numCompleted").asInt()).isZero();
    JsonNode failure = failed.get("failures").get(0);
    assertThat(failure.get("errorNumber").asInt()).isEqualTo(9709);
    assertThat(failure.get("errorInfo").get("serialNumbers").get(0).asString()).isEqualTo("B");
    assertThat(failure.get("errorInfo").has("assets")).isFalse();
    assertThat(it.truthOf("1").get("available").asInt()).isZero();
  }

  @Test
  void givePartOfARequestInItsOrderWhenLicensesRunShort() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 2));
    JsonNode status = it.settled("assets/associate", devices("1", 3));

    assertThat(status.get("numCompleted").asInt()).isEqualTo(2);
    JsonNode rows = it.read("assignments").get("assignments");
    assertThat(rows.get(0).get("serialNumber").asString()).isEqualTo("S0");
    assertThat(rows.get(1).get("serialNumber").asString()).isEqualTo("S1");
  }

  @Test
  void giveNothingOfAShortAssetWhenChosenSo() {
    it.choose("{\"writing\":{\"shortage\":\"WHOLE_ASSET_FAILS\",\"failuresNameAssets\":true}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 2));
    it.portal.addAsset(it.uId, AssetSpec.app("2", 3));
    JsonNode status =
        it.settled(
            "assets/associate",
            """
            {"assets":[{"adamId":"1"},{"adamId":"2"}],"serialNumbers":["A","B","C"]}\
            """);

    assertThat(status.get("numCompleted").asInt()).isEqualTo(3);
    assertThat(it.truthOf("1").get("assigned").asInt()).isZero();
    assertThat(it.truthOf("2").get("assigned").asInt()).isEqualTo(3);
    JsonNode info = status.get("failures").get(0).get("errorInfo");
    assertThat(info.get("assets").get(0).get("adamId").asString()).isEqualTo("1");
  }

  @Test
  void giveNothingOfTheEventWhenChosenSo() {
    it.choose("{\"writing\":{\"shortage\":\"WHOLE_EVENT_FAILS\"}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 2));
    it.portal.addAsset(it.uId, AssetSpec.app("2", 3));
    JsonNode status =
        it.settled(
            "assets/associate",
            """
            {"assets":[{"adamId":"1"},{"adamId":"2"}],"serialNumbers":["A","B","C"]}\
            """);

    assertThat(status.get("numCompleted").asInt()).isZero();
    assertThat(it.read("assignments").get("assignments")).isEmpty();
  }

  @Test
  void repeatHarmlessly() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.settled("assets/associate", device("1", "A"));
    JsonNode again = it.settled("assets/associate", device("1", "A"));

    assertThat(again.get("eventStatus").asString()).isEqualTo("COMPLETE");
    assertThat(it.truthOf("1").get("assigned").asInt()).isEqualTo(1);
    it.settled("assets/disassociate", device("1", "A"));
    JsonNode gone = it.settled("assets/disassociate", device("1", "A"));
    assertThat(gone.get("eventStatus").asString()).isEqualTo("COMPLETE");
    assertThat(it.truthOf("1").get("available").asInt()).isEqualTo(5);
  }

  @Test
  void refuseRepetitionsWhenChosenSo() {
    it.choose("{\"writing\":{\"association\":\"FAILS\",\"disassociation\":\"FAILS\"}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.settled("assets/associate", device("1", "A"));

    assertThat(failure(it.settled("assets/associate", device("1", "A")))).isEqualTo(9616);
    assertThat(failure(it.settled("assets/disassociate", device("1", "B")))).isEqualTo(9619);
  }

  @Test
  void failForUnknownUsersOnly() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.portal.registerUser(it.uId, "u-1", null);
    String body = "{\"assets\":[{\"adamId\":\"1\"}],\"clientUserIds\":[\"u-1\",\"u-9\"]}";
    JsonNode status = it.settled("assets/associate", body);

    assertThat(status.get("numCompleted").asInt()).isEqualTo(1);
    assertThat(failure(status)).isEqualTo(9609);
    assertThat(
            status.get("failures").get(0).get("errorInfo").get("clientUserIds").get(0).asString())
        .isEqualTo("u-9");

    it.choose("{\"writing\":{\"unknownUserRefusedAtOnce\":true}}");
    assertThat(VirtualApple.errorNumber(it.post("assets/associate", body))).isEqualTo(9609);
  }

  @Test
  void failForAssetsThatTheLocationDoesNotHave() {
    assertThat(failure(it.settled("assets/associate", device("77", "A")))).isEqualTo(9709);
  }

  @Test
  void revokeEverythingRevocable() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.portal.addAsset(it.uId, AssetSpec.app("2", 5));
    it.portal.addAsset(it.uId, AssetSpec.book("3", "STDQ", 5));
    it.portal.registerUser(it.uId, "u-1", null);
    it.settled(
        "assets/associate",
        """
        {"assets":[{"adamId":"1"},{"adamId":"2"},{"adamId":"3"}],"clientUserIds":["u-1"]}\
        """);
    JsonNode status = it.settled("assets/revoke", "{\"clientUserIds\":[\"u-1\"]}");

    assertThat(status.get("eventType").asString()).isEqualTo("REVOKE");
    assertThat(status.get("eventStatus").asString()).isEqualTo("COMPLETE");
    JsonNode left = it.read("assignments").get("assignments");
    assertThat(left).hasSize(1);
    assertThat(left.get(0).get("adamId").asString()).isEqualTo("3");
  }

  @Test
  void neverRunOutOfUnlimitedAssets() {
    it.portal.addAsset(it.uId, AssetSpec.freeApp("1"));
    assertThat(it.settled("assets/associate", devices("1", 900)).get("eventStatus").asString())
        .isEqualTo("COMPLETE");
    JsonNode shown = it.read("assets").get("assets").get(0);
    assertThat(shown.get("totalCount").asInt()).isEqualTo(2147483647);
    assertThat(shown.get("availableCount").asInt()).isEqualTo(2147483647 - 900);
    JsonNode apart = it.read("assets?unlimited=true").get("unlimitedAssets").get(0);
    assertThat(apart.get("assignedCount").asInt()).isEqualTo(900);
    assertThat(apart.has("totalCount")).isFalse();
    assertThat(it.read("assets?unlimited=false").get("assets")).isEmpty();
  }

  @Test
  void giveAnyOfARequestWhenLicensesRunShortAndTasksHaveNoOrder() {
    it.choose("{\"writing\":{\"taskOrder\":\"ANY\"}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 20));
    JsonNode status = it.settled("assets/associate", devices("1", 40));

    assertThat(status.get("numCompleted").asInt()).isEqualTo(20);
    assertThat(status.get("failures").get(0).get("errorInfo").get("serialNumbers")).hasSize(20);
    List<String> given = holders();
    assertThat(given).hasSize(20).doesNotHaveDuplicates();
    assertThat(given).isNotEqualTo(IntStream.range(0, 20).mapToObj(n -> "S" + n).toList());
  }

  @Test
  void beginWithTheOldestEvent() {
    assertThat(orderOfEvents()).isEqualTo(IntStream.range(0, 12).mapToObj(n -> "D" + n).toList());
  }

  @Test
  void beginWithAnyEventWhenChosenSo() {
    it.choose("{\"writing\":{\"eventOrder\":\"ANY\"}}");

    List<String> inTurn = IntStream.range(0, 12).mapToObj(n -> "D" + n).toList();
    assertThat(orderOfEvents()).isNotEqualTo(inTurn).containsExactlyInAnyOrderElementsOf(inTurn);
  }

  /** Who got the asset first when a dozen requests wait for each other. */
  private List<String> orderOfEvents() {
    it.choose("{\"writing\":{\"concurrentEvents\":1}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 20));
    for (int n = 0; n < 12; n++) {
      assertThat(it.accepted("assets/associate", device("1", "D" + n))).isNotBlank();
    }
    it.runAll();
    return holders();
  }

  private List<String> holders() {
    List<String> holders = new ArrayList<>();
    it.read("assignments")
        .get("assignments")
        .forEach(row -> holders.add(row.get("serialNumber").asString()));
    return holders;
  }

  private static int failure(JsonNode status) {
    assertThat(status.get("eventStatus").asString()).isEqualTo("FAILED");
    return status.get("failures").get(0).get("errorNumber").asInt();
  }

  private static String device(String adamId, String serial) {
    return "{\"assets\":[{\"adamId\":\"" + adamId + "\"}],\"serialNumbers\":[\"" + serial + "\"]}";
  }

  private static String devices(String adamId, int count) {
    String serials =
        IntStream.range(0, count).mapToObj(n -> "\"S" + n + "\"").collect(Collectors.joining(","));
    return "{\"assets\":[{\"adamId\":\"" + adamId + "\"}],\"serialNumbers\":[" + serials + "]}";
  }
}
