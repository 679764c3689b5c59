package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorInside200Test {

  @Test
  void anErrorInsideA200IsARefusal() {
    String body = "{\"uId\":\"2049\",\"errorNumber\":9622,\"errorMessage\":\"Invalid token\"}";
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Reply.Refused<ClientConfig> refused = Replies.refused(apple.location().clientConfig());
      assertThat(refused.httpStatus()).isEqualTo(200);
      assertThat(refused.error().number()).isEqualTo(9622);
      assertThat(refused.error().message()).isEqualTo("Invalid token");
      assertThat(refused.errorClass()).isEqualTo(ErrorClass.TOKEN);
      assertThat(refused.envelope().uId()).isEqualTo("2049");
    }
  }

  @Test
  void anErrorWinsOverAnEventIdBesideIt() {
    String body = "{\"eventId\":\"e-1\",\"errorNumber\":9709,\"errorMessage\":\"none left\"}";
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Reply.Refused<EventResponse> refused =
          Replies.refused(apple.location().associate(Replies.oneDevice()));
      assertThat(refused.error().known()).contains(ErrorNumber.NOT_ENOUGH_LICENSES);
      assertThat(refused.outcomeUnknown()).isFalse();
    }
  }

  @Test
  void theErrorNamesWhomItIsAbout() {
    String body =
        """
        {"errorNumber":9609,"errorMessage":"x","errorInfo":{
          "clientUserIds":["u-9"],"serialNumbers":["S1","S2"],
          "assets":[{"adamId":"12","pricingParam":"PLUS"},{"adamId":13},"14"]}}\
        """;
    try (LocalApple apple = LocalApple.answering(400, body)) {
      ErrorInfo info =
          Replies.refused(apple.location().associate(Replies.oneDevice())).error().info();
      assertThat(info.clientUserIds()).containsExactly("u-9");
      assertThat(info.serialNumbers()).containsExactly("S1", "S2");
      assertThat(info.assets())
          .containsExactly(
              new AssetKey("12", "PLUS"), new AssetKey("13", "STDQ"), new AssetKey("14", "STDQ"));
    }
  }

  @Test
  void anErrorNumberOfZeroOrNullIsNone() {
    String body = "{\"errorNumber\":null,\"errorMessage\":null,\"eventId\":\"e-1\"}";
    try (LocalApple apple = LocalApple.answering(200, body)) {
      EventResponse event = Replies.accepted(apple.location().associate(Replies.oneDevice()));
      assertThat(event.eventId()).isEqualTo("e-1");
    }
  }
}
