package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each synchronous error number, with Apple's HTTP status, and that nothing was queued. */
final class ErrorNumberTest {
  private final VirtualApple it = new VirtualApple(2);

  @BeforeEach
  void stock() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 10));
    it.portal.addAsset(it.uId, AssetSpec.userOnlyApp("2", 10));
    it.portal.addAsset(it.uId, AssetSpec.book("3", "PLUS", 10));
    it.portal.registerUser(it.uId, "u-1", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          assets/associate    | {"assets":[],"serialNumbers":["A"]}                                | 9718
          assets/associate    | {"serialNumbers":["A"]}                                            | 9718
          assets/associate    | {"assets":[{"adamId":"1"}]}                                        | 9719
          assets/associate    | {"assets":[{"adamId":"1"}],"serialNumbers":[]}                     | 9719
          assets/associate    | {"assets":[{"adamId":"1"},{"adamId":"1"}],"serialNumbers":["A"]}   | 9703
          assets/associate    | {"assets":[{"adamId":"1"}],"clientUserIds":["u-1","u-1"]}          | 9704
          assets/associate    | {"assets":[{"adamId":"1"}],"serialNumbers":["A","A"]}              | 9705
          assets/associate    | {"assets":[{"adamId":"2"}],"serialNumbers":["A"]}                  | 9707
          assets/disassociate | {"assets":[{"adamId":"3","pricingParam":"PLUS"}],"clientUserIds":["u-1"]} | 9706
          assets/disassociate | {"assets":[],"serialNumbers":["A"]}                                | 9718
          assets/revoke       | {}                                                                 | 9719
          assets/revoke       | {"serialNumbers":["A","A"]}                                        | 9705
          users/create        | {"users":[]}                                                       | 9720
          users/create        | {}                                                                 | 9720
          users/create        | {"users":[{"clientUserId":"a"},{"clientUserId":"a"}]}              | 9715
          users/create        | {"users":[{"clientUserId":"a","email":"nonsense"}]}                | 9717
          users/update        | {"users":[{"clientUserId":"a","email":"a@b"}]}                     | 9717
          users/retire        | {"users":[{"clientUserId":""}]}                                    | 9602
          users/create        | {"users":[{"email":"a@example.com"}]}                              | 9602
          users/create        | not json                                                           | 9602
          users/create        | []                                                                 | 9602
          assets/associate    | {"assets":"1","serialNumbers":["A"]}                               | 9602
          client/config       | {"notificationUrl":"https://mdm.example/x"}                        | 9710
          client/config       | {"notificationAuthToken":"s"}                                      | 9710
          client/config       | {"notificationUrl":"http://mdm.example/x","notificationAuthToken":"s"} | 9712
          client/config       | {"notificationUrl":"https://mdm.example/x?a=1","notificationAuthToken":"s"} | 9712
          client/config       | {"notificationUrl":"not a url","notificationAuthToken":"s"}        | 9712
          client/config       | {"mdmInfo":{"id":"1","name":"n"}}                                  | 9723
          client/config       | {"notificationTypes":["NONSENSE"]}                                 | 9602
          """)
  void refuse(String path, String body, int number) {
    ServiceResponse answer = it.post(path, body);

    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(number);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(it.apple.nextDue()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "assets/associate, 26, 1, 0, 9700",
    "assets/associate, 1, 1001, 0, 9701",
    "assets/associate, 1, 0, 1001, 9702",
    "assets/revoke, 0, 101, 0, 9701",
    "assets/revoke, 0, 0, 101, 9702",
  })
  void refuseTooMany(String path, int assets, int users, int devices, int number) {
    String body =
        "{\"assets\":[%s],\"clientUserIds\":[%s],\"serialNumbers\":[%s]}"
            .formatted(
                list(assets, "{\"adamId\":\"%d\"}"),
                list(users, "\"u-%d\""),
                list(devices, "\"S%d\""));

    assertThat(VirtualApple.errorNumber(it.post(path, body))).isEqualTo(number);
  }

  @Test
  void refuseTooManyUsers() {
    String body = "{\"users\":[%s]}".formatted(list(101, "{\"clientUserId\":\"n-%d\"}"));

    assertThat(VirtualApple.errorNumber(it.post("users/create", body))).isEqualTo(9714);
  }

  @Test
  void followChangedLimits() {
    it.apple.set(it.apple.limits().merged("{\"maxAssets\":1}"));
    String body =
        "{\"assets\":[{\"adamId\":\"1\"},{\"adamId\":\"2\"}],\"clientUserIds\":[\"u-1\"]}";

    assertThat(VirtualApple.errorNumber(it.post("assets/associate", body))).isEqualTo(9700);
    assertThat(it.read("service/config").get("limits").get("maxAssets").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"id, 101, 9724", "name, 101, 9725", "metadata, 256, 9713"})
  void refuseLongMdmInfo(String field, int length, int number) {
    String info =
        "{\"mdmInfo\":{\"id\":\"i\",\"name\":\"n\",\"metadata\":\"m\"}}"
            .replace(
                "\"" + field + "\":\"" + field.charAt(0),
                "\"" + field + "\":\"" + "x".repeat(length));

    assertThat(VirtualApple.errorNumber(it.post("client/config", info))).isEqualTo(number);
  }

  @Test
  void refuseLongNotificationSettings() {
    String url = "https://mdm.example/" + "x".repeat(500);
    String body = "{\"notificationUrl\":\"" + url + "\",\"notificationAuthToken\":\"s\"}";

    assertThat(VirtualApple.errorNumber(it.post("client/config", body))).isEqualTo(9711);
  }

  @ParameterizedTest
  @CsvSource({
    "status?eventId=none, 9708",
    "status, 9708",
    "assets?pageIndex=1, 9650",
    "assets?pageIndex=-1, 9650",
    "assets?pageIndex=x, 9650",
    "assets?revocable=perhaps, 9602",
    "assets?minAvailableCount=few, 9602",
    "assignments?sinceVersionId=nonsense, 9721",
    "users?sinceVersionId=123e4567-e89b-12d3-a456-426614174000, 9721",
  })
  void refuseReads(String pathAndQuery, int number) {
    ServiceResponse answer = it.get(pathAndQuery);

    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(number);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void refuseWrongMethods() {
    ServiceResponse read = it.get("assets/associate");
    assertThat(VirtualApple.errorNumber(read)).isEqualTo(9726);
    assertThat(read.status()).isEqualTo(405);
    assertThat(it.post("assets", "{}").status()).isEqualTo(405);
  }

  @Test
  void refuseWrongContentTypes() {
    ServiceRequest json = ServiceRequest.post("/mdm/v2/users/create", it.token.text(), "{}");
    ServiceRequest bare =
        new ServiceRequest(
            "POST",
            json.path(),
            json.query(),
            Map.of("authorization", "Bearer " + it.token.text()),
            "{}");
    ServiceResponse answer = it.apple.handle(bare);

    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(9727);
    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void tellThatTheOldServiceIsGone() {
    ServiceResponse answer =
        it.apple.handle(ServiceRequest.post("/mdm/getVPPUsersSrv", it.token.text(), "{}"));

    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(9634);
    assertThat(answer.status()).isEqualTo(410);
  }

  @Test
  void sendErrorsUnder200WhenToldTo() {
    it.faults("{\"answers\":{\"errorInsideOk\":1}}");
    ServiceResponse answer = it.get("status?eventId=none");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(9708);
  }

  private static String list(int count, String pattern) {
    return IntStream.range(0, count).mapToObj(pattern::formatted).collect(Collectors.joining(","));
  }
}
