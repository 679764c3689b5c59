package dev.coster.security;

import dev.coster.platform.CosterConfig;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who gets how far over the web. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableWebSecurity
@EnableJdbcHttpSession(
    maxInactiveIntervalInSeconds = WebSecurityConfiguration.SESSION_SECONDS,
    tableName = "spring_session")
class WebSecurityConfiguration {
  static final int SESSION_SECONDS = 8 * 60 * 60;
  static final String SIGN_IN = "/sign-in";

  /** What anybody may reach: it comes before sign-in, or authenticates by itself. */
  private static final String[] OPEN = {
    SIGN_IN,
    "/setup/**",
    "/apple/notifications/**",
    "/health",
    "/error",
    "/coster/**",
    "/webjars/**",
    "/favicon.ico"
  };

  @Bean
  AuthenticationManager authenticationManager(SignIns signIns) {
    return new ProviderManager(new FormSignIn(signIns));
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiSecurity(HttpSecurity http, ApiTokens tokens, CosterConfig config) {
    return http.securityMatcher("/api/**")
        .addFilterBefore(new BearerFilter(tokens), AnonymousAuthenticationFilter.class)
        // Nothing but the bearer signs in here, and no browser sends that by itself.
        .csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(new ResponseHeaders(config))
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint(Refusals::unauthorized)
                .accessDeniedHandler(Refusals::forbidden))
        .authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/tokens")
                .permitAll()
                .anyRequest()
                .authenticated())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain pageSecurity(
      HttpSecurity http, AdministratorStore administrators, CosterConfig config) {
    return http.addFilterBefore(
            new SessionFilter(administrators), AnonymousAuthenticationFilter.class)
        .csrf(WebSecurityConfiguration::csrf)
        .headers(new ResponseHeaders(config))
        .formLogin(WebSecurityConfiguration::form)
        .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl(SIGN_IN + "?signed-out"))
        .httpBasic(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.requestCache(pagesOnly()))
        .exceptionHandling(WebSecurityConfiguration::refusals)
        .authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(
                    DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(OPEN)
                .permitAll()
                .anyRequest()
                .authenticated())
        .build();
  }

  /**
   * After signing in one goes on to a page, never to a part of one, an image or the live stream.
   */
  private static HttpSessionRequestCache pagesOnly() {
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(request -> {
      String accept = request.getHeader("Accept");
      return request.getMethod().equals("GET")
          && !Refusals.isHtmx(request)
          && accept != null
          && accept.contains("text/html");
    });
    return cache;
  }

  private static void csrf(CsrfConfigurer<HttpSecurity> csrf) {
    HttpSessionCsrfTokenRepository inSession = new HttpSessionCsrfTokenRepository();
    inSession.setHeaderName("X-CSRF-TOKEN");
    csrf.csrfTokenRepository(inSession).ignoringRequestMatchers("/apple/notifications/**");
  }

  private static void form(FormLoginConfigurer<HttpSecurity> form) {
    form.loginPage(SIGN_IN)
        .loginProcessingUrl(SIGN_IN)
        .failureHandler(WebSecurityConfiguration::refused);
  }

  private static void refused(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    String words =
        cause instanceof FormSignIn.RefusedException refused
            ? refused.problem().what() + " " + refused.problem().remedy()
            : "Signing in failed. Try again.";
    SignInNotice.leave(request, words);
    response.sendRedirect(request.getContextPath() + SIGN_IN);
  }

  private static void refusals(ExceptionHandlingConfigurer<HttpSecurity> refusals) {
    var signIn = new LoginUrlAuthenticationEntryPoint(SIGN_IN);
    refusals
        .authenticationEntryPoint((request, response, cause) -> {
          if (Refusals.isHtmx(request)) {
            Refusals.signInAgain(request, response, cause);
          } else {
            signIn.commence(request, response, cause);
          }
        })
        .accessDeniedHandler(Refusals::staleForm);
  }

  /** Error pages are dispatched anew; they, too, know who is signed in. */
  @Bean
  FilterRegistrationBean<SessionRepositoryFilter<?>> sessionsOnErrorPages(
      SessionRepositoryFilter<?> sessions) {
    FilterRegistrationBean<SessionRepositoryFilter<?>> filter =
        new FilterRegistrationBean<>(sessions);
    filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
    return filter;
  }

  @Bean
  CookieSerializer cookieSerializer(CosterConfig config) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName("COSTER_SESSION");
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    if (ResponseHeaders.isHttps(config)) {
      cookie.setUseSecureCookie(true);
    }
    return cookie;
  }

  @Bean
  WebMvcConfigurer permissionChecks() {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AllowedCheck()).excludePathPatterns("/apple/notifications/**");
      }

      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
      }
    };
  }
}
