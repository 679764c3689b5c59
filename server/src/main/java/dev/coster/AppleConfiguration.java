package dev.coster;

import dev.coster.apple.JdkTransport;
import dev.coster.apple.Transport;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a running server reaches Apple. Simulations bring their own instead. */
@Configuration(proxyBeanMethods = false)
class AppleConfiguration {
  static final Duration CONNECT = Duration.ofSeconds(10);

  /**
   * Apple was seen to take half a minute for an answer; twice that is given up. So is the rest of
   * an answer, whose head came in time.
   */
  static final Duration ANSWER = Duration.ofSeconds(60);

  @Bean(destroyMethod = "close")
  Transport transport() {
    return new JdkTransport(CONNECT, ANSWER);
  }
}
