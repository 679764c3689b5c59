package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HugeBodyTest {

  private static final byte[] ROW =
      "{\"adamId\":\"1\",\"pricingParam\":\"STDQ\",\"serialNumber\":\"S\"},"
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void anEndlessBodyEndsAtTheCap() {
    AtomicLong written = new AtomicLong();
    try (LocalApple apple =
        LocalApple.handling(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("{\"assignments\":[".getBytes(StandardCharsets.UTF_8));
          while (written.get() < 1L << 32) {
            out.write(ROW);
            written.addAndGet(ROW.length);
          }
        })) {
      AppleLocation location = apple.location(ClientSettings.DEFAULT.withMaxBodyBytes(100_000));
      NoAnswerException failure =
          catchThrowableOfType(
              NoAnswerException.class, () -> location.assignments(AssignmentsQuery.page(0)));
      assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.TOO_LARGE);
      assertThat(failure.sent()).isEqualTo(NoAnswerException.Sent.MAYBE);
    }
    assertThat(written.get()).isLessThan(1L << 32);
  }

  @Test
  void aBodyAsLargeAsTheCapIsRead() {
    String body = "{\"eventId\":\"e-1\"}";
    try (LocalApple apple = LocalApple.answering(200, body)) {
      AppleLocation location =
          apple.location(ClientSettings.DEFAULT.withMaxBodyBytes(body.length()));
      assertThat(Replies.accepted(location.associate(Replies.oneDevice())).eventId())
          .isEqualTo("e-1");
    }
  }
}
