package dev.coster.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.location.LocationNotices;
import dev.coster.platform.SecretBox;
import dev.coster.platform.TestDatabase;
import dev.coster.web.api.ApiServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Apple's way in, as Apple calls it: whom it lets in, and what it takes. */
final class NotificationEndpointTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final UUID NORTH = new UUID(1, 1);
  private static final UUID SOUTH = new UUID(2, 2);
  private static final int MEGABYTE = 1 << 20;

  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.start(database);
    location("north", NORTH, "secret of north");
    location("south", SOUTH, "secret of south");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void nothingCameYet() {
    database.jdbc().sql("delete from notification").update();
  }

  private static void location(String uId, UUID claim, String secret) {
    byte[] sealed = server.part(SecretBox.class).seal("notification-secret:" + claim, secret);
    database
        .jdbc()
        .sql(
            """
            insert into location (u_id, name, state, state_since, claim_id, claimed_by_id,
              notification_secret, notifications_since, created_at)
            values (:uId, :uId, 'USABLE', now(), :claim, cast(:claim as text), :sealed, now(), now())
            """)
        .param("uId", uId)
        .param("claim", claim)
        .param("sealed", sealed)
        .update();
  }

  private static String body(String id, String uId) {
    return """
    {"notificationId": "%s", "notificationType": "TEST_NOTIFICATION", "uId": "%s",
     "notification": {}}
    """
        .formatted(id, uId);
  }

  private static Answer call(Object claim, String authorization, String body) {
    var request =
        server
            .anonymous("/apple/notifications/" + claim)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return server.send(
        authorization.isEmpty() ? request : request.header("Authorization", authorization));
  }

  private static long stored() {
    return database.jdbc().sql("select count(*) from notification").query(Long.class).single();
  }

  @Test
  void whatIsTakenIsStoredWhenTheAnswerComes() {
    assertThat(call(NORTH, "Bearer secret of north", body("n-1", "north")).status()).isEqualTo(200);
    assertThat(
            database
                .jdbc()
                .sql(
                    """
                    select u_id || ' ' || apple_id || ' ' || type
                    from notification join location using (location_id)
                    """)
                .query(String.class)
                .list())
        .containsExactly("north n-1 TEST_NOTIFICATION");
  }

  @Test
  void whatComesTwiceIsTakenTwiceAndStoredOnce() {
    for (int i = 0; i < 2; i++) {
      assertThat(call(NORTH, "Bearer secret of north", body("n-2", "north")).status())
          .isEqualTo(200);
    }
    assertThat(stored()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer ",
        "Bearer wrong",
        "Bearer secret of nort",
        "Bearer secret of south",
        "bearer secret of north",
        "Basic secret of north",
        "secret of north",
      })
  void withoutTheLocationsOwnBearerNobodyIsLetIn(String authorization) {
    Answer answer = call(NORTH, authorization, body("n-3", "north"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
    assertThat(stored()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-0009-0000-000000000009", "north", "1"})
  void whatNoLocationClaimsLetsNobodyIn(String claim) {
    assertThat(call(claim, "Bearer secret of north", body("n-4", "north")).status()).isEqualTo(403);
    assertThat(stored()).isZero();
  }

  @Test
  void aSignedInAdministratorIsNotApple() {
    Answer answer =
        server.send(
            server
                .request("/apple/notifications/" + NORTH)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body("n-5", "north"))));
    assertThat(answer.status()).isIn(401, 403);
    assertThat(stored()).isZero();
  }

  @Test
  void moreThanAMegabyteIsTooLarge() {
    String start = body("n-6", "north");
    String fits = start + " ".repeat(MEGABYTE - start.length());
    assertThat(call(NORTH, "Bearer secret of north", fits + " ").status()).isEqualTo(413);
    assertThat(stored()).isZero();
    assertThat(call(NORTH, "Bearer secret of north", fits).status()).isEqualTo(200);
    assertThat(stored()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "null", "hello", "{\"notificationId\": \"n-7\"}"})
  void whatIsNoNotificationIsRefused(String body) {
    assertThat(call(NORTH, "Bearer secret of north", body).status()).isEqualTo(400);
    assertThat(stored()).isZero();
  }

  /** Of a location that no other test calls: the server works off in the background. */
  @Test
  void whereNoneArriveTheInterfaceSaysSoUntilOneComes() {
    database
        .jdbc()
        .sql("update location set notifications_missed = 3, notifications_missing_since = now()")
        .update();
    assertThat(south().get("notifications").asBoolean()).isFalse();
    assertThat(south().get("notificationsMissingSince").isString()).isTrue();
    server.part(LocationNotices.class).notified(2, server.part(InstantSource.class).instant());
    assertThat(south().get("notifications").asBoolean()).isTrue();
    assertThat(south().path("notificationsMissingSince").isString()).isFalse();
  }

  private static JsonNode south() {
    return server.get("/api/v1/locations/2").json();
  }

  @Test
  void whatIsAboutAnotherLibraryIsRefused() {
    assertThat(call(NORTH, "Bearer secret of north", body("n-8", "south")).status()).isEqualTo(400);
    assertThat(stored()).isZero();
  }
}
