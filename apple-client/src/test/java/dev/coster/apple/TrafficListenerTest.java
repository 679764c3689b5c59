package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrafficListenerTest {

  private final List<String> heard = new ArrayList<>();
  private final AtomicLong ticks = new AtomicLong();
  private final ClientSettings settings =
      new ClientSettings(
          1 << 20,
          new TrafficListener() {
            @Override
            public void answered(AppleOperation operation, Reply<?> reply, long nanos) {
              heard.add(
                  operation
                      + " "
                      + reply.getClass().getSimpleName()
                      + " "
                      + reply.envelope().uId()
                      + " "
                      + nanos);
            }

            @Override
            public void unanswered(
                AppleOperation operation, NoAnswerException failure, long nanos) {
              heard.add(operation + " " + failure.reason() + " " + nanos);
            }
          },
          () -> ticks.getAndAdd(7));

  @Test
  void hearsOfEveryExchange() {
    try (LocalApple apple = LocalApple.answering(200, "{\"uId\":\"2049\"}")) {
      AppleLocation location = apple.location(settings);
      var _ = location.clientConfig();
      var _ = location.associate(Replies.oneDevice());
    }
    try (LocalApple apple = LocalApple.answering(200, "{\"uId\":")) {
      AppleLocation location = apple.location(settings);
      var _ = catchThrowableOfType(NoAnswerException.class, location::serviceConfig);
    }
    assertThat(heard)
        .containsExactly(
            "CLIENT_CONFIG Accepted 2049 7", "ASSOCIATE Refused 2049 7", "SERVICE_CONFIG CUT 7");
  }
}
