package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {

  private static Notification parse(String type, String inner) {
    String body =
        "{\"notificationId\":\"n-1\",\"notificationType\":\"%s\",\"uId\":\"2049\",\"notification\":%s,\"x\":1}"
            .formatted(type, inner);
    Notification parsed = Notification.parse(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    assertThat(parsed.notificationId()).isEqualTo("n-1");
    assertThat(parsed.notificationType()).isEqualTo(type);
    assertThat(parsed.uId()).isEqualTo("2049");
    return parsed;
  }

  @Test
  void test() {
    assertThat(parse("TEST_NOTIFICATION", "{}").content()).isEqualTo(new Notification.Test());
  }

  @Test
  void assetCount() {
    assertThat(
            parse(
                    "ASSET_COUNT",
                    "{\"adamId\":\"1234\",\"pricingParam\":\"PLUS\",\"countDelta\":-12}")
                .content())
        .isEqualTo(new Notification.AssetCount(new AssetKey("1234", "PLUS"), -12));
  }

  @Test
  void assetManagementThatFailed() {
    String inner =
        """
        {"type":"ASSOCIATE","result":"FAILURE","eventId":"f00d",
         "assignments":[{"adamId":"1234","pricingParam":"STDQ","serialNumber":"DEV1"},
           {"adamId":"1234","pricingParam":"STDQ","clientUserId":"u-1"}],
         "error":{"errorNumber":9709,"errorMessage":"none left"}}\
        """;
    assertThat(parse("ASSET_MANAGEMENT", inner).content())
        .isEqualTo(
            new Notification.AssetManagement(
                "f00d",
                "ASSOCIATE",
                Notification.Result.FAILURE,
                List.of(
                    new Assignment("1234", "STDQ", null, "DEV1", null, null),
                    new Assignment("1234", "STDQ", "u-1", null, null, null)),
                new AppleError(9709, "none left", ErrorInfo.NONE)));
  }

  @Test
  void userManagement() {
    String inner =
        """
        {"type":"CREATE","result":"SUCCESS","eventId":"0dd",
         "users":[{"clientUserId":"u-7","status":"Associated","idHash":"rRVS="}]}\
        """;
    assertThat(parse("USER_MANAGEMENT", inner).content())
        .isEqualTo(
            new Notification.UserManagement(
                "0dd",
                "CREATE",
                Notification.Result.SUCCESS,
                List.of(new ResponseUser("u-7", null, "rRVS=", null, "Associated")),
                null));
  }

  @Test
  void userAssociated() {
    String inner =
        "{\"associatedUsers\":[{\"clientUserId\":\"u-7\",\"status\":\"Associated\",\"inviteCode\":\"c\"}]}";
    Notification parsed = parse("USER_ASSOCIATED", inner);
    assertThat(parsed.content())
        .isEqualTo(
            new Notification.UserAssociated(
                List.of(new ResponseUser("u-7", null, null, "c", "Associated"))));
    assertThat(parsed.raw().path("associatedUsers").size()).isEqualTo(1);
  }

  @Test
  void whatNobodyKnowsIsKeptRaw() {
    Notification parsed = parse("UNLIMITED_ASSET", "{\"adamId\":\"9\",\"unlimited\":true}");
    assertThat(parsed.content()).isEqualTo(new Notification.Other());
    assertThat(parsed.raw().path("unlimited").booleanValue()).isTrue();
    assertThat(parse("ASSET_COUNT", "{\"adamId\":{}}").content())
        .isEqualTo(new Notification.Other());
    assertThat(
            ((Notification.AssetManagement)
                    parse("ASSET_MANAGEMENT", "{\"eventId\":\"e\",\"type\":\"X\",\"result\":\"?\"}")
                        .content())
                .result())
        .isEqualTo(Notification.Result.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "<html>",
        "{\"notificationId\":\"n\"",
        "{\"notificationId\":\"n\",\"notificationType\":\"T\",\"uId\":\"u\"}",
        "{\"notificationId\":\"n\",\"notificationType\":\"T\",\"uId\":\"u\",\"notification\":[]}"
      })
  void anythingElseIsNoNotification(String body) {
    assertThat(Notification.parse(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
