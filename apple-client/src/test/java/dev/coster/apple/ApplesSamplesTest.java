package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Bodies of the shapes that Apple publishes. */
class ApplesSamplesTest {

  private static final String ENVELOPE =
      """
      "uId":"2049025000431439","tokenExpirationDate":"2027-05-04T09:10:11+0000",
      "mdmInfo":{"id":"7d0f","name":"Acme MDM","metadata":"x"}\
      """;

  @Test
  void serviceConfig() {
    String body =
        """
        {"errorCodes":[{"errorNumber":9601,"errorMessage":"Login required"}],
         "limits":{"maxAssets":25,"maxClientUserIds":1000,"maxSerialNumbers":1000,
           "maxUsers":100,"maxFuture":99999999999999999999999,"odd":"text"},
         "notificationTypes":["ASSET_MANAGEMENT","ASSET_COUNT"],
         "urls":{"getAssets":"https://elsewhere.example/assets",
           "invitationEmail":"https://buy.itunes.apple.com/x?inviteCode=%25inviteCode%25&mt=8",
           "contentMetadataLookup":"https://uclient-api.itunes.apple.com/lookup"}}\
        """;
    try (LocalApple apple = LocalApple.answering(200, body)) {
      ServiceConfig config = Replies.accepted(apple.location().serviceConfig());
      assertThat(apple.only().uri().toString()).isEqualTo("/mdm/v2/service/config");
      assertThat(apple.only().header("Authorization")).isNull();
      assertThat(config.limit(ServiceConfig.MAX_ASSETS)).isEqualTo(OptionalInt.of(25));
      assertThat(config.limit(ServiceConfig.MAX_REQUEST_PER_SECOND)).isEmpty();
      assertThat(config.limit("maxFuture")).hasValue(Integer.MAX_VALUE);
      assertThat(config.unknown().values()).containsOnlyKeys("limits.odd");
      assertThat(config.errorCodes())
          .containsExactly(new ServiceConfig.PublishedError(9601, "Login required"));
      assertThat(config.contentMetadataLookup())
          .contains("https://uclient-api.itunes.apple.com/lookup");
      assertThat(config.notificationTypes()).hasSize(2);
      var _ = apple.location().assets(AssetsQuery.page(0));
      assertThat(apple.seen().get(1).uri().getPath()).isEqualTo("/mdm/v2/assets");
    }
  }

