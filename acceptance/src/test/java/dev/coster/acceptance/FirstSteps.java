package dev.coster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a person does with the one-time link of a new server. */
final class FirstSteps {
  private static final String EMAIL = "first@acceptance.example";
  private static final String PASSWORD = "a long enough password";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private FirstSteps() {}

  /** Makes the first administrator by the link, and answers an API token of theirs. */
  static String administrator(String address, String link) {
    try (HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      HttpResponse<String> form =
          http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
      Matcher csrf = CSRF.matcher(form.body());
      assertThat(csrf.find()).as("a form with a CSRF token at " + link).isTrue();
      HttpRequest create =
          HttpRequest.newBuilder(URI.create(link))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  BodyPublishers.ofString(
                      form(
                          Map.of(
                              "_csrf",
                              csrf.group(1),
                              "name",
                              "First",
                              "email",
                              EMAIL,
                              "password",
                              PASSWORD))))
              .build();
      HttpResponse<String> created = http.send(create, BodyHandlers.ofString());
      assertThat(created.statusCode()).isEqualTo(302);
      assertThat(created.headers().firstValue("Location").orElse("")).contains("/sign-in?created");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return new JsonClient(address + "/api/v1", "")
        .post("/tokens", Map.of("email", EMAIL, "password", PASSWORD, "tokenName", "acceptance"))
        .get("token")
        .asString();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
