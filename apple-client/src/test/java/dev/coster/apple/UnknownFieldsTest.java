package dev.coster.apple;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnknownFieldsTest {

  @Test
  void aLocationsUnknownFieldsAreKeptWhole() {
    String body = "{\"uId\":\"1\",\"locationName\":\"North\",\"later\":{\"a\":[1,2]},\"x\":true}";
    try (LocalApple apple = LocalApple.answering(200, body)) {
      ClientConfig config = Replies.accepted(apple.location().clientConfig());
      assertThat(config.locationName()).isEqualTo("North");
      assertThat(config.unknown().values()).containsOnlyKeys("later", "x");
      assertThat(config.unknown().values().get("later").toString()).isEqualTo("{\"a\":[1,2]}");
    }
  }

  @Test
  void whatIsNestedInACommonFieldBreaksNoAnswer() {
    String body =
        """
        {"uId":"1","mdmInfo":{"id":"a","name":"b","later":{"c":[1]},"more":[{"d":2}],"metadata":"e"},
         "eventId":"f"}\
        """;
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Reply<ClientConfig> reply = apple.location().clientConfig();
      assertThat(Replies.accepted(reply).mdmInfo()).isEqualTo(new MdmInfo("a", "b", "e"));
    }
  }

  @Test
  void aListingsUnknownFieldsAreNamedAndCounted() {
    String body =
        """
        {"assignments":[{"adamId":"1","pricingParam":"STDQ","serialNumber":"S","tier":{"n":1}},
          {"adamId":2,"clientUserId":"u","tier":[[]]}],"totalPages":1,"hint":{"assets":[]}}\
        """;
    try (LocalApple apple = LocalApple.answering(200, body)) {
      Listing<Assignment> listing =
          Replies.accepted(apple.location().assignments(AssignmentsQuery.page(0)));
      assertThat(listing.rows())
          .containsExactly(
              new Assignment("1", "STDQ", null, "S", null, null),
              new Assignment("2", "STDQ", "u", null, null, null));
      assertThat(listing.unknownFields())
          .containsOnlyKeys("assignments.tier", "hint")
          .containsEntry("assignments.tier", new UnknownField(2, "an object"));
    }
  }

  @Test
  void anExampleIsNothingThatMayBeASecretOrSomebodysName() {
    String body =
        """
        {"uId":"1","tier":"GOLD_PLUS","since":"2026-01-02T03:04:05Z","n":7,"on":true,"none":null,
         "who":"ada@school.example","short":"abcdef","accessToken":"ABCDEF","pinCode":1234,
         "big":12345678901234567890,"list":["ABC"]}\
        """;
    try (LocalApple apple = LocalApple.answering(200, body)) {
      ClientConfig config = Replies.accepted(apple.location().clientConfig());
      assertThat(config.unknown().told().values())
          .extracting(UnknownField::example)
          .containsExactly(
              "\"GOLD_PLUS\"",
              "\"2026-01-02T03:04:05Z\"",
              "7",
              "true",
              "null",
              "a text of 18 characters",
              "a text of 6 characters",
              "a text of 6 characters",
              "a number",
              "a number",
              "an array");
    }
    String listing =
        """
        {"users":[{"clientUserId":"u","grade":"FOUR"},{"clientUserId":"v","grade":"ada"}],
         "totalPages":1}\
        """;
    try (LocalApple apple = LocalApple.answering(200, listing)) {
      assertThat(Replies.accepted(apple.location().users(UsersQuery.page(0))).unknownFields())
          .containsEntry("users.grade", new UnknownField(2, "\"FOUR\""));
    }
  }

  @Test
  void unknownStatesAndNumbersAreKeptRaw() {
    String body =
        """
        {"eventId":"e","eventStatus":"PAUSED","eventType":"TELEPORT",
         "failures":[{"errorNumber":9999,"errorMessage":"new"}]}\
        """;
    try (LocalApple apple = LocalApple.answering(200, body)) {
      StatusResponse status = Replies.accepted(apple.location().status("e"));
      assertThat(status.eventStatus()).isEqualTo("PAUSED");
      assertThat(status.state()).isEqualTo(StatusResponse.State.UNKNOWN);
      assertThat(status.eventType()).isEqualTo("TELEPORT");
      assertThat(status.failures().getFirst().number()).isEqualTo(9999);
      assertThat(status.failures().getFirst().errorClass()).isEqualTo(ErrorClass.UNKNOWN);
    }
    assertThat(UserStatus.of("Suspended")).isEqualTo(UserStatus.UNKNOWN);
  }

  @Test
  void anUnknownNumberIsClassedByItsStatusWhereThatIsPlain() {
    assertThat(classOf(429)).isEqualTo(ErrorClass.BACK_OFF);
    assertThat(classOf(503)).isEqualTo(ErrorClass.BACK_OFF);
    assertThat(classOf(401)).isEqualTo(ErrorClass.TOKEN);
    assertThat(classOf(400)).isEqualTo(ErrorClass.UNKNOWN);
    assertThat(classOf(200)).isEqualTo(ErrorClass.UNKNOWN);
  }

  private static ErrorClass classOf(int status) {
    try (LocalApple apple =
        LocalApple.answering(status, "{\"errorNumber\":9998,\"errorMessage\":\"?\"}")) {
      return Replies.refused(apple.location().clientConfig()).errorClass();
    }
  }
}
