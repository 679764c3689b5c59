package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
  void retryAfterAsDate() {
    RetryAfter wait = refusedWith(429, "Mon, 04 May 2026 10:05:00 GMT").retryAfter().orElseThrow();
    assertThat(wait.from(NOW)).isEqualTo(Duration.ofMinutes(5));
    assertThat(wait.from(NOW.plusSeconds(3600))).isEqualTo(Duration.ZERO);
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
