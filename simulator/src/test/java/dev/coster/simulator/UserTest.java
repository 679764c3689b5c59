package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The life of registered users. */
final class UserTest {
  private static final AssetKey BOOK = new AssetKey("3", "STDQ");
  private static final AssetKey APP = new AssetKey("1", "STDQ");

  private final VirtualApple it = new VirtualApple(5);

  @Test
  void beRegisteredWithAnInviteCode() {
    JsonNode status = create("{\"clientUserId\":\"u-1\",\"email\":\"a@example.com\"}");
    assertThat(status.get("eventStatus").asString()).isEqualTo("COMPLETE");
    assertThat(status.get("eventType").asString()).isEqualTo("CREATE");

    JsonNode user = only("u-1");
    assertThat(user.get("status").asString()).isEqualTo("Registered");
    assertThat(user.get("email").asString()).isEqualTo("a@example.com");
    assertThat(user.get("inviteCode").asString()).matches("[0-9a-f]{32}");
    assertThat(user.has("idHash")).isFalse();
  }

  @Test
  void beAssociatedAtOnceWithAManagedAccount() {
    create("{\"clientUserId\":\"u-1\",\"managedAppleId\":\"amy@hillside.example\"}");
    assertThat(only("u-1").get("status").asString()).isEqualTo("Associated");
    assertThat(only("u-1").has("idHash")).isTrue();
    assertThat(only("u-1").has("inviteCode")).isFalse();

    assertThat(failure(create("{\"clientUserId\":\"u-2\",\"managedAppleId\":\"x@other.example\"}")))
        .isEqualTo(9635);
    assertThat(
            failure(
                create("{\"clientUserId\":\"u-2\",\"managedAppleId\":\"amy@hillside.example\"}")))
        .isEqualTo(9641);
    assertThat(it.read("users?clientUserId=u-2").get("users")).isEmpty();
  }

  @Test
  void existOnce() {
    create("{\"clientUserId\":\"u-1\"}");
    JsonNode again = create("{\"clientUserId\":\"u-1\"}");
    assertThat(failure(again)).isEqualTo(9716);
    assertThat(again.get("failures").get(0).get("errorInfo").get("clientUserIds").get(0).asString())
        .isEqualTo("u-1");
  }

  @Test
  void beNamedInTextsOfAnyLengthOrOnlyInShortOnesAsChosen() {
    String user =
        "{\"users\":[{\"clientUserId\":\"%s\",\"email\":\"%s@home.example\"}]}"
            .formatted("u".repeat(300), "m".repeat(300));
    it.settled("users/create", user);
    it.choose("{\"longest\":{\"clientUserId\":299,\"email\":0}}");
    assertThat(VirtualApple.errorNumber(it.post("users/update", user))).isEqualTo(9602);
    it.choose("{\"longest\":{\"clientUserId\":300,\"email\":312}}");
    assertThat(VirtualApple.errorNumber(it.post("users/update", user))).isEqualTo(9717);
    it.choose("{\"longest\":{\"email\":313}}");
    it.accepted("users/update", user);
  }

  @Test
  void changeByUpdate() {
    create("{\"clientUserId\":\"u-1\"}");
    it.settled(
        "users/update",
        "{\"users\":[{\"clientUserId\":\"u-1\",\"email\":\"new@example.com\","
            + "\"managedAppleId\":\"amy@hillside.example\"}]}");
    assertThat(only("u-1").get("email").asString()).isEqualTo("new@example.com");
    assertThat(only("u-1").get("status").asString()).isEqualTo("Associated");
    assertThat(failure(it.settled("users/update", "{\"users\":[{\"clientUserId\":\"u-9\"}]}")))
        .isEqualTo(9609);
  }

  @Test
  void freeAppsButNotBooksWhenRetired() {
    stock();
    it.portal.registerUser(it.uId, "u-1", null);
    it.portal.assign(it.uId, APP, List.of("u-1"), List.of());
    it.portal.assign(it.uId, BOOK, List.of("u-1"), List.of());
    retire("u-1");

    assertThat(only("u-1").get("status").asString()).isEqualTo("Retired");
    assertThat(it.truthOf("1").get("available").asInt()).isEqualTo(5);
    JsonNode book = it.truthOf("3");
    assertThat(book.get("retired").asInt()).isEqualTo(1);
    assertThat(book.get("assigned").asInt()).isZero();
    assertThat(book.get("available").asInt()).isEqualTo(4);
    assertThat(it.read("assignments").get("assignments")).isEmpty();
  }

  @Test
  void keepTheirBooksInTheListingWhenChosenSo() {
    it.choose("{\"reading\":{\"retiredHoldingsListed\":true}}");
    stock();
    it.portal.registerUser(it.uId, "u-1", null);
    it.portal.assign(it.uId, BOOK, List.of("u-1"), List.of());
    retire("u-1");

    JsonNode row = it.read("assignments?includeUserState=true").get("assignments").get(0);
    assertThat(row.get("userStatus").asString()).isEqualTo("Retired");
    assertThat(it.read("assignments?excludeInactiveUsers=true").get("assignments")).isEmpty();
    assertThat(
            it.truth().get("locations").get(0).get("assignments").get(0).get("retired").asBoolean())
        .isTrue();
  }

