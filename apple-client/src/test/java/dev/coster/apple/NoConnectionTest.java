package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NoConnectionTest {

  private static NoAnswerException failureAt(String base) {
    try (JdkTransport transport =
        new JdkTransport(Duration.ofSeconds(10), Duration.ofSeconds(20))) {
      AppleLocation location =
          new AppleLocation(transport, new AppleAddresses(URI.create(base)), LocalApple.TOKEN);
      return catchThrowableOfType(
          NoAnswerException.class, () -> location.associate(Replies.oneDevice()));
    }
  }

  @Test
  void aRefusedConnectionWasSurelyNotSent() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    NoAnswerException failure = failureAt("http://localhost:" + port + "/mdm/v2");
    assertThat(failure.sent()).isEqualTo(NoAnswerException.Sent.NO);
    assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.NO_CONNECTION);
  }

  @Test
  void anUnknownHostWasSurelyNotSent() {
    NoAnswerException failure = failureAt("http://no-such-host.invalid/mdm/v2");
    assertThat(failure.sent()).isEqualTo(NoAnswerException.Sent.NO);
    assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.UNKNOWN_HOST);
  }
}
