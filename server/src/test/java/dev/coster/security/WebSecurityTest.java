package dev.coster.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.platform.Actor;
import dev.coster.platform.CosterConfig;
import dev.coster.platform.Problem;
import dev.coster.platform.TestDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The filters and checks in a running server, with a few pages that only this test has. */
final class WebSecurityTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static ConfigurableApplicationContext server;
  private static ConfigurableApplicationContext publicServer;
  private static UUID owner;
  private static UUID viewer;
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable String cookie;

  /** Pages of each sort. */
  @RestController
  static final class Pages {
    @GetMapping("/sign-in")
    @Open("the page to sign in")
    String signIn(HttpServletRequest request, CsrfToken csrf) {
      return csrf.getToken() + "|" + SignInNotice.take(request).orElse("");
    }

    @GetMapping("/me")
    @Allowed(Permission.VIEW)
    String me(SignedIn me, CsrfToken csrf) {
      return csrf.getToken() + "|" + me.email();
    }

    @PostMapping("/change")
    @Allowed(Permission.EDIT_LOCATIONS)
    String change() {
      return "changed";
    }

    @GetMapping("/forgotten")
    String forgotten() {
      return "should not be seen";
    }

    @PostMapping("/apple/notifications/{id}")
    String notified() {
      return "noted";
    }

    @GetMapping("/api/v1/me")
    @Allowed(Permission.VIEW)
    String api(SignedIn me) {
      return me.actor().name();
    }

    @PostMapping("/api/v1/change")
    @Allowed(Permission.EDIT_LOCATIONS)
    String apiChange() {
      return "changed";
    }

    @PostMapping("/api/v1/tokens")
    @Open("signs in by password")
    String issue() {
      return "issued";
    }

    @ExceptionHandler
    ResponseEntity<String> refused(Problem problem) {
      return ResponseEntity.status(problem.kind().status()).body(problem.code());
    }
  }

  /**
   * No configuration by annotation: the whole server, in another test, would take it for its own.
   */
  @EnableAutoConfiguration
  @ComponentScan(
      basePackages = {
        "dev.coster.platform",
        "dev.coster.audit",
        "dev.coster.job",
        "dev.coster.security"
      },
      useDefaultFilters = false,
      nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Configuration.class))
  static class Wiring {
    @Bean
    Pages pages() {
      return new Pages();
    }
  }

  @BeforeAll
  static void start() {
    server = start("http://127.0.0.1:1");
    publicServer = start("https://coster.example");
    Administrators administrators = server.getBean(Administrators.class);
    owner = add(administrators, "owner@school.example", Role.OWNER);
    viewer = add(administrators, "viewer@school.example", Role.VIEWER);
  }

  private static UUID add(Administrators administrators, String email, Role role) {
    return administrators.add(
        new Administrators.Draft("Ada", email, SecurityWorld.PASSWORD, role, null), Actor.SYSTEM);
  }

  private static ConfigurableApplicationContext start(String publicUrl) {
    String data = TestDatabase.folder("web-security-" + UUID.randomUUID()).toString();
    CosterConfig config =
        CosterConfig.load(Map.of("COSTER_DATA", data, "COSTER_PUBLIC_URL", publicUrl), null);
    SpringApplication application = new SpringApplication(Wiring.class);
    application.setDefaultProperties(
        Map.of(
            "server.port",
            "0",
            "spring.datasource.url",
            database.jdbcUrl(),
            "spring.datasource.username",
            database.user(),
            "spring.datasource.password",
            database.password(),
            "spring.datasource.hikari.maximum-pool-size",
            "4",
            "spring.flyway.enabled",
            "false"));
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("costerConfig", config));
    return application.run();
  }

  @AfterAll
  static void stop() {
    server.close();
    publicServer.close();
  }

  @Test
  void aStrangerIsSentToSignIn() throws Exception {
    HttpResponse<String> page = get("/me");
    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(location(page)).endsWith("/sign-in");
    HttpResponse<String> part = send(request("/me").header("HX-Request", "true").GET());
    assertThat(part.statusCode()).isEqualTo(401);
    assertThat(part.headers().firstValue("HX-Redirect")).contains("/sign-in");
  }

  @Test
  void signingInOpensAPageAndSigningOutShutsIt() throws Exception {
    String before = sessionBefore();
    signIn("owner@school.example", SecurityWorld.PASSWORD);
    assertThat(cookie).as("a new session").isNotEqualTo(before);
    assertThat(get("/me").body()).endsWith("|owner@school.example");
    post("/sign-out", "_csrf=" + csrf("/me"));
    assertThat(get("/me").statusCode()).isEqualTo(302);
  }

  @Test
  void aWrongPasswordIsSaidOnce() throws Exception {
    HttpResponse<String> answer = signIn("nobody@school.example", "wrong");
    assertThat(location(answer)).endsWith("/sign-in");
    assertThat(get("/sign-in").body()).contains("Mail address or password is wrong.");
    assertThat(get("/sign-in").body()).endsWith("|");
  }

  @Test
  void whatChangesSomethingNeedsTheTokenOfTheSession() throws Exception {
    signIn("owner@school.example", SecurityWorld.PASSWORD);
    assertThat(post("/change", "").body()).doesNotContain("changed");
    HttpResponse<String> htmx =
        send(request("/change").header("HX-Request", "true").POST(noBody()));
    assertThat(htmx.statusCode()).isEqualTo(403);
    assertThat(post("/change", "_csrf=" + csrf("/me")).body()).isEqualTo("changed");
    HttpResponse<String> byHeader =
        send(request("/change").header("X-CSRF-TOKEN", csrf("/me")).POST(noBody()));
    assertThat(byHeader.body()).isEqualTo("changed");
  }

  @Test
  void aMissingPermissionIsRefusedAndSoIsAForgottenOne() throws Exception {
    signIn("viewer@school.example", SecurityWorld.PASSWORD);
    HttpResponse<String> change = post("/change", "_csrf=" + csrf("/me"));
    assertThat(change.statusCode()).isEqualTo(403);
    assertThat(change.body()).isEqualTo("account.not_allowed");
    signIn("owner@school.example", SecurityWorld.PASSWORD);
    assertThat(get("/forgotten").statusCode()).isEqualTo(403);
  }

  @Test
  void whoIsDisabledLosesTheSessionAtOnce() throws Exception {
    Administrators administrators = server.getBean(Administrators.class);
    signIn("viewer@school.example", SecurityWorld.PASSWORD);
    assertThat(get("/me").statusCode()).isEqualTo(200);
    administrators.disable(viewer, Actor.SYSTEM);
    try {
      assertThat(get("/me").statusCode()).isEqualTo(302);
    } finally {
      administrators.enable(viewer, Actor.SYSTEM);
    }
    assertThat(get("/me").statusCode()).as("the session is gone for good").isEqualTo(302);
  }

  @Test
  void aSessionWorksOnEveryNode() throws Exception {
    signIn("owner@school.example", SecurityWorld.PASSWORD);
    HttpResponse<String> other =
        client.send(
            HttpRequest.newBuilder(address(publicServer, "/me"))
                .header("Cookie", String.valueOf(cookie))
                .build(),
            BodyHandlers.ofString());
    assertThat(other.body()).endsWith("|owner@school.example");
  }

  @Test
  void programsComeInByBearerOnly() throws Exception {
    ApiTokens tokens = server.getBean(ApiTokens.class);
    String token = tokens.issue(owner, "script", null, Actor.SYSTEM).token();
    HttpResponse<String> nobody = get("/api/v1/me");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(nobody.body()).contains("\"code\":\"account.not_signed_in\"");
    assertThat(bearer("/api/v1/me", "coster_wrong", "GET").statusCode()).isEqualTo(401);
    assertThat(bearer("/api/v1/me", token, "GET").body()).isEqualTo("Ada (token script)");
    assertThat(bearer("/api/v1/change", token, "POST").body()).isEqualTo("changed");
    assertThat(bearer("/api/v1/me", token, "GET").headers().firstValue("Set-Cookie")).isEmpty();
    signIn("owner@school.example", SecurityWorld.PASSWORD);
    assertThat(get("/api/v1/me").statusCode()).as("a cookie is no bearer").isEqualTo(401);
    assertThat(bearer("/me", token, "GET").statusCode()).as("nor the other way").isEqualTo(302);
    String weak = tokens.issue(viewer, "weak", null, Actor.SYSTEM).token();
    assertThat(bearer("/api/v1/change", weak, "POST").statusCode()).isEqualTo(403);
  }

  @Test
  void someDoorsAreOpen() throws Exception {
    assertThat(post("/apple/notifications/x", "{}").body()).isEqualTo("noted");
    assertThat(post("/api/v1/tokens", "{}").body()).isEqualTo("issued");
    assertThat(get("/health").statusCode()).as("nothing there in this test").isEqualTo(404);
  }

  @Test
  void answersTellTheBrowserWhatToRefuse() throws Exception {
    HttpResponse<String> page = get("/sign-in");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; connect-src 'self'; form-action 'self';"
                + " frame-ancestors 'none'; base-uri 'none'");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("COSTER_SESSION=")
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .doesNotContain("Secure");
    HttpResponse<String> secure =
        client.send(
            HttpRequest.newBuilder(address(publicServer, "/sign-in")).build(),
            BodyHandlers.ofString());
    assertThat(secure.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(secure.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
  }

  private String sessionBefore() throws Exception {
    get("/sign-in");
    return String.valueOf(cookie);
  }

  private HttpResponse<String> signIn(String email, String password) throws Exception {
    cookie = null;
    String csrf = csrf("/sign-in");
    return post(
        "/sign-in",
        "username=%s&password=%s&_csrf=%s".formatted(encode(email), encode(password), csrf));
  }

  private String csrf(String page) throws Exception {
    String body = get(page).body();
    return body.substring(0, body.indexOf('|'));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> bearer(String path, String token, String method) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(server, path))
            .header("Authorization", "Bearer " + token)
            .method(method, noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(server, path));
    return cookie == null ? request : request.header("Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
    return answer;
  }

  private static URI address(ConfigurableApplicationContext context, String path) {
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
