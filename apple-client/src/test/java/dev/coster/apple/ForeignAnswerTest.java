package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are not Apple's: a portal's page, a proxy's, an empty one, another JSON. */
class ForeignAnswerTest {

  private static final String HTML = "<!DOCTYPE html><html><body>Sign in</body></html>";

  @ParameterizedTest
  @CsvSource({
    "200, true", "204, true", "500, true", "502, true", "503, true",
    "302, false", "400, false", "403, false", "404, false", "413, false"
  })
  void aPageOfHtmlForAWrite(int status, boolean outcomeUnknown) {
    try (LocalApple apple = LocalApple.answering(status, status == 204 ? "" : HTML)) {
      Reply.Refused<EventResponse> refused =
          Replies.refused(apple.location().associate(Replies.oneDevice()));
      assertThat(refused.error()).isEqualTo(AppleError.none());
      assertThat(refused.httpStatus()).isEqualTo(status);
      assertThat(refused.outcomeUnknown()).isEqualTo(outcomeUnknown);
    }
  }

  @ParameterizedTest
  @CsvSource({"200", "404", "502"})
  void aPageOfHtmlForARead(int status) {
    try (LocalApple apple = LocalApple.answering(status, HTML)) {
      Reply.Refused<Listing<ResponseUser>> refused =
          Replies.refused(apple.location().users(UsersQuery.page(0)));
      assertThat(refused.error()).isEqualTo(AppleError.none());
      assertThat(refused.outcomeUnknown()).isFalse();
      assertThat(refused.errorClass()).isEqualTo(ErrorClass.BACK_OFF);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "[]",
        "null",
        "{\"eventId\":[]}",
        "{\"eventId\":null}",
        "{\"eventId\":\"x\"}!"
      })
  void jsonOfAnotherForm(String body) {
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Reply.Refused<EventResponse> refused =
          Replies.refused(apple.location().associate(Replies.oneDevice()));
      assertThat(refused.error().isNone()).isTrue();
      assertThat(refused.outcomeUnknown()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"500, true", "404, false"})
  void theRightBodyUnderAStatusOfFailureIsNoAcceptance(int status, boolean outcomeUnknown) {
    try (LocalApple apple = LocalApple.answering(status, "{\"eventId\":\"e-1\"}")) {
      Reply.Refused<EventResponse> refused =
          Replies.refused(apple.location().associate(Replies.oneDevice()));
      assertThat(refused.error().isNone()).isTrue();
      assertThat(refused.outcomeUnknown()).isEqualTo(outcomeUnknown);
    }
  }

  @Test
  void aServerErrorWithApplesNumberIsClear() {
    String body = "{\"errorNumber\":9603,\"errorMessage\":\"internal\"}";
    try (LocalApple apple = LocalApple.answering(500, body)) {
      Reply.Refused<EventResponse> refused =
          Replies.refused(apple.location().associate(Replies.oneDevice()));
      assertThat(refused.outcomeUnknown()).isFalse();
      assertThat(refused.errorClass()).isEqualTo(ErrorClass.BACK_OFF);
    }
  }

  @Test
  void anErrorBeforeGarbageStillCounts() {
    String body = "{\"errorNumber\":9621,\"errorMessage\":\"expired\"} trailing";
    try (LocalApple apple = LocalApple.answering(401, body)) {
      assertThat(Replies.refused(apple.location().clientConfig()).error().number()).isEqualTo(9621);
    }
  }

  @Test
  void deepNestingIsNoProblem() {
    String body = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    try (LocalApple apple = LocalApple.answering(200, body)) {
      assertThat(Replies.refused(apple.location().clientConfig()).error().isNone()).isTrue();
    }
  }
}
