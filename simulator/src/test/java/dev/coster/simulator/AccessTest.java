package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tokens: their form, what they open, how they end; and who may write. */
final class AccessTest {
  private static final String WRITE = "{\"users\":[{\"clientUserId\":\"u\"}]}";

  private final VirtualApple it = new VirtualApple(3);

  @Test
  void haveTheFormOfApplesFile() {
    JsonNode token =
        VirtualApple.parse(
            new String(Base64.getDecoder().decode(it.token.text()), StandardCharsets.UTF_8));

    assertThat(token.propertyNames()).containsExactly("token", "expDate", "orgName");
    assertThat(token.get("expDate").asString()).isEqualTo("2027-03-01T08:00:00+0000");
    assertThat(token.get("orgName").asString()).isEqualTo(it.organization);
    assertThat(it.token.toString()).doesNotContain(it.token.text());
  }

  @Test
  void needACredential() {
    ServiceResponse answer = it.apple.handle(ServiceRequest.get("/mdm/v2/assets", null));

    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(9601);
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void needTheBearerForm() {
    ServiceRequest basic =
        new ServiceRequest(
            "GET", "/mdm/v2/assets", Map.of(), Map.of("authorization", "Basic abc"), "");
    ServiceResponse answer = it.apple.handle(basic);

    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(9722);
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void tellUnknownTokensUnderEitherStatus() {
    ServiceRequest unknown = ServiceRequest.get("/mdm/v2/assets", "bm9uc2Vuc2U=");
    assertThat(VirtualApple.errorNumber(it.apple.handle(unknown))).isEqualTo(9622);
    assertThat(it.apple.handle(unknown).status()).isEqualTo(200);
    it.choose("{\"access\":{\"unknownTokenStatus\":401}}");
    assertThat(it.apple.handle(unknown).status()).isEqualTo(401);
  }

  @Test
  void endAtTheirTime() {
    it.advance(Duration.ofDays(365).minusSeconds(1));
    assertThat(it.get("assets").status()).isEqualTo(200);
    it.advance(Duration.ofSeconds(1));
    assertThat(VirtualApple.errorNumber(it.get("assets"))).isEqualTo(9621);
    assertThat(it.get("assets").status()).isEqualTo(401);
  }

  @Test
  void endEarlyWhenExpiredOrRevoked() {
    it.portal.revokeToken(it.token.id());
    assertThat(VirtualApple.errorNumber(it.get("assets"))).isEqualTo(9625);
    assertThat(it.get("assets").status()).isEqualTo(401);

    IssuedToken other = it.portal.issueToken(it.uId, TokenKind.FULL);
    ServiceRequest read = ServiceRequest.get("/mdm/v2/assets", other.text());
    assertThat(it.apple.handle(read).status()).isEqualTo(200);
    it.portal.expireToken(other.id());
    assertThat(VirtualApple.errorNumber(it.apple.handle(read))).isEqualTo(9621);
  }

  @Test
  void endWithThePasswordUnderEitherNumber() {
    it.choose("{\"access\":{\"passwordChangeRevokes\":false}}");
    it.portal.changePassword(it.token.id());
    assertThat(VirtualApple.errorNumber(it.get("assets"))).isEqualTo(9622);
  }

  @Test
  void refuseLegacyTokensEverything() {
    IssuedToken legacy = it.portal.issueToken(it.uId, TokenKind.LEGACY);
    ServiceResponse answer =
        it.apple.handle(ServiceRequest.get("/mdm/v2/client/config", legacy.text()));

    assertThat(VirtualApple.errorNumber(answer)).isEqualTo(9647);
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void letReadersReadOnly() {
    IssuedToken reader = it.portal.issueToken(it.uId, TokenKind.READ_ONLY);
    assertThat(it.apple.handle(ServiceRequest.get("/mdm/v2/users", reader.text())).status())
        .isEqualTo(200);
    ServiceResponse write =
        it.apple.handle(ServiceRequest.post("/mdm/v2/users/create", reader.text(), WRITE));
    assertThat(VirtualApple.errorNumber(write)).isEqualTo(9637);
    assertThat(write.status()).isEqualTo(403);
  }

  @Test
  void keepLocationsOfApplesOwnManagementReadOnly() {
    it.portal.setManagedByApple(it.uId, true);
    assertThat(it.get("assets").status()).isEqualTo(200);
    assertThat(VirtualApple.errorNumber(it.post("users/create", WRITE))).isEqualTo(9645);
    assertThat(VirtualApple.errorNumber(it.post("client/config", "{}"))).isEqualTo(9645);
    it.portal.setManagedByApple(it.uId, false);
    assertThat(it.post("users/create", WRITE).status()).isEqualTo(200);
  }

  @Test
  void openOneLocationWithSeveralTokens() {
    IssuedToken second = it.portal.issueToken(it.uId, TokenKind.FULL);
    JsonNode config =
        VirtualApple.parse(
            it.apple.handle(ServiceRequest.get("/mdm/v2/client/config", second.text())).body());

    assertThat(second.text()).isNotEqualTo(it.token.text());
    assertThat(config.get("uId").asString()).isEqualTo(it.uId);
    assertThat(config.get("locationName").asString()).isEqualTo("Hillside Primary");
    assertThat(config.get("countryISO2ACode").asString()).isEqualTo("US");
    assertThat(config.get("defaultPlatform").asString()).isEqualTo("volumestore");
    assertThat(config.get("websiteURL").asString()).isEqualTo("https://school.apple.com");
  }

  @Test
  void showTheirEndAlwaysOrInTheLastDays() {
    assertThat(it.read("assets").has("tokenExpirationDate")).isTrue();
    it.choose("{\"reading\":{\"expirationAlwaysShown\":false}}");
    assertThat(it.read("assets").has("tokenExpirationDate")).isFalse();
    it.advance(Duration.ofDays(350));
    assertThat(it.read("assets").get("tokenExpirationDate").asString())
        .isEqualTo("2027-03-01T08:00:00+0000");
  }

  @Test
  void echoWhoManagesTheLocation() {
    assertThat(it.read("assets").has("mdmInfo")).isFalse();
    it.portal.claim(it.uId, new MdmInfo("7d0f", "Other MDM", "x"));
    assertThat(it.read("users").get("mdmInfo").get("name").asString()).isEqualTo("Other MDM");
    it.post("client/config", "{\"mdmInfo\":{\"id\":\"me\",\"name\":\"Coster\",\"metadata\":\"\"}}");
    assertThat(it.read("status?eventId=" + anEvent()).get("mdmInfo").get("id").asString())
        .isEqualTo("me");
  }

  @Test
  void endAWhileAfterThePasswordChangedWhenChosenSo() {
    it.choose("{\"access\":{\"oldTokenKept\":\"PT5M\"}}");
    it.portal.changePassword(it.token.id());
    it.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(it.get("assets").status()).isEqualTo(200);
    it.advance(Duration.ofSeconds(1));
    assertThat(VirtualApple.errorNumber(it.get("assets"))).isEqualTo(9625);

    IssuedToken other = it.portal.issueToken(it.uId, TokenKind.FULL);
    it.choose("{\"access\":{\"oldTokenKept\":\"PT0S\"}}");
    it.portal.changePassword(other.id());
    ServiceRequest read = ServiceRequest.get("/mdm/v2/assets", other.text());
    assertThat(VirtualApple.errorNumber(it.apple.handle(read))).isEqualTo(9625);
  }

  @Test
  void refuseReadersTheirWritesWithTheChosenNumber() {
    it.choose("{\"access\":{\"readOnly\":\"LOGIN_REQUIRED\"}}");
    IssuedToken reader = it.portal.issueToken(it.uId, TokenKind.READ_ONLY);
    ServiceResponse write =
        it.apple.handle(ServiceRequest.post("/mdm/v2/users/create", reader.text(), WRITE));
    assertThat(VirtualApple.errorNumber(write)).isEqualTo(9601);
    assertThat(write.status()).isEqualTo(401);
    assertThat(it.apple.handle(ServiceRequest.get("/mdm/v2/users", reader.text())).status())
        .isEqualTo(200);
  }

  @Test
  void letInAsManyRequestsAsTheWindowHolds() {
    it.faults("{\"rate\":{\"requestsPerSecond\":3}}");
    assertThat(letIn(10)).isEqualTo(3);
    it.advance(Duration.ofSeconds(1));
    assertThat(letIn(10)).isEqualTo(3);

    it.choose("{\"access\":{\"rateWindow\":\"PT10S\"}}");
    it.advance(Duration.ofSeconds(10));
    assertThat(letIn(40)).isEqualTo(30);
    it.advance(Duration.ofSeconds(9));
    assertThat(letIn(1)).isZero();
    assertThat(it.get("assets").headers()).containsKey("retry-after");
    it.advance(Duration.ofSeconds(1));
    assertThat(letIn(40)).isEqualTo(30);
  }

  private long letIn(int requests) {
    return IntStream.range(0, requests).filter(_ -> it.get("assets").status() == 200).count();
  }

  private String anEvent() {
    return it.accepted("users/create", WRITE);
  }
}