  @Test
  void clientConfig() {
    String body =
        """
        {"countryISO2ACode":"US","defaultPlatform":"enterprisestore","locationName":"North",
         "notificationUrl":"https://mdm.example/hooks/42","notificationAuthToken":"s3cr3t",
         "subscribedNotificationTypes":["ASSET_COUNT"],"websiteURL":"https://business.apple.com",
         %s}\
        """
            .formatted(ENVELOPE);
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Reply<ClientConfig> reply = apple.location().clientConfig();
      ClientConfig config = Replies.accepted(reply);
      assertThat(config.uId()).isEqualTo("2049025000431439");
      assertThat(config.countryISO2ACode()).isEqualTo("US");
      assertThat(config.mdmInfo()).isEqualTo(new MdmInfo("7d0f", "Acme MDM", "x"));
      assertThat(config.subscribedNotificationTypes()).containsExactly("ASSET_COUNT");
      assertThat(reply.envelope().tokenExpiresAt()).isPresent();
      assertThat(config.unknown().values()).isEmpty();
    }
  }

  @Test
  void nobodyManagesTheLocation() {
    try (LocalApple apple = LocalApple.answering(200, "{\"uId\":\"1\",\"mdmInfo\":null}")) {
      assertThat(apple.location().clientConfig().envelope())
          .isEqualTo(new Envelope("1", null, null));
    }
  }

  @Test
  void assets() {
    String body =
        """
        {"assets":[{"adamId":"361309726","pricingParam":"STDQ","productType":"App",
           "assignedCount":7,"availableCount":3,"retiredCount":0,"totalCount":10,
           "deviceAssignable":true,"revocable":true,"supportedPlatforms":["iOS","macOS"]},
          {"adamId":"409201541","pricingParam":"STDQ","productType":"App","assignedCount":2,
           "totalCount":2147483647}],
         "unlimitedAssets":[{"adamId":"5","pricingParam":"STDQ","productType":"App",
           "assignedCount":4,"deviceAssignable":true,"revocable":true}],
         "currentPageIndex":0,"nextPageIndex":1,"size":2,"totalPages":2,"versionId":"5b0c",%s}\
        """
            .formatted(ENVELOPE);
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Listing<ResponseAsset> listing =
          Replies.accepted(apple.location().assets(AssetsQuery.page(0)));
      assertThat(listing.rows())
          .containsExactlyInAnyOrder(
              new ResponseAsset(
                  "361309726",
                  "STDQ",
                  "App",
                  7,
                  3,
                  0,
                  10,
                  true,
                  true,
                  false,
                  List.of("iOS", "macOS")),
              new ResponseAsset(
                  "409201541",
                  "STDQ",
                  "App",
                  2,
                  null,
                  null,
                  Integer.MAX_VALUE,
                  false,
                  false,
                  true,
                  List.of()),
              new ResponseAsset(
                  "5", "STDQ", "App", 4, null, null, null, true, true, true, List.of()));
      assertThat(listing.nextPageIndex()).isEqualTo(1);
      assertThat(listing.totalPages()).isEqualTo(2);
      assertThat(listing.versionId()).isEqualTo("5b0c");
      assertThat(listing.unknownFields()).isEmpty();
    }
  }

  @Test
  void assignments() {
    String body =
        """
        {"assignments":[{"adamId":"361309726","pricingParam":"STDQ","serialNumber":"C02ABC"},
          {"adamId":"361309726","pricingParam":"STDQ","clientUserId":"u-1","idHash":"rRVS=",
           "userStatus":"Associated"}],
         "currentPageIndex":0,"size":2,"totalPages":1,"versionId":"00f1","uId":"2049"}\
        """;
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Listing<Assignment> listing =
          Replies.accepted(apple.location().assignments(AssignmentsQuery.page(0)));
      assertThat(listing.rows())
          .containsExactly(
              new Assignment("361309726", "STDQ", null, "C02ABC", null, null),
              new Assignment("361309726", "STDQ", "u-1", null, "rRVS=", "Associated"));
      assertThat(listing.nextPageIndex()).isNull();
    }
  }

  @Test
  void users() {
    String body =
        """
        {"users":[{"clientUserId":"u-1","email":"a@example.com","status":"Registered",
           "inviteCode":"f551b37da07146628e8dcbe0111f0364"},
          {"clientUserId":"u-2","status":"Associated","idHash":"C2Ww="}],
         "currentPageIndex":0,"size":2,"totalPages":1,"versionId":"021f","uId":"2049"}\
        """;
    try (LocalApple apple = LocalApple.answering(200, body)) {
      List<ResponseUser> rows = Replies.accepted(apple.location().users(UsersQuery.page(0))).rows();
      assertThat(rows)
          .containsExactly(
              new ResponseUser(
                  "u-1", "a@example.com", null, "f551b37da07146628e8dcbe0111f0364", "Registered"),
              new ResponseUser("u-2", null, "C2Ww=", null, "Associated"));
      assertThat(rows.getFirst().userStatus()).isEqualTo(UserStatus.REGISTERED);
    }
  }

  @Test
  void nothingChangedSinceAVersion() {
    String body = "{\"currentPageIndex\":0,\"size\":0,\"totalPages\":1,\"uId\":\"2049\"}";
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Listing<ResponseUser> listing =
          Replies.accepted(apple.location().users(UsersQuery.page(0).since("021f")));
      assertThat(listing.rows()).isEmpty();
      assertThat(listing.versionId()).isNull();
    }
  }

  @Test
  void aFailedEvent() {
    String body =
        """
        {"eventStatus":"FAILED","eventType":"ASSOCIATE","numRequested":4,"numCompleted":3,
         "failures":[{"errorNumber":9609,"errorMessage":"?",
           "errorInfo":{"clientUserIds":["u-9"]}}],%s}\
        """
            .formatted(ENVELOPE);
    try (LocalApple apple = LocalApple.answering(200, body)) {
      StatusResponse status = Replies.accepted(apple.location().status("a b&c"));
      assertThat(apple.only().uri().toString()).isEqualTo("/mdm/v2/status?eventId=a%20b%26c");
      assertThat(status.state()).isEqualTo(StatusResponse.State.FAILED);
      assertThat(status.numRequested()).isEqualTo(4);
      assertThat(status.numCompleted()).isEqualTo(3);
      assertThat(status.failures())
          .containsExactly(
              new AppleError(9609, "?", new ErrorInfo(List.of(), List.of("u-9"), List.of())));
    }
  }
}
