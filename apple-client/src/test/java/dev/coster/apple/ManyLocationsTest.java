package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyLocationsTest {

  @Test
  void oneTransportServesThemBesideEachOther() throws InterruptedException, ExecutionException {
    try (LocalApple apple =
            LocalApple.handling(exchange ->
                LocalApple.answer(
                    exchange,
                    200,
                    "{\"uId\":\"%s\"}"
                        .formatted(exchange.getRequestHeaders().getFirst("Authorization"))));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls =
          IntStream.range(0, 200).<Callable<String>>mapToObj(i -> () -> uId(apple, i)).toList();
      List<Future<String>> answers = threads.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo("Bearer token" + i % 50);
      }
    }
  }

  private static String uId(LocalApple apple, int i) {
    ContentToken token = ContentToken.of("token" + i % 50);
    AppleLocation location = new AppleLocation(apple.transport(), apple.addresses(), token);
    return Replies.accepted(location.clientConfig()).uId();
  }
}
