package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThrottledTest {

  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final String BODY = "{\"errorNumber\":9646,\"errorMessage\":\"Too many\"}";

  private static Reply.Refused<ClientConfig> refusedWith(int status, String retryAfter) {
    try (LocalApple apple = LocalApple.answering(status, BODY, "Retry-After", retryAfter)) {
      return Replies.refused(apple.location().clientConfig());
    }
  }

  @Test
  void retryAfterInSeconds() {
    Reply.Refused<ClientConfig> refused = refusedWith(429, "120");
    assertThat(refused.errorClass()).isEqualTo(ErrorClass.BACK_OFF);
    assertThat(refused.retryAfter().orElseThrow().from(NOW)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void retryAfterAsDateCountsFromTheAnswersOwn() {
    RetryAfter wait =
        RetryAfter.parse("Mon, 04 May 2026 10:05:00 GMT", "Mon, 04 May 2026 10:03:00 GMT")
            .orElseThrow();
    assertThat(wait.from(NOW.plusSeconds(86_400))).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Mon, 04 May 2026 10:05:00 GMT", "Mon, 04 May 2026 10:06:00 GMT"))
        .hasValue(new RetryAfter.After(Duration.ZERO));
  }

  @Test
  void retryAfterAsDateWithoutTheAnswersOwnCountsFromOurClock() {
    for (String date : new String[] {null, "yesterday"}) {
      RetryAfter wait = RetryAfter.parse("Mon, 04 May 2026 10:05:00 GMT", date).orElseThrow();
      assertThat(wait.from(NOW)).isEqualTo(Duration.ofMinutes(5));
      assertThat(wait.from(NOW.plusSeconds(3600))).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void theAnswersDateIsLookedAt() {
    HttpAnswer answer =
        HttpAnswer.of(
            503,
            Map.of(
                "Retry-After", List.of("Mon, 04 May 2026 10:05:00 GMT"),
                "date", List.of("Mon, 04 May 2026 10:04:00 GMT")),
            new byte[0]);
    AppleService apple =
        new AppleService(_ -> answer, new AppleAddresses(URI.create("https://apple.test/mdm/v2")));
    Reply.Refused<ServiceConfig> refused = Replies.refused(apple.serviceConfig());
    assertThat(refused.retryAfter()).hasValue(new RetryAfter.After(Duration.ofMinutes(1)));
  }

  @Test
  void retryAfterThatNobodyUnderstandsIsNone() {
    assertThat(refusedWith(429, "soon").retryAfter()).isEmpty();
    assertThat(refusedWith(429, "-5").retryAfter()).isEmpty();
  }

  @Test
  void aBareServerErrorKeepsRetryAfterToo() {
    try (LocalApple apple = LocalApple.answering(503, "", "Retry-After", "7")) {
      Reply.Refused<ClientConfig> refused = Replies.refused(apple.location().clientConfig());
      assertThat(refused.error().isNone()).isTrue();
      assertThat(refused.errorClass()).isEqualTo(ErrorClass.BACK_OFF);
      assertThat(refused.retryAfter().orElseThrow().from(NOW)).isEqualTo(Duration.ofSeconds(7));
    }
  }
}
