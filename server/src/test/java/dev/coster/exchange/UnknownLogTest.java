package dev.coster.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.apple.AppleAddresses;
import dev.coster.apple.AppleLocation;
import dev.coster.apple.AppleOperation;
import dev.coster.apple.AssignmentsQuery;
import dev.coster.apple.ClientSettings;
import dev.coster.apple.ContentToken;
import dev.coster.apple.Reply;
import dev.coster.apple.TrafficListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of fields that nobody here knows. */
final class UnknownLogTest {
  private final List<String> told = new ArrayList<>();
  private final UnknownLog log = new UnknownLog(told::add);
  private final ScriptedApple apple = new ScriptedApple();
  private final AppleLocation location =
      new AppleLocation(
          apple,
          new AppleAddresses(ExchangeWorld.BASE),
          ContentToken.of("dG9rZW4x"),
          ClientSettings.DEFAULT.withListener(
              new TrafficListener() {
                @Override
                public void answered(AppleOperation operation, Reply<?> reply, long nanos) {
                  log.saw(operation, reply);
                }
              }));

  @Test
  void eachFieldIsToldOncePerOperationWithAnExampleThatIsNoSecret() {
    for (int i = 0; i < 3; i++) {
      apple.next(
          "/assignments",
          ScriptedApple.answer(
              200,
              """
              {"uId": "uid-1", "totalPages": 1, "assignments": [
                {"adamId": "1", "pricingParam": "STDQ", "serialNumber": "S", "tier": "GOLD"},
                {"adamId": "2", "pricingParam": "STDQ", "serialNumber": "T", "passToken": "s3cret"}]}
              """));
      apple.next(
          "/status",
          apple.status("\"eventStatus\": \"PENDING\", \"tier\": 7, \"more\": {\"a\": 1}"));
      location.assignments(AssignmentsQuery.page(0));
      location.status("e");
    }
    assertThat(told)
        .containsExactlyInAnyOrder(
            "Apple's answer to ASSIGNMENTS has the field assignments.tier that Coster does not know,"
                + " for instance \"GOLD\"",
            "Apple's answer to ASSIGNMENTS has the field assignments.passToken that Coster does not"
                + " know, for instance a text of 6 characters",
            "Apple's answer to STATUS has the field tier that Coster does not know, for instance 7",
            "Apple's answer to STATUS has the field more that Coster does not know, for instance an"
                + " object");
  }
}
