package dev.coster.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What goes wrong, one fault at a time. */
final class FaultTest {
  private static final String GIVE = "{\"assets\":[{\"adamId\":\"1\"}],\"serialNumbers\":[\"A\"]}";

  private final VirtualApple it = new VirtualApple(7);

  @Test
  void loseTheAnswerButDoTheWork() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.faults("{\"answers\":{\"lostAnswer\":1}}");
    ServiceResponse answer = it.post("assets/associate", GIVE);
    it.runAll();

    assertThat(answer.fate()).isEqualTo(Fate.LOSE_ANSWER_AFTER_WORK);
    assertThat(it.truthOf("1").get("assigned").asInt()).isEqualTo(1);
  }

  @Test
  void cutTheAnswerMidwayButDoTheWork() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.faults("{\"answers\":{\"cutMidway\":1}}");
    assertThat(it.post("assets/associate", GIVE).fate()).isEqualTo(Fate.CUT_MIDWAY);
    it.runAll();
    assertThat(it.truthOf("1").get("assigned").asInt()).isEqualTo(1);
  }

  @Test
  void answerAnErrorThoughTheWorkIsDone() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.faults("{\"answers\":{\"errorAfterWork\":1}}");
    ServiceResponse answer = it.post("assets/associate", GIVE);
    it.runAll();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("errorNumber");
    assertThat(it.truthOf("1").get("assigned").asInt()).isEqualTo(1);
  }

  @Test
  void leaveTheCallerWaitingAndDoTheWorkAtOnceLateOrNever() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 100));
    it.faults("{\"answers\":{\"hang\":1,\"lateBy\":{\"least\":\"PT20S\",\"most\":\"PT30S\"}}}");
    Set<String> seen = new HashSet<>();
    for (int device = 0; device < 40; device++) {
      int before = it.truthOf("1").get("assigned").asInt();
      ServiceResponse answer = it.post("assets/associate", GIVE.replace("A\"]", device + "\"]"));
      assertThat(answer.fate()).isEqualTo(Fate.HANG);
      it.advance(Duration.ofSeconds(15));
      int soon = it.truthOf("1").get("assigned").asInt() - before;
      it.advance(Duration.ofSeconds(60));
      int later = it.truthOf("1").get("assigned").asInt() - before - soon;
      seen.add(soon + " " + later);
    }
    assertThat(seen).containsExactlyInAnyOrder("1 0", "0 1", "0 0");
  }

  @ParameterizedTest
  @CsvSource({"cutBefore, CUT_BEFORE_WORK", "serverError, ANSWER", "unavailable, ANSWER"})
  void doNothing(String fault, Fate fate) {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.faults("{\"answers\":{\"" + fault + "\":1}}");
    ServiceResponse answer = it.post("assets/associate", GIVE);

    assertThat(answer.fate()).isEqualTo(fate);
    assertThat(answer.status()).isGreaterThanOrEqualTo(500);
    assertThat(it.apple.nextDue()).isEmpty();
  }

  @Test
  void stayClosedAsLongAsRetryAfterSaysInEitherForm() {
    Set<Boolean> forms = new HashSet<>();
    for (int n = 0; n < 20; n++) {
      it.faults("{\"answers\":{\"unavailable\":1}}");
      ServiceResponse answer = it.get("assets");
      it.faults("{\"answers\":{\"unavailable\":0}}");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(VirtualApple.errorNumber(answer)).isEqualTo(9729);
      assertThat(it.get("assets").status()).isEqualTo(503);
      String value = answer.headers().get("retry-after");
      boolean seconds = value.matches("\\d+");
      forms.add(seconds);
      Instant until =
          seconds
              ? it.instant().plusSeconds(Long.parseLong(value))
              : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      it.advance(Duration.between(it.instant(), until));
      assertThat(it.get("assets").status()).isEqualTo(200);
    }
    assertThat(forms).containsExactlyInAnyOrder(true, false);
    JsonNode manners = it.truth().get("locations").get(0).get("manners");
    assertThat(manners.get("duringRetryAfter").asInt()).isEqualTo(20);
  }

  @Test
  void keepTheRatePerLocation() {
    it.faults("{\"rate\":{\"requestsPerSecond\":3}}");
    for (int n = 0; n < 3; n++) {
      assertThat(it.get("assets").status()).isEqualTo(200);
    }
    ServiceResponse tooMany = it.get("assets");
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(VirtualApple.errorNumber(tooMany)).isEqualTo(9646);
    assertThat(tooMany.headers()).containsKey("retry-after");
    it.choose("{\"access\":{\"retryAfterOnTooMany\":false}}");
    assertThat(it.get("assets").headers()).doesNotContainKey("retry-after");

    String other = it.portal.createLocation(it.organization, LocationSpec.school("B", "US"));
    IssuedToken token = it.portal.issueToken(other, TokenKind.FULL);
    assertThat(it.apple.handle(ServiceRequest.get("/mdm/v2/assets", token.text())).status())
        .isEqualTo(200);
    it.advance(Duration.ofSeconds(1));
    assertThat(it.get("assets").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "pendingLong, 0, true, COMPLETE",
    "pendingLong, 1, false, COMPLETE",
    "pendingForever, 0, true, PENDING",
    "pendingForever, 1, false, PENDING"
  })
  void hang(String fault, int undone, boolean doneInTime, String inTheEnd) {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.faults("{\"events\":{\"" + fault + "\":1,\"pendingUndone\":" + undone + "}}");
    String event = it.accepted("assets/associate", GIVE);
    it.advance(Duration.ofMinutes(10));

    assertThat(status(event)).isEqualTo("PENDING");
    assertThat(it.truthOf("1").get("assigned").asInt()).isEqualTo(doneInTime ? 1 : 0);
    it.advance(Duration.ofMinutes(60));
    assertThat(status(event)).isEqualTo(inTheEnd);
  }

  @Test
  void notHoldUpOtherEventsByHangingOnes() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.choose("{\"writing\":{\"concurrentEvents\":1}}");
    it.faults("{\"events\":{\"pendingForever\":1}}");
    it.accepted("assets/associate", GIVE);
    it.faults("{\"events\":{\"pendingForever\":0}}");
    String next = it.accepted("assets/associate", GIVE.replace("\"A\"", "\"B\""));
    it.advance(Duration.ofSeconds(20));

    assertThat(status(next)).isEqualTo("COMPLETE");
  }

  @Test
  void workOnEventsInTheirOrder() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.choose("{\"writing\":{\"concurrentEvents\":1}}");
    String first = it.accepted("assets/associate", GIVE);
    String second = it.accepted("assets/disassociate", GIVE);
    it.advance(Duration.ofSeconds(10));
    assertThat(status(first)).isEqualTo("COMPLETE");
    assertThat(status(second)).isEqualTo("PENDING");
    it.advance(Duration.ofSeconds(10));
    assertThat(status(second)).isEqualTo("COMPLETE");
  }

  @Test
  void failWholeEventsForMaintenance() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.faults("{\"events\":{\"maintenance\":1}}");
    JsonNode status = it.settled("assets/associate", GIVE);

    assertThat(status.get("failures").get(0).get("errorNumber").asInt()).isEqualTo(9644);
    assertThat(it.truthOf("1").get("assigned").asInt()).isZero();
  }

  @Test
  void failSingleTasks() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    it.faults("{\"events\":{\"taskFailure\":1}}");
    JsonNode status = it.settled("assets/associate", GIVE);

    assertThat(status.get("failures").get(0).get("errorNumber").asInt()).isEqualTo(9603);
  }

  @Test
  void forgetSettledEventsAfterAWhile() {
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    String event = it.accepted("assets/associate", GIVE);
    it.advance(Duration.ofHours(23));
    assertThat(status(event)).isEqualTo("COMPLETE");
    it.advance(Duration.ofHours(2));
    assertThat(VirtualApple.errorNumber(it.get("status?eventId=" + event))).isEqualTo(9708);
  }

  @Test
  void letTheStoreLagBehind() {
    it.faults("{\"storeLag\":{\"least\":\"PT30S\",\"most\":\"PT40S\"}}");
    it.portal.addAsset(it.uId, AssetSpec.app("1", 5));
    assertThat(it.portal.storeForDevice("1", "A")).isEqualTo(StoreView.NOT_LICENSED);
    it.settled("assets/associate", GIVE);
    assertThat(it.portal.storeForDevice("1", "A")).isEqualTo(StoreView.NOT_VISIBLE_YET);
    it.advance(Duration.ofSeconds(29));
    assertThat(it.portal.storeForDevice("1", "A")).isEqualTo(StoreView.NOT_VISIBLE_YET);
    it.advance(Duration.ofSeconds(11));
    assertThat(it.portal.storeForDevice("1", "A")).isEqualTo(StoreView.VISIBLE);
    it.settled("assets/disassociate", GIVE);
    assertThat(it.portal.storeForDevice("1", "A")).isEqualTo(StoreView.NOT_LICENSED);
  }

  @Test
  void happenAgainInTheSameWayWithTheSameSeed() {
    assertThat(transcript(11)).isEqualTo(transcript(11));
    assertThat(transcript(11)).isNotEqualTo(transcript(12));
  }

  @Test
  void refuseUnknownSettings() {
    assertThatThrownBy(() -> Faults.usual().merged("{\"nonsense\":1}"))
        .isInstanceOf(SettingsProblem.class);
    assertThatThrownBy(() -> Choices.likely().merged("[]")).isInstanceOf(SettingsProblem.class);
    assertThat(Faults.usual().merged("{}")).isEqualTo(Faults.usual());
    assertThat(Choices.likely().merged("{\"usersShared\":true}").usersShared()).isTrue();
  }

  private static String transcript(long seed) {
    VirtualApple apple = new VirtualApple(seed);
    apple.apple.set(Faults.usual());
    apple.portal.addAsset(apple.uId, AssetSpec.app("1", 5));
    StringBuilder transcript = new StringBuilder();
    for (int n = 0; n < 100; n++) {
      ServiceResponse answer = apple.post("assets/associate", GIVE);
      transcript.append(answer.fate()).append(answer.status()).append(answer.body());
      apple.advance(Duration.ofMillis(300));
    }
    return transcript.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/mdm/v2/service/config",
        "/WebObjects/MZStorePlatform.woa/wa/lookup?p=mdm-lockup&id=1",
        "/icons/1/60x60bb.png"
      })
  void strikeAnswersWithoutATokenOnlyWhenWanted(String path) {
    ServiceRequest open = ServiceRequest.get(path, null);
    it.portal.publish(
        new StoreItem(
            "1", "A", "B", "a.b", "iosSoftware", List.of(), List.of(), "1", 0, false, List.of()));
    it.faults("{\"answers\":{\"unavailable\":1}}");
    assertThat(it.apple.handle(open).status()).isEqualTo(200);

    it.faults("{\"answers\":{\"open\":1}}");
    ServiceResponse closed = it.apple.handle(open);
    assertThat(closed.status()).isEqualTo(503);
    assertThat(closed.headers()).containsKey("retry-after");
    it.faults("{\"answers\":{\"unavailable\":0,\"cutMidway\":1}}");
    assertThat(it.apple.handle(open).fate()).isEqualTo(Fate.CUT_MIDWAY);
    it.faults("{\"answers\":{\"cutMidway\":0,\"cutBefore\":1}}");
    assertThat(it.apple.handle(open).fate()).isEqualTo(Fate.CUT_BEFORE_WORK);
    it.faults("{\"answers\":{\"cutBefore\":0,\"hang\":1}}");
    assertThat(it.apple.handle(open).fate()).isEqualTo(Fate.HANG);
    it.faults("{\"answers\":{\"hang\":0,\"errorAfterWork\":1}}");
    assertThat(it.apple.handle(open).status()).isEqualTo(500);
  }

  private String status(String event) {
    return it.read("status?eventId=" + event).get("eventStatus").asString();
  }
}
