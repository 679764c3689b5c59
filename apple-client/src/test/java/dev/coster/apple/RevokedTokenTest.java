package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RevokedTokenTest {

  @Test
  void a401WithApplesNumberIsARefusalOfTheToken() {
    String body = "{\"errorNumber\":9625,\"errorMessage\":\"The server has revoked the sToken.\"}";
    try (LocalApple apple = LocalApple.answering(401, body)) {
      Reply.Refused<EventResponse> refused =
          Replies.refused(apple.location().associate(Replies.oneDevice()));
      assertThat(refused.httpStatus()).isEqualTo(401);
      assertThat(refused.error().known()).contains(ErrorNumber.TOKEN_REVOKED);
      assertThat(refused.errorClass()).isEqualTo(ErrorClass.TOKEN);
      assertThat(refused.outcomeUnknown()).isFalse();
    }
  }

  @Test
  void a401OfSomebodyElseSaysNothingAboutTheToken() {
    try (LocalApple apple = LocalApple.answering(401, "<html>proxy login</html>")) {
      Reply.Refused<ClientConfig> refused = Replies.refused(apple.location().clientConfig());
      assertThat(refused.error().isNone()).isTrue();
      assertThat(refused.errorClass()).isEqualTo(ErrorClass.BACK_OFF);
    }
  }
}