  @Test
  void retireTwiceUnderEitherChoice() {
    it.portal.registerUser(it.uId, "u-1", null);
    retire("u-1");
    assertThat(retire("u-1").get("eventStatus").asString()).isEqualTo("COMPLETE");
    assertThat(retire("nobody").get("eventStatus").asString()).isEqualTo("COMPLETE");
    it.choose("{\"writing\":{\"retirement\":\"FAILS\"}}");
    assertThat(failure(retire("u-1"))).isEqualTo(9618);
    assertThat(failure(retire("nobody"))).isEqualTo(9609);
  }

  @Test
  void acceptAnInvitationOnce() {
    String code = it.portal.registerUser(it.uId, "u-1", null);
    assertThat(it.portal.accept(code, "Amy@example.com")).isEqualTo("u-1");
    assertThat(only("u-1").get("status").asString()).isEqualTo("Associated");
    assertThatThrownBy(() -> it.portal.accept(code, "ben@example.com"))
        .isInstanceOf(PortalRefusal.class);
    String other = it.portal.registerUser(it.uId, "u-2", null);
    assertThatThrownBy(() -> it.portal.accept(other, "amy@example.com"))
        .isInstanceOf(PortalRefusal.class)
        .hasMessageContaining("9641");
    assertThatThrownBy(() -> it.portal.accept("nonsense", "amy@example.com"))
        .isInstanceOf(PortalRefusal.class);
  }

  @Test
  void comeBackAsANewRecord() {
    it.portal.registerUser(it.uId, "u-1", null);
    retire("u-1");
    create("{\"clientUserId\":\"u-1\"}");

    assertThat(statuses("users?clientUserId=u-1")).containsExactly("Retired", "Registered");
    assertThat(statuses("users?activeOnly=true")).containsExactly("Registered");
    assertThat(statuses("users?retiredOnly=true")).containsExactly("Retired");
  }

  @Test
  void reviveTheOldRecordWithTheSameAccount() {
    stock();
    it.portal.accept(it.portal.registerUser(it.uId, "u-1", null), "amy@example.com");
    it.portal.assign(it.uId, BOOK, List.of("u-1"), List.of());
    retire("u-1");
    String code = it.portal.registerUser(it.uId, "u-1", null);
    it.portal.assign(it.uId, APP, List.of("u-1"), List.of());
    it.portal.accept(code, "amy@example.com");

    assertThat(statuses("users?clientUserId=u-1")).containsExactly("Associated", "Retired");
    assertThat(it.read("assignments?clientUserId=u-1").get("assignments")).hasSize(2);
    assertThat(it.truthOf("3").get("retired").asInt()).isZero();
  }

  @Test
  void moveBooksToTheNewRecordWithAnotherAccount() {
    stock();
    it.portal.accept(it.portal.registerUser(it.uId, "u-1", null), "amy@example.com");
    it.portal.assign(it.uId, BOOK, List.of("u-1"), List.of());
    retire("u-1");
    it.portal.accept(it.portal.registerUser(it.uId, "u-1", null), "other@example.com");

    assertThat(statuses("users?clientUserId=u-1")).containsExactly("Deleted", "Associated");
    assertThat(it.truthOf("3").get("assigned").asInt()).isEqualTo(1);
    assertThat(it.truthOf("3").get("retired").asInt()).isZero();
  }

  @Test
  void belongToTheOrganizationWhenChosenSo() {
    it.choose("{\"usersShared\":true}");
    String north = it.portal.createLocation(it.organization, LocationSpec.school("North", "US"));
    String south = it.portal.createLocation(it.organization, LocationSpec.school("South", "US"));
    it.portal.addAsset(south, AssetSpec.app("9", 3));
    it.portal.registerUser(north, "u-1", null);
    it.portal.assign(south, new AssetKey("9", "STDQ"), List.of("u-1"), List.of());
    IssuedToken token = it.portal.issueToken(north, TokenKind.FULL);
    it.apple.handle(
        ServiceRequest.post(
            "/mdm/v2/users/retire", token.text(), "{\"users\":[{\"clientUserId\":\"u-1\"}]}"));
    it.runAll();

    JsonNode asset = it.truth().get("locations").get(2).get("assets").get(0);
    assertThat(asset.get("available").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"APART, 5, 1", "AMONG_ASSIGNED, 5, 2", "OUTSIDE_TOTAL, 4, 1"})
  void haveTheirBooksCountedAsChosenWhenRetired(String choice, int total, int assigned) {
    it.choose("{\"reading\":{\"retiredCount\":\"" + choice + "\"}}");
    stock();
    it.portal.registerUser(it.uId, "u-1", null);
    it.portal.registerUser(it.uId, "u-2", null);
    it.portal.assign(it.uId, BOOK, List.of("u-1", "u-2"), List.of());
    retire("u-1");

    JsonNode book = it.read("assets?adamId=3").get("assets").get(0);
    assertThat(book.get("totalCount").asInt()).isEqualTo(total);
    assertThat(book.get("assignedCount").asInt()).isEqualTo(assigned);
    assertThat(book.get("availableCount").asInt()).isEqualTo(3);
    assertThat(book.get("retiredCount").asInt()).isEqualTo(1);
    assertThat(it.truthOf("3").get("total").asInt()).isEqualTo(total);
    assertThat(it.read("assets?adamId=3&maxAssignedCount=1").get("assets"))
        .hasSize(assigned == 1 ? 1 : 0);
  }

