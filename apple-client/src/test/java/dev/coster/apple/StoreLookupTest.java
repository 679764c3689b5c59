package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLookupTest {

  private static final ContentMetadataQuery QUERY =
      new ContentMetadataQuery("361309726", "enterprisestore", "US", "en");

  private static final String ONE_PICTURE =
      """
      {"version":2,"isAuthenticated":false,"results":{"361309726":{
        "id":"361309726","name":"Pages","artistName":"Apple","bundleId":"com.apple.Pages",
        "kind":"iosSoftware","deviceFamilies":["iphone","ipad","mac"],"minimumOSVersion":"17.0",
        "genreNames":["Productivity"],"isVppDeviceBasedLicensingEnabled":true,
        "artwork":{"url":"https://is1.mzstatic.com/a/{w}x{h}bb.{f}","width":1024,"height":1024},
        "offers":[{"price":0,"priceFormatted":"Free","version":{"display":"14.1",
          "externalId":861234567}}]}}}\
      """;

  private static LookupAddress lookup(LocalApple apple) {
    return apple.addresses().lookup(apple.uri() + "/lookup").orElseThrow();
  }

  @Test
  void theTokenGoesAlongAsACookieAndNotAsABearer() {
    try (LocalApple apple = LocalApple.answering(200, ONE_PICTURE)) {
      ContentMetadata found =
          Replies.accepted(apple.location().contentMetadata(lookup(apple), QUERY)).orElseThrow();
      LocalApple.Seen seen = apple.only();
      assertThat(seen.header("Cookie")).isEqualTo("itvt=" + LocalApple.TOKEN.reveal());
      assertThat(seen.header("Authorization")).isNull();
      assertThat(seen.uri().toString())
          .isEqualTo(
              "/lookup?version=2&id=361309726&p=mdm-lockup&caller=MDM"
                  + "&platform=enterprisestore&cc=us&l=en");
      assertThat(found.name()).isEqualTo("Pages");
      assertThat(found.version()).isEqualTo("14.1");
      assertThat(found.externalVersionId()).isEqualTo(861234567L);
      assertThat(found.price()).isEqualTo("Free");
      assertThat(found.deviceFamilies()).containsExactly("iphone", "ipad", "mac");
      assertThat(found.deviceLicensing()).isTrue();
      assertThat(found.artwork().url(128, "png"))
          .isEqualTo("https://is1.mzstatic.com/a/128x128bb.png");
    }
  }

  @Test
  void operationsSendNoCookieAndStrangersNoToken() {
    try (LocalApple apple = LocalApple.answering(200, ONE_PICTURE)) {
      var _ = apple.location().clientConfig();
      var _ =
          new AppleService(apple.transport(), apple.addresses())
              .contentMetadata(lookup(apple), QUERY);
      assertThat(apple.seen().get(0).header("Cookie")).isNull();
      assertThat(apple.seen().get(0).header("Authorization"))
          .isEqualTo("Bearer " + LocalApple.TOKEN.reveal());
      assertThat(apple.seen().get(1).header("Cookie")).isNull();
      assertThat(apple.seen().get(1).header("Authorization")).isNull();
    }
  }

  @Test
  void picturesAsAnArrayAndNumbersAsNumbers() {
    String body =
        """
        {"results":{"361309726":{"id":361309726,"name":"Pages","artwork":[
          {"width":60,"height":60,"url":"https://a/60.png"},
          {"width":512,"height":512,"url":"https://a/512.png"}]}}}\
        """;
    try (LocalApple apple = LocalApple.answering(200, body)) {
      ContentMetadata found =
          Replies.accepted(apple.location().contentMetadata(lookup(apple), QUERY)).orElseThrow();
      assertThat(found.artwork())
          .isEqualTo(new ContentMetadata.Artwork("https://a/512.png", 512, 512));
      assertThat(found.bundleId()).isNull();
      assertThat(found.externalVersionId()).isNull();
    }
  }

  @Test
  void emptyResultsMeanUnknown() {
    try (LocalApple apple = LocalApple.answering(200, "{\"version\":2,\"results\":{}}")) {
      Optional<ContentMetadata> found =
          Replies.accepted(apple.location().contentMetadata(lookup(apple), QUERY));
      assertThat(found).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://uclient-api.itunes.apple.com/WebObjects/MZStorePlatform.woa/wa/lookup",
        "https://UCLIENT-API.ITUNES.APPLE.COM/lookup",
        "https://vpp.itunes.apple.com/lookup"
      })
  void theStoresHostsAreAllowed(String address) {
    assertThat(AppleAddresses.APPLE.lookup(address)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://uclient-api.itunes.apple.com/lookup",
        "https://uclient-api.itunes.apple.com:8443/lookup",
        "https://itunes.apple.com.evil.example/lookup",
        "https://evilitunes.apple.com/lookup",
        "https://user@uclient-api.itunes.apple.com/lookup",
        "https://uclient-api.itunes.apple.com@evil.example/lookup",
        "https://uclient-api.itunes.apple.com/lookup?next=1",
        "http://localhost/lookup",
        "http://vpp.itunes.apple.com/lookup",
        "ftp://vpp.itunes.apple.com/lookup",
        "not an address",
        "/lookup",
        ""
      })
  void nothingElseIsAllowed(String address) {
    assertThat(AppleAddresses.APPLE.lookup(address)).isEmpty();
  }

  @Test
  void invitationsAreFilledAndHeldToTheSameHosts() {
    String template =
        "https://buy.itunes.apple.com/WebObjects/MZFinance.woa/wa/associateVPPUserWithITSAccount"
            + "?inviteCode=%25inviteCode%25&mt=8";
    assertThat(AppleAddresses.APPLE.invitation(template, "f551b37d"))
        .contains(
            URI.create(
                "https://buy.itunes.apple.com/WebObjects/MZFinance.woa/wa"
                    + "/associateVPPUserWithITSAccount?inviteCode=f551b37d&mt=8"));
    assertThat(AppleAddresses.APPLE.invitation("https://evil.example/?c=%25inviteCode%25", "f551"))
        .isEmpty();
    assertThat(AppleAddresses.APPLE.invitation("https://buy.itunes.apple.com/", "f551")).isEmpty();
  }
}
