package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsOnTheWireTest {

  private static final String ACCEPTED = "{\"eventId\":\"e-1\",\"uId\":\"1\"}";

  private static void assertPosted(LocalApple apple, String path, String body) {
    LocalApple.Seen seen = apple.seen().getLast();
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.uri().toString()).isEqualTo("/mdm/v2" + path);
    assertThat(seen.header("Content-Type")).isEqualTo("application/json");
    assertThat(seen.header("Authorization")).isEqualTo("Bearer " + LocalApple.TOKEN.reveal());
    assertThat(seen.body()).isEqualTo(body);
  }

  @Test
  void assetsAndHolders() {
    try (LocalApple apple = LocalApple.answering(200, ACCEPTED)) {
      AppleLocation location = apple.location();
      ManageAssets both =
          new ManageAssets(
              List.of(new AssetKey("1", "STDQ"), new AssetKey("1", "PLUS")),
              List.of("u-1"),
              List.of("S1", "S2"));
      String body =
          "{\"assets\":[{\"adamId\":\"1\",\"pricingParam\":\"STDQ\"},"
              + "{\"adamId\":\"1\",\"pricingParam\":\"PLUS\"}],"
              + "\"clientUserIds\":[\"u-1\"],\"serialNumbers\":[\"S1\",\"S2\"]}";
      assertThat(Replies.accepted(location.associate(both)).eventId()).isEqualTo("e-1");
      assertPosted(apple, "/assets/associate", body);
      var _ = location.disassociate(both);
      assertPosted(apple, "/assets/disassociate", body);
      var _ = location.revoke(new RevokeAssets(List.of(), List.of("S1")));
      assertPosted(apple, "/assets/revoke", "{\"serialNumbers\":[\"S1\"]}");
    }
  }

  @Test
  void users() {
    try (LocalApple apple = LocalApple.answering(200, ACCEPTED)) {
      AppleLocation location = apple.location();
      List<UserRequest> users =
          List.of(new UserRequest("u-1", "ä@example.com", "m@example.com"), UserRequest.of("u-2"));
      String body =
          "{\"users\":[{\"clientUserId\":\"u-1\",\"email\":\"ä@example.com\","
              + "\"managedAppleId\":\"m@example.com\"},{\"clientUserId\":\"u-2\"}]}";
      var _ = location.createUsers(users);
      assertPosted(apple, "/users/create", body);
      var _ = location.updateUsers(users);
      assertPosted(apple, "/users/update", body);
      var _ = location.retireUsers(users);
      assertPosted(
          apple,
          "/users/retire",
          "{\"users\":[{\"clientUserId\":\"u-1\"},{\"clientUserId\":\"u-2\"}]}");
    }
  }

  @Test
  void clientConfig() {
    try (LocalApple apple = LocalApple.answering(200, "{\"uId\":\"1\"}")) {
      MdmInfo us = new MdmInfo("7d0f", "Acme", "srv1");
      var _ = apple.location().configureClient(ClientConfigRequest.claim(us));
      assertPosted(
          apple,
          "/client/config",
          "{\"mdmInfo\":{\"id\":\"7d0f\",\"name\":\"Acme\",\"metadata\":\"srv1\"}}");
      var _ =
          apple
              .location()
              .configureClient(
                  ClientConfigRequest.claim(
                      us,
                      new ClientConfigRequest.Notifications(
                          URI.create("https://mdm.example/h"),
                          Secret.of("s3"),
                          List.of("ASSET_COUNT"))));
      assertPosted(
          apple,
          "/client/config",
          "{\"mdmInfo\":{\"id\":\"7d0f\",\"name\":\"Acme\",\"metadata\":\"srv1\"},"
              + "\"notificationUrl\":\"https://mdm.example/h\","
              + "\"notificationAuthToken\":\"s3\",\"notificationTypes\":[\"ASSET_COUNT\"]}");
    }
  }

  @Test
  void queries() {
    assertThat(AssetsQuery.page(3).ofAdamId("12").withUnlimited(true).text())
        .isEqualTo("?pageIndex=3&adamId=12&unlimited=true");
    assertThat(AssignmentsQuery.page(0).since("v/1").ofAsset(new AssetKey("12", "PLUS")).text())
        .isEqualTo("?pageIndex=0&sinceVersionId=v%2F1&adamId=12&pricingParam=PLUS");
    assertThat(AssignmentsQuery.page(1).ofUser("ü ").text())
        .isEqualTo("?pageIndex=1&clientUserId=%C3%BC%20");
    assertThat(AssignmentsQuery.page(1).ofDevice("S+1").text())
        .isEqualTo("?pageIndex=1&serialNumber=S%2B1");
    assertThat(UsersQuery.page(2).active().ofUser("u").text())
        .isEqualTo("?pageIndex=2&clientUserId=u&activeOnly=true");
  }
}
