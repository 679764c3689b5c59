package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(15)
class SlowAnswerTest {

  private final CountDownLatch never = new CountDownLatch(1);

  private NoAnswerException failureOf(HttpHandler handler) {
    try (LocalApple apple = LocalApple.handling(handler);
        JdkTransport transport = new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(2))) {
      AppleLocation location = new AppleLocation(transport, apple.addresses(), LocalApple.TOKEN);
      NoAnswerException failure =
          catchThrowableOfType(
              NoAnswerException.class, () -> location.associate(Replies.oneDevice()));
      assertThat(apple.seen()).hasSize(1);
      never.countDown();
      return failure;
    }
  }

  private void await() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void noHeadInTime() {
    NoAnswerException failure = failureOf(exchange -> await());
    assertThat(failure.sent()).isEqualTo(NoAnswerException.Sent.MAYBE);
    assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.TOO_SLOW);
  }

  @Test
  void noEndOfTheBodyInTime() {
    NoAnswerException failure =
        failureOf(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("{\"eventId\":".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await();
        });
    assertThat(failure.sent()).isEqualTo(NoAnswerException.Sent.MAYBE);
    assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.TOO_SLOW);
  }

  @Test
  void anInterruptedThreadIsToldSoAndStaysInterrupted() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    AtomicReference<NoAnswerException> failure = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    try (LocalApple apple =
        LocalApple.handling(exchange -> {
          arrived.countDown();
          await();
        })) {
      AppleLocation location = apple.location();
      Thread caller =
          Thread.ofVirtual()
              .start(() -> {
                failure.set(catchThrowableOfType(NoAnswerException.class, location::clientConfig));
                flag.set(Thread.currentThread().isInterrupted());
              });
      arrived.await();
      caller.interrupt();
      caller.join();
      never.countDown();
    }
    assertThat(failure.get().interrupted()).isTrue();
    assertThat(failure.get().sent()).isEqualTo(NoAnswerException.Sent.MAYBE);
    assertThat(flag.get()).isTrue();
  }
}
