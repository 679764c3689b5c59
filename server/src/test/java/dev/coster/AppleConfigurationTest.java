package dev.coster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.exchange.ExchangeSettings;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppleConfigurationTest {

  /** Otherwise a request that timed out would be read, and sent again, while Apple works on it. */
  @Test
  void aLostRequestIsLeftToAppleForLongerThanWeWaitForAnAnswer() {
    Duration longestCall =
        AppleConfiguration.CONNECT.plus(AppleConfiguration.ANSWER.multipliedBy(2));
    Duration grace = ExchangeSettings.standard(URI.create("https://apple.test")).lostGrace();
    assertThat(grace).isGreaterThanOrEqualTo(longestCall.plusMinutes(1));
  }
}
