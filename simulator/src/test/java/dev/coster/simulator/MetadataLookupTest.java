package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the store tells about products, and the pages beside the service. */
final class MetadataLookupTest {
  private final VirtualApple it = new VirtualApple(8);

  @BeforeEach
  void publish() {
    it.apple.setBaseUrl("http://apple.test");
    it.portal.publish(item("1", "iosSoftware", false, List.of()));
    it.portal.publish(item("2", "ebook", false, List.of()));
    it.portal.publish(item("3", "iosSoftware", true, List.of()));
    it.portal.publish(item("4", "iosSoftware", false, List.of("de")));
  }

  @Test
  void describeAnApp() {
    JsonNode app = lookup("1", "us", "").get("1");

    assertThat(app.get("name").asString()).isEqualTo("Product 1");
    assertThat(app.get("kind").asString()).isEqualTo("iosSoftware");
    assertThat(app.get("bundleId").asString()).isEqualTo("example.product");
    assertThat(app.get("deviceFamilies").get(0).asString()).isEqualTo("ipad");
    assertThat(app.get("offers").get(0).get("version").get("display").asString()).isEqualTo("1.2");
    assertThat(app.get("artwork").isArray()).isTrue();
    String url = app.get("artwork").get(0).get("url").asString();
    assertThat(url).startsWith("http://apple.test/icons/1/");
    ServiceResponse icon =
        it.apple.handle(ServiceRequest.get(url.substring("http://apple.test".length()), null));
    assertThat(icon.status()).isEqualTo(200);
    assertThat(icon.headers()).containsEntry("content-type", "image/png");
    assertThat(icon.bytes()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void giveArtworkAsATemplateWhenChosenSo() {
    it.choose("{\"reading\":{\"artworkAsTemplate\":true}}");
    assertThat(lookup("1", "us", "").get("1").get("artwork").get("url").asString())
        .endsWith("{w}x{h}bb.{f}");
  }

  @Test
  void describeABookWithoutBundle() {
    JsonNode book = lookup("2", "us", "").get("2");

    assertThat(book.get("kind").asString()).isEqualTo("ebook");
    assertThat(book.has("bundleId")).isFalse();
  }

  @Test
  void leaveOutWhatIsUnknownOrNotSoldThere() {
    assertThat(lookup("99", "us", "")).isEmpty();
    assertThat(lookup("4", "us", "")).isEmpty();
    assertThat(lookup("4", "de", "")).hasSize(1);
    ServiceRequest misspelled =
        ServiceRequest.get(MetadataLookup.PATH + "?id=1&p=lookup&cc=us", null);
    assertThat(VirtualApple.parse(it.apple.handle(misspelled).body()).get("results")).isEmpty();
  }

  @Test
  void showCustomAppsToTheirOwnersOnly() {
    assertThat(lookup("3", "us", "")).isEmpty();
    assertThat(lookup("3", "us", "itvt=" + it.token.text())).isEmpty();
    it.portal.addAsset(it.uId, AssetSpec.app("3", 1));
    assertThat(lookup("3", "us", "a=b; itvt=" + it.token.text())).hasSize(1);
    it.portal.revokeToken(it.token.id());
    assertThat(lookup("3", "us", "itvt=" + it.token.text())).isEmpty();
  }

  @Test
  void acceptInvitationsByAPage() {
    String code = it.portal.registerUser(it.uId, "u-1", null);
    ServiceResponse page =
        it.apple.handle(ServiceRequest.get(InvitationPage.PATH + "?inviteCode=" + code, null));
    assertThat(page.body()).contains(code);
    ServiceRequest form =
        new ServiceRequest(
            "POST",
            InvitationPage.PATH,
            Map.of(),
            Map.of(),
            "inviteCode=" + code + "&account=amy%40example.com");
    assertThat(it.apple.handle(form).body()).contains("Accepted for u-1");
    assertThat(it.apple.handle(form).status()).isEqualTo(409);
  }

  @Test
  void neverEchoScript() {
    String path = InvitationPage.PATH + "?inviteCode=%27%3E%3Cscript%3E";
    assertThat(it.apple.handle(ServiceRequest.get(path, null)).body()).doesNotContain("<script>");
  }

  private JsonNode lookup(String id, String country, String cookie) {
    ServiceRequest request =
        new ServiceRequest(
            "GET",
            MetadataLookup.PATH,
            Map.of("version", "2", "id", id, "p", "mdm-lockup", "caller", "MDM", "cc", country),
            cookie.isEmpty() ? Map.of() : Map.of("cookie", cookie),
            "");
    return VirtualApple.parse(it.apple.handle(request).body()).get("results");
  }

  private static StoreItem item(String id, String kind, boolean custom, List<String> storefronts) {
    return new StoreItem(
        id,
        "Product " + id,
        "Maker",
        "example.product",
        kind,
        List.of("ipad"),
        List.of("Education"),
        "1.2",
        1.99,
        custom,
        storefronts);
  }
}
