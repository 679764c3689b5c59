package dev.coster.platform;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The platform's beans. {@link CosterConfig} and the data source come from whoever starts the
 * server.
 */
@Configuration(proxyBeanMethods = false)
final class PlatformConfiguration {
  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  Ids ids(InstantSource clock) {
    return Ids.secure(clock);
  }

  @Bean
  Transactions transactions(PlatformTransactionManager manager) {
    return new Transactions(manager);
  }

  @Bean
  Mishaps mishaps() {
    return Mishaps.logged();
  }

  @Bean
  BulkCopy bulkCopy(DataSource dataSource) {
    return new BulkCopy(dataSource);
  }

  @Bean
  SecretBox secretBox(CosterConfig config) {
    return SecretBox.open(config.keyFile());
  }

  @Bean
  Outbox outbox(Transactions transactions, JdbcClient jdbc, InstantSource clock) {
    return new Outbox(transactions, jdbc, clock);
  }

  /**
   * Begins when all beans are made, hence all consumers subscribed, and ends before any of them is
   * closed.
   */
  @Bean
  SmartLifecycle outboxWork(Outbox outbox) {
    return new SmartLifecycle() {
      private @Nullable OutboxLoop loop;

      @Override
      public synchronized void start() {
        loop = OutboxLoop.start(outbox);
      }

      @Override
      public synchronized void stop() {
        if (loop != null) {
          loop.close();
          loop = null;
        }
      }

      @Override
      public synchronized boolean isRunning() {
        return loop != null;
      }
    };
  }
}
