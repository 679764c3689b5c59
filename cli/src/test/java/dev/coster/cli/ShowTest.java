package dev.coster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices, people, results and selections: what is shown, and what the server is asked. */
final class ShowTest {
  private static final String JOB = "00000000-0000-0007-0000-000000000007";
  private static final String DEVICE =
      """
      {"id": 7, "serialNumber": "S7", "name": "iPad 7", "site": "Main", "incomplete": true,
       "removed": false}
      """;
  private static final String PERSON =
      """
      {"id": 3, "name": "Ada", "email": "ada@x.example", "notes": "left", "site": "Main",
       "state": "NEW", "licenses": 2, "devices": 0, "incomplete": false}
      """;
  private static final String RESULTS =
      """
      {"items": [{"assetId": 4, "appleAsset": "361309726:STDQ", "assetName": "Pages, new", "holderId": 5, "holder": "=iPad",
                  "state": "REFUSED", "errorNumber": 9709, "reason": "none is left"}],
       "next": %s}
      """;

  private final StubServer server = new StubServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void end() {
    server.close();
  }

  private int run(String... arguments) {
    return CosterCli.run(
        arguments,
        Map.of("COSTER_SERVER", server.address(), "COSTER_TOKEN", "secret"),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  @Test
  void aDeviceIsFoundByItsSerialNumberAndAnUnknownCountIsNoZero() {
    server
        .answer(200, "{\"items\": [" + DEVICE + "]}")
        .answer(200, DEVICE)
        .answer(200, "{\"items\": []}")
        .answer(200, "{\"items\": [], \"notReadAt\": [\"South\"]}");
    assertThat(run("device", "show", "s7")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("licenses       – (not read yet)")
        .contains("Not read yet, and so not known: South.");
    assertThat(server.asked().get(1)).startsWith("GET /api/v1/devices/7");
  }

  @Test
  void aPersonIsShownWithTheInvitation() {
    server
        .answer(200, PERSON)
        .answer(
            200,
            """
            {"items": [{"locationId": 1, "location": "North", "holderId": 12, "clientUserId": "c",
                        "appleStatus": "Registered", "state": "NEW",
                        "inviteUrl": "https://x.example/i"}]}
            """)
        .answer(200, "{\"items\": []}");
    assertThat(run("person", "show", "3")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("left").contains("https://x.example/i").contains("North");
  }

  @Test
  void resultsAsCsvAreAllOfThemAndSafe() {
    server.answer(200, RESULTS.formatted("\"more\"")).answer(200, RESULTS.formatted("null"));
    assertThat(run("job", "results", JOB, "--state", "REFUSED", "--csv")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "Asset,Apple's id,App or book,Holder,For,State,Apple's number,Why\r\n"
                + "4,361309726:STDQ,\"Pages, new\",5,'=iPad,REFUSED,9709,none is left\r\n"
                    .repeat(2));
    assertThat(server.asked().getFirst()).contains("state=REFUSED").contains("limit=1000");
    assertThat(server.asked().getLast()).contains("cursor=more");
    assertThat(run("--json", "job", "results", JOB, "--csv")).isEqualTo(2);
  }

  @Test
  void aCsvSaysWhereNothingWasRead() {
    server.answer(200, "{\"items\": [" + PERSON + "], \"notReadAt\": [\"South\"]}");
    assertThat(run("person", "list", "--csv")).isZero();
    assertThat(out.toString())
        .startsWith("Id,Name,Mail,State,Licenses,Devices,Not read at\r\n")
        .endsWith("\r\n3,Ada,ada@x.example,NEW,2,0,South\r\n");
    assertThat(err.toString()).contains("Not read yet, and so not known: South.");
  }

  private static String plan(int pairs, String reason) {
    return """
    {"id": "%s", "hash": "h", "verb": "GIVE", "location": 1, "pairs": %d, "registrations": 0,
     "permanent": 0, "givenByOthers": 0, "requests": 1, "estimatedSeconds": 2, "assets": [],
     "leftOut": [{"reason": "%s", "inWords": "told why", "assetId": 4, "pairs": 2,
                  "examples": []}],
     "expiresAt": "2026-01-01T00:00:00Z", "incomplete": false}
    """
        .formatted(JOB, pairs, reason);
  }

  private static String done() {
    return """
    {"id": "%s", "kind": "distribution.give", "title": "Give", "state": "DONE", "by": "Ada",
     "createdAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:09Z", "total": 3,
     "succeeded": 3, "refused": 0, "notAsked": 0, "canceling": false}
    """
        .formatted(JOB);
  }

  private int give(String reason, int pairs) {
    server.answer(200, plan(pairs, reason)).answer(200, done()).answer(200, done());
    return run("--json", "license", "give", "--asset", "1", "--device", "S", "--yes");
  }

  @Test
  void whoeverIsLeftOutWithoutHavingItIsNotDone() {
    assertThat(give("NO_LICENSE_FREE", 3)).isEqualTo(4);
    assertThat(err.toString()).contains("Left out, 2 of app or book #4: told why");
    assertThat(out.toString()).contains("\"succeeded\":3").doesNotContain("Left out");
  }

  @Test
  void whoeverHasItAlreadyIsDone() {
    assertThat(give("ALREADY_HELD", 3)).isZero();
  }

  @Test
  void aPlanThatLeavesEverybodyOutSaysSo() {
    server.answer(200, plan(0, "NO_LICENSE_FREE")).answer(200, plan(0, "ALREADY_HELD"));
    assertThat(run("license", "give", "--asset", "1", "--device", "S", "--yes")).isEqualTo(4);
    assertThat(out.toString()).contains("everybody who was chosen is left out");
    assertThat(run("license", "give", "--asset", "1", "--device", "S", "--yes")).isZero();
    assertThat(out.toString()).contains("Nothing is left to do.");
  }

  @Test
  void aPlanThatWasOvertakenOrRunIsNotAskedFor() {
    String kept = "{\"plan\": " + plan(3, "ALREADY_HELD") + ", \"changed\": ";
    server.answer(200, kept + "true}");
    assertThat(run("plan", "run", JOB, "--yes")).isEqualTo(1);
    assertThat(err.toString()).contains("coster plan again " + JOB);
    assertThat(server.asked()).hasSize(1);
    server.answer(200, kept + "true, \"jobId\": \"" + JOB + "\"}").answer(200, done());
    assertThat(run("plan", "run", JOB)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("It was run before");
    assertThat(server.asked()).hasSize(3).last().asString().startsWith("GET");
  }

  @Test
  void everythingAndSingleAppsAtOnceAreRefused() {
    assertThat(run("license", "take-back", "--asset", "1", "--everything", "--all-people", "--yes"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--everything takes back all");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aSelectionMayBeASearch() {
    run("license", "give", "--asset", "1", "--all-devices", "--search", "Middle", "--yes");
    assertThat(server.asked().getLast()).contains("\"allDevices\":{\"text\":\"Middle\"}");
    run("license", "take-back", "--everything", "--all-people", "--state", "RETIRED", "--yes");
    assertThat(server.asked().getLast())
        .contains("\"allPeople\":{\"text\":null,\"state\":\"RETIRED\"}")
        .contains("\"everything\":true");
    run("license", "take-back", "--asset", "1", "--all-holders", "--unlinked", "--yes");
    assertThat(server.asked().getLast()).contains("\"unlinked\":true");
  }

  @Test
  void aSearchThatNarrowsNothingIsRefused() {
    assertThat(run("license", "give", "--asset", "1", "--device", "S", "--search", "Middle"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--search narrows");
    assertThat(run("license", "take-back", "--all-devices")).isEqualTo(2);
    assertThat(
            run("license", "take-back", "--asset", "1", "--all-devices", "--search", "", "--yes"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--search is empty");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aStoryIsAskedForByDevice() {
    server.answer(
        200,
        """
        {"sentence": "It has it.", "waitsFor": "NOBODY", "held": true, "chapters": []}
        """);
    assertThat(run("license", "story", "--location", "1", "--asset", "4", "--device", "7"))
        .as(err.toString())
        .isZero();
    assertThat(server.asked().getLast()).contains("asset=4").contains("device=7");
  }
}