  @Test
  void acceptAnInvitationAgainWhenChosenSo() {
    it.choose("{\"inviting\":{\"secondUse\":\"SUCCEEDS\"}}");
    String code = it.portal.registerUser(it.uId, "u-1", null);
    assertThat(it.portal.accept(code, "amy@example.com")).isEqualTo("u-1");
    String version = it.read("users").get("versionId").asString();
    assertThat(it.portal.accept(code, "Amy@example.com")).isEqualTo("u-1");
    assertThat(it.read("users").get("versionId").asString()).isEqualTo(version);
    assertThatThrownBy(() -> it.portal.accept(code, "ben@example.com"))
        .isInstanceOf(PortalRefusal.class);
  }

  @Test
  void acceptAnInvitationAsLongAsItsCodeIsKept() {
    String late = it.portal.registerUser(it.uId, "u-1", null);
    it.advance(Duration.ofDays(1000));
    assertThat(it.portal.accept(late, "amy@example.com")).isEqualTo("u-1");

    it.choose("{\"inviting\":{\"codeKept\":\"PT1H\"}}");
    String code = it.portal.registerUser(it.uId, "u-2", null);
    String other = it.portal.registerUser(it.uId, "u-3", null);
    it.advance(Duration.ofMinutes(59));
    assertThat(it.portal.accept(code, "ben@example.com")).isEqualTo("u-2");
    it.advance(Duration.ofMinutes(1));
    assertThatThrownBy(() -> it.portal.accept(other, "cleo@example.com"))
        .isInstanceOf(PortalRefusal.class)
        .hasMessageContaining("expired");
  }

  @Test
  void beToldApartByTheCaseOfTheirIds() {
    create("{\"clientUserId\":\"Amy\"}");
    create("{\"clientUserId\":\"AMY\"}");

    assertThat(it.read("users").get("users")).hasSize(2);
    assertThat(it.read("users?clientUserId=amy").get("users")).isEmpty();
  }

  @Test
  void beOneWhateverTheCaseOfTheirIdsWhenChosenSo() {
    it.choose("{\"userIdsIgnoreCase\":true}");
    String north = it.portal.createLocation(it.organization, LocationSpec.school("North", "US"));
    it.portal.addAsset(north, AssetSpec.app("9", 3));
    String code = it.portal.registerUser(north, "Amy", null);
    assertThatThrownBy(() -> it.portal.registerUser(north, "AMY", null))
        .isInstanceOf(PortalRefusal.class);
    it.portal.assign(north, new AssetKey("9", "STDQ"), List.of("amy"), List.of());

    IssuedToken token = it.portal.issueToken(north, TokenKind.FULL);
    JsonNode rows =
        VirtualApple.parse(
                it.apple
                    .handle(
                        ServiceRequest.get("/mdm/v2/assignments?clientUserId=AMY", token.text()))
                    .body())
            .get("assignments");
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).get("clientUserId").asString()).isEqualTo("Amy");
    ServiceResponse twice =
        it.apple.handle(
            ServiceRequest.post(
                "/mdm/v2/users/retire",
                token.text(),
                "{\"users\":[{\"clientUserId\":\"amy\"},{\"clientUserId\":\"AMY\"}]}"));
    assertThat(VirtualApple.errorNumber(twice)).isEqualTo(9715);
    assertThat(it.portal.accept(code, "amy@example.com")).isEqualTo("Amy");
  }

  private void stock() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.portal.addAsset(it.uId, AssetSpec.book("3", "STDQ", 5));
  }

  private JsonNode create(String user) {
    return it.settled("users/create", "{\"users\":[" + user + "]}");
  }

  private JsonNode retire(String clientUserId) {
    return it.settled("users/retire", "{\"users\":[{\"clientUserId\":\"" + clientUserId + "\"}]}");
  }

  private JsonNode only(String clientUserId) {
    JsonNode users = it.read("users?clientUserId=" + clientUserId).get("users");
    assertThat(users).hasSize(1);
    return users.get(0);
  }

  private List<String> statuses(String listing) {
    List<String> statuses = new ArrayList<>();
    it.read(listing).get("users").forEach(user -> statuses.add(user.get("status").asString()));
    return statuses;
  }

  private static int failure(JsonNode status) {
    assertThat(status.get("eventStatus").asString()).isEqualTo("FAILED");
    return status.get("failures").get(0).get("errorNumber").asInt();
  }
}
