package dev.coster.security;

import dev.coster.platform.CosterConfig;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What every answer tells the browser to refuse. */
final class ResponseHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private final boolean https;

  ResponseHeaders(CosterConfig config) {
    this.https = isHttps(config);
  }

  /** Whether people reach this server by https, be it through a proxy. */
  static boolean isHttps(CosterConfig config) {
    return config
        .publicUrl()
        .map(url -> "https".equalsIgnoreCase(url.getScheme()))
        .orElse(config.tls().isPresent());
  }

  @Override
  public void customize(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
        .httpStrictTransportSecurity(transport -> {
          if (https) {
            transport.requestMatcher(_ -> true).includeSubDomains(false);
          } else {
            transport.disable();
          }
        });
  }
}
