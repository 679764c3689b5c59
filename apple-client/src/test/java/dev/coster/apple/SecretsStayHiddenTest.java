package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretsStayHiddenTest {

  private static final String SECRET = LocalApple.TOKEN.reveal();

  private static void assertHidden(Object thing) {
    assertThat(thing.toString()).doesNotContain(SECRET).doesNotContain("hook-secret");
  }

  @Test
  void theTokenAndEverythingThatCarriesIt() {
    try (LocalApple apple = LocalApple.answering(200, "{}")) {
      HttpCall call =
          HttpCall.post(
              apple.uri(),
              List.of(Headers.bearer(LocalApple.TOKEN), Headers.storeCookie(LocalApple.TOKEN)),
              "hook-secret".getBytes(StandardCharsets.UTF_8));
      Stream.of(
              LocalApple.TOKEN,
              apple.location(),
              call,
              call.headers(),
              new ContentTokenFile.Parsed(LocalApple.TOKEN, OffsetDateTime.MAX, "ORG"),
              Secret.of("hook-secret"),
              ClientConfigRequest.claim(
                  new MdmInfo("i", "n", "m"),
                  new ClientConfigRequest.Notifications(
                      URI.create("https://mdm.example/hook"),
                      Secret.of("hook-secret"),
                      List.of("ASSET_COUNT"))))
          .forEach(SecretsStayHiddenTest::assertHidden);
    }
  }

  @Test
  void whatAppleEchoes() {
    String config =
        "{\"uId\":\"1\",\"notificationAuthToken\":\"hook-secret\",\"other\":\"hook-secret\"}";
    try (LocalApple apple = LocalApple.answering(200, config)) {
      Reply<ClientConfig> reply = apple.location().clientConfig();
      assertHidden(reply);
      assertThat(Replies.accepted(reply).notificationAuthToken().reveal()).isEqualTo("hook-secret");
    }
    String error =
        "{\"errorNumber\":9722,\"errorMessage\":\"Not Bearer {sToken}: " + SECRET + "\"}";
    try (LocalApple apple = LocalApple.answering(401, error)) {
      Reply.Refused<ClientConfig> refused = Replies.refused(apple.location().clientConfig());
      assertHidden(refused);
      assertThat(refused.error().message()).isEqualTo("Not Bearer {sToken}: ***");
    }
  }

  @Test
  void failuresWithAllTheirCauses() {
    assertFailureHidden(LocalApple.answering(200, "{\"eventId\":\"" + SECRET));
    assertFailureHidden(LocalApple.handling(exchange -> exchange.close()));
  }

  private static void assertFailureHidden(LocalApple server) {
    try (LocalApple apple = server) {
      Throwable failure = catchThrowable(() -> apple.location().associate(Replies.oneDevice()));
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(failure).isInstanceOf(NoAnswerException.class);
      assertHidden(trace);
    }
  }

  @Test
  void invitationCodes() {
    ResponseUser user = new ResponseUser("u-1", null, null, "f551b37d", "Registered");
    assertThat(user.toString()).contains("u-1").doesNotContain("f551b37d");
  }

  @Test
  void comparedWhole() {
    assertThat(ContentToken.of(SECRET)).isEqualTo(LocalApple.TOKEN);
    assertThat(ContentToken.of(SECRET + "A")).isNotEqualTo(LocalApple.TOKEN);
    assertThat(LocalApple.TOKEN.fingerprint()).hasSize(64).doesNotContain(SECRET);
    assertThat(Secret.of("abc").matches("abd")).isFalse();
    assertThat(Secret.of("abc").matches(null)).isFalse();
  }
}
