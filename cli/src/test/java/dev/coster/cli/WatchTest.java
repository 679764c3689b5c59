package dev.coster.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coster.api.JobsApi;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Following a job. */
final class WatchTest {
  private static final UUID ID = new UUID(7, 7);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StringWriter out = new StringWriter();
  private int pauses;

  private int follow(String address, int columns) {
    Screen screen = new Screen(new PrintWriter(out, true), new PrintWriter(out, true), false, JSON);
    JobsApi jobs =
        new Remote(URI.create(address), "t", HttpClient.newHttpClient(), JSON).api(JobsApi.class);
    return new Watch(jobs, screen, columns, () -> pauses++).follow(ID);
  }

  private static String job(String state, boolean finished) {
    return job(state, finished, 0);
  }

  private static String job(String state, boolean finished, int notAsked) {
    return """
    {"id": "%s", "kind": "distribution.give", "title": "Give Pages to 300 devices of the North",
     "state": "%s", "by": "Ada", "createdAt": "2026-01-01T00:00:00Z", "total": 300,
     "succeeded": 12, "refused": 0, "notAsked": %d, "canceling": false, "note": "Waits for Apple's answer to 28 requests."%s}
    """
        .formatted(
            ID, state, notAsked, finished ? ", \"finishedAt\": \"2026-01-01T00:00:09Z\"" : "");
  }

  @Test
  void aLineIsNeverWiderThanTheTerminal() {
    try (StubServer server = new StubServer()) {
      server.answer(200, job("RUNNING", false)).answer(200, job("DONE", true));
      assertThat(follow(server.address(), 60)).isZero();
    }
    String[] lines = out.toString().split("\r\u001b\\[2K", -1);
    assertThat(lines[1]).hasSize(59).endsWith("…").contains("running");
    assertThat(lines[2]).contains("done").contains("12 of 300 confirmed");
  }

  @Test
  void aFailureIsToldWithItsCode() {
    try (StubServer server = new StubServer()) {
      server.answer(
          200,
          job("FAILED", true)
              .replace(
                  "\"note\":",
                  "\"errorCode\": \"location.token.expired\", \"errorDetail\": \"It expired.\", \"note\":"));
      assertThat(follow(server.address(), 0)).isEqualTo(4);
    }
    assertThat(out.toString().strip()).endsWith("– It expired. (code location.token.expired)");
  }

  @Test
  void whatWasNeverAskedForIsNotDone() {
    try (StubServer server = new StubServer()) {
      server.answer(200, job("DONE", true, 5));
      assertThat(follow(server.address(), 0)).isEqualTo(4);
    }
  }

  @Test
  void aJobThatIsBeingCanceledSaysSo() {
    try (StubServer server = new StubServer()) {
      server
          .answer(200, job("RUNNING", false).replace("\"canceling\": false", "\"canceling\": true"))
          .answer(200, job("CANCELED", true));
      follow(server.address(), 0);
    }
    assertThat(out.toString()).containsSubsequence("being canceled", "canceled");
  }

  @Test
  void aRestartOfTheServerDoesNotEndIt() {
    try (StubServer server = new StubServer()) {
      server
          .answer(200, job("RUNNING", false))
          .answer(503, "<html>starting")
          .answer(502, "<html>starting")
          .answer(200, job("DONE", true));
      assertThat(follow(server.address(), 0)).isZero();
    }
    assertThat(out.toString()).containsSubsequence("running", "asking again", "done");
  }

  @Test
  void aServerThatStaysAwayEndsItAndTheJobIsNamed() {
    assertThatThrownBy(() -> follow("http://127.0.0.1:1", 0))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("coster job watch " + ID);
    assertThat(pauses).isGreaterThan(100);
  }
}
