package dev.coster.security;

import dev.coster.audit.Audit;
import dev.coster.platform.Ids;
import dev.coster.platform.SecretBox;
import dev.coster.platform.Transactions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Puts administrators, sign-in and API tokens together; nothing of the web. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  AdministratorStore administratorStore(JdbcClient jdbc) {
    return new AdministratorStore(jdbc);
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  Administrators administrators(
      Transactions transactions,
      AdministratorStore store,
      PasswordEncoder passwords,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    return new StoredAdministrators(transactions, store, passwords, audit, ids, clock);
  }

  @Bean
  FirstAdministrator firstAdministrator(
      Transactions transactions,
      JdbcClient jdbc,
      AdministratorStore store,
      Administrators administrators,
      InstantSource clock) {
    return new LinkToFirstAdministrator(
        transactions, new LinkStore(jdbc), store, administrators, clock);
  }

  @Bean
  SignIns signIns(
      Transactions transactions,
      JdbcClient jdbc,
      AdministratorStore store,
      PasswordEncoder passwords,
      Audit audit,
      SecretBox secrets,
      InstantSource clock) {
    SignInLimits limits = new SignInLimits(transactions, new SignInStore(jdbc), secrets, clock);
    return new PasswordSignIns(transactions, store, limits, passwords, audit);
  }

  @Bean
  ApiTokens apiTokens(
      Transactions transactions,
      JdbcClient jdbc,
      AdministratorStore store,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    return new StoredApiTokens(transactions, new ApiTokenStore(jdbc), store, audit, ids, clock);
  }
}
