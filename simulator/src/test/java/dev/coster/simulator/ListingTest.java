package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pages, versions, deltas and filters of the listings. */
final class ListingTest {
  private static final AssetKey APP = new AssetKey("1", "STDQ");

  private final VirtualApple it = new VirtualApple(4);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showEachRowOnceOnPagesOfAnyCut(boolean uneven) {
    it.choose("{\"reading\":{\"unevenPages\":" + uneven + "}}");
    it.faults("{\"pages\":{\"assignments\":7}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 100));
    it.portal.assign(it.uId, APP, List.of(), serials(50));

    List<String> seen = new ArrayList<>();
    int pages = 0;
    for (int next = 0; next >= 0; pages++) {
      JsonNode page = it.read("assignments?pageIndex=" + next);
      assertThat(page.get("currentPageIndex").asInt()).isEqualTo(next);
      assertThat(page.get("size").asInt()).isEqualTo(page.get("assignments").size());
      page.get("assignments").forEach(row -> seen.add(row.get("serialNumber").asString()));
      next = page.path("nextPageIndex").asInt(-1);
      assertThat(next >= 0).isEqualTo(pages + 1 < page.get("totalPages").asInt());
    }
    assertThat(seen).isEqualTo(serials(50));
    assertThat(pages).isEqualTo(uneven ? 12 : 8);
    assertThat(VirtualApple.errorNumber(it.get("assignments?pageIndex=" + pages))).isEqualTo(9650);
  }

  @Test
  void haveOneEmptyPageWhenNothingIsThere() {
    JsonNode page = it.read("assignments");

    assertThat(page.get("totalPages").asInt()).isEqualTo(1);
    assertThat(page.get("size").asInt()).isZero();
    assertThat(page.has("nextPageIndex")).isFalse();
  }

  @Test
  void growLargerPagesForLargeLocations() {
    it.faults("{\"pages\":{\"assignments\":7,\"largeFrom\":500,\"largeSize\":100}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 600));
    it.portal.assign(it.uId, APP, List.of(), serials(600));

    assertThat(it.read("assignments").get("size").asInt()).isEqualTo(100);
  }

  @Test
  void keepTheVersionUntilSomethingChanges() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 100));
    String first = version("assignments");
    assertThat(version("assignments")).isEqualTo(first);
    String assets = version("assets");
    it.portal.assign(it.uId, APP, List.of(), List.of("A"));
    assertThat(version("assignments")).isNotEqualTo(first);
    assertThat(version("assets")).isNotEqualTo(assets);
    String users = version("users");
    it.portal.registerUser(it.uId, "u-1", null);
    assertThat(version("users")).isNotEqualTo(users);
  }

  @Test
  void showInADeltaWhatCameAfterAVersion() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 100));
    it.portal.assign(it.uId, APP, List.of(), List.of("A", "B"));
    String version = version("assignments");
    assertThat(it.read("assignments?sinceVersionId=" + version).get("assignments")).isEmpty();

    it.portal.assign(it.uId, APP, List.of(), List.of("C"));
    it.portal.unassign(it.uId, APP, List.of(), List.of("A"));
    JsonNode delta = it.read("assignments?sinceVersionId=" + version);
    assertThat(delta.get("assignments")).hasSize(1);
    assertThat(delta.get("assignments").get(0).get("serialNumber").asString()).isEqualTo("C");
    assertThat(delta.get("versionId").asString()).isNotEqualTo(version);
    assertThat(serialsOf(it.read("assignments"))).containsExactly("B", "C");
  }

  @Test
  void markRemovedRowsInADeltaWhenChosenSo() {
    it.choose("{\"reading\":{\"removedInDelta\":true}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 100));
    it.portal.assign(it.uId, APP, List.of(), List.of("A", "B"));
    String version = version("assignments");
    it.portal.unassign(it.uId, APP, List.of(), List.of("A", "B"));
    it.portal.assign(it.uId, APP, List.of(), List.of("B"));

    JsonNode rows = it.read("assignments?sinceVersionId=" + version).get("assignments");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("serialNumber").asString()).isEqualTo("B");
    assertThat(rows.get(0).has("assignmentStatus")).isFalse();
    assertThat(rows.get(1).get("serialNumber").asString()).isEqualTo("A");
    assertThat(rows.get(1).get("assignmentStatus").asString()).isEqualTo("Removed");
  }

  @Test
  void pageThroughDeltas() {
    it.faults("{\"pages\":{\"users\":3}}");
    it.portal.registerUser(it.uId, "old", null);
    String version = version("users");
    IntStream.range(0, 7).forEach(n -> it.portal.registerUser(it.uId, "u-" + n, null));

    JsonNode second = it.read("users?pageIndex=1&sinceVersionId=" + version);
    assertThat(second.get("totalPages").asInt()).isEqualTo(3);
    assertThat(second.get("users").get(0).get("clientUserId").asString()).isEqualTo("u-3");
  }

  @Test
  void moveTheVersionBetweenPagesThoughNothingChanged() {
    it.faults("{\"pages\":{\"users\":1,\"phantomChange\":1}}");
    it.portal.registerUser(it.uId, "u-1", null);
    it.portal.registerUser(it.uId, "u-2", null);
    String first = version("users");

    assertThat(it.read("users?pageIndex=1").get("versionId").asString()).isNotEqualTo(first);
    assertThat(it.read("users?sinceVersionId=" + first).get("users")).isEmpty();
  }

  @Test
  void forgetVersionsWhenToldTo() {
    String version = version("users");
    it.faults("{\"pages\":{\"versionForgotten\":1}}");
    assertThat(VirtualApple.errorNumber(it.get("users?sinceVersionId=" + version))).isEqualTo(9721);
  }

  @Test
  void notMixUpTheVersionsOfDataSets() {
    assertThat(VirtualApple.errorNumber(it.get("users?sinceVersionId=" + version("assignments"))))
        .isEqualTo(9721);
  }

  @ParameterizedTest
  @CsvSource({
    "adamId=1, 3",
    "adamId=3, 2",
    "adamId=3&pricingParam=PLUS, 1",
    "pricingParam=PLUS, 1",
    "serialNumber=A, 1",
    "serialNumber=unknown, 0",
    "clientUserId=u-1, 3",
    "clientUserId=u-1&adamId=1, 1",
    "clientUserId=nobody, 0",
    "clientUserId=u-1&serialNumber=A, 0",
  })
  void filterAssignments(String filter, int count) {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 9));
    it.portal.addAsset(it.uId, AssetSpec.book("3", "STDQ", 9));
    it.portal.addAsset(it.uId, AssetSpec.book("3", "PLUS", 9));
    it.portal.registerUser(it.uId, "u-1", null);
    it.portal.assign(it.uId, APP, List.of("u-1"), List.of("A", "B"));
    it.portal.assign(it.uId, new AssetKey("3", "STDQ"), List.of("u-1"), List.of());
    it.portal.assign(it.uId, new AssetKey("3", "PLUS"), List.of("u-1"), List.of());

    assertThat(it.read("assignments?" + filter).get("assignments")).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({
    "productType=Book, 2",
    "pricingParam=STDQ, 3",
    "revocable=true, 2",
    "deviceAssignable=false, 3",
    "minAvailableCount=6, 2",
    "maxAvailableCount=5, 2",
    "minAssignedCount=1, 1",
    "maxAssignedCount=0, 3",
    "adamId=2, 1",
  })
  void filterAssets(String filter, int count) {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 6));
    it.portal.addAsset(it.uId, AssetSpec.userOnlyApp("2", 5));
    it.portal.addAsset(it.uId, AssetSpec.book("3", "STDQ", 7));
    it.portal.addAsset(it.uId, AssetSpec.book("3", "PLUS", 8));
    it.portal.assign(it.uId, APP, List.of(), List.of("A"));

    assertThat(it.read("assets?" + filter).get("assets")).hasSize(count);
  }

  @Test
  void showTheStateOfUsersWhenAsked() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 9));
    String invite = it.portal.registerUser(it.uId, "u-1", null);
    it.portal.accept(invite, "someone@example.com");
    it.portal.assign(it.uId, APP, List.of("u-1"), List.of("A"));

    JsonNode rows = it.read("assignments?includeUserState=true").get("assignments");
    assertThat(rows.get(0).get("userStatus").asString()).isEqualTo("Associated");
    assertThat(rows.get(0).get("idHash").asString()).hasSize(28).endsWith("=");
    assertThat(rows.get(1).has("userStatus")).isFalse();
    assertThat(it.read("assignments").get("assignments").get(0).has("userStatus")).isFalse();
  }

  @Test
  void publishLimitsAddressesAndErrors() {
    it.apple.setBaseUrl("http://apple.test");
    it.faults("{\"rate\":{\"requestsPerSecond\":15}}");
    JsonNode config =
        VirtualApple.parse(
            it.apple.handle(ServiceRequest.get("/mdm/v2/service/config", null)).body());

    assertThat(config.get("limits").get("maxSerialNumbers").asInt()).isEqualTo(1000);
    assertThat(config.get("limits").get("maxRequestPerSecond").asInt()).isEqualTo(15);
    assertThat(config.get("urls").get("associateAssets").asString())
        .isEqualTo("http://apple.test/mdm/v2/assets/associate");
    assertThat(config.get("urls").get("invitationEmail").asString())
        .startsWith("http://apple.test/")
        .contains("inviteCode=%25inviteCode%25&mt=8");
    assertThat(config.get("errorCodes")).isNotEmpty();
    it.choose("{\"access\":{\"ratePublished\":false}}");
    assertThat(it.read("service/config").get("limits").has("maxRequestPerSecond")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void repeatRowsWithinAVersionOnlyWhenChosenSo(boolean moving) {
    it.choose("{\"reading\":{\"movingCuts\":" + moving + "}}");
    it.faults("{\"pages\":{\"assignments\":7}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 100));
    it.portal.assign(it.uId, APP, List.of(), serials(50));
    String version = version("assignments");

    List<String> seen = new ArrayList<>();
    for (int next = 0; next >= 0; ) {
      JsonNode page = it.read("assignments?pageIndex=" + next);
      assertThat(page.get("versionId").asString()).isEqualTo(version);
      assertThat(page.get("size").asInt()).isEqualTo(page.get("assignments").size());
      assertThat(page.get("totalPages").asInt()).isEqualTo(8);
      seen.addAll(serialsOf(page));
      next = page.path("nextPageIndex").asInt(-1);
    }
    assertThat(seen.stream().distinct()).containsExactlyElementsOf(serials(50));
    assertThat(seen.size() > 50).isEqualTo(moving);
  }

  private String version(String listing) {
    return it.read(listing).get("versionId").asString();
  }

  private static List<String> serialsOf(JsonNode page) {
    List<String> serials = new ArrayList<>();
    page.get("assignments").forEach(row -> serials.add(row.get("serialNumber").asString()));
    return serials;
  }

  private static List<String> serials(int count) {
    return IntStream.range(0, count).mapToObj(n -> "S" + n).toList();
  }
}
