package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CutBodyTest {

  private static final String HALF =
      "{\"uId\":\"2049\",\"assets\":[{\"adamId\":\"1\",\"pricingParam\":\"STDQ\"},{\"ad";

  private static void assertCut(LocalApple apple) {
    AppleLocation location = apple.location();
    NoAnswerException failure =
        catchThrowableOfType(NoAnswerException.class, () -> location.assets(AssetsQuery.page(0)));
    assertThat(failure.sent()).isEqualTo(NoAnswerException.Sent.MAYBE);
    assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.CUT);
    assertThat(failure.interrupted()).isFalse();
  }

  @Test
  void aBodyShorterThanAnnouncedIsNoAnswer() {
    try (LocalApple apple =
        LocalApple.handling(exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(HALF.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          exchange.close();
        })) {
      assertCut(apple);
    }
  }

  @Test
  void jsonThatEndsTooEarlyIsNoAnswer() {
    try (LocalApple apple = LocalApple.answering(200, HALF)) {
      assertCut(apple);
    }
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsNoAnswerAndTheWriteIsNotRepeated() {
    try (LocalApple apple = LocalApple.handling(exchange -> exchange.close())) {
      AppleLocation location = apple.location();
      NoAnswerException failure =
          catchThrowableOfType(
              NoAnswerException.class, () -> location.associate(Replies.oneDevice()));
      assertThat(failure.sent()).isEqualTo(NoAnswerException.Sent.MAYBE);
      assertThat(apple.seen()).hasSize(1);
    }
  }
}
