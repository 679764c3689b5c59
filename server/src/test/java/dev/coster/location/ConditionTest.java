package dev.coster.location;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coster.location.Condition.TokenFact;
import dev.coster.location.LocationAdministration.TokenState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionTest {

  /** Tokens are written newest fault last, with Apple's number behind a colon. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "USABLE,                             false, USABLE,            -",
        "USABLE,                             true,  CLAIMED_ELSEWHERE, -",
        "READ_ONLY:9637 USABLE,              false, USABLE,            -",
        "EXPIRED:9621 USABLE,                false, USABLE,            -",
        "READ_ONLY:9637,                     false, READ_ONLY,         9637",
        "READ_ONLY:9637,                     true,  READ_ONLY,         9637",
        "READ_ONLY:9645,                     false, MANAGED_BY_APPLE,  9645",
        "READ_ONLY:9645,                     true,  MANAGED_BY_APPLE,  9645",
        "READ_ONLY:9637 REVOKED:9625,        false, READ_ONLY,         9637",
        "EXPIRED:9621,                       false, TOKEN_EXPIRED,     9621",
        "EXPIRED:9621,                       true,  TOKEN_EXPIRED,     9621",
        "REVOKED:9625,                       false, TOKEN_REVOKED,     9625",
        "INVALID:9622,                       false, TOKEN_INVALID,     9622",
        "INVALID:9601,                       false, TOKEN_INVALID,     9601",
        "LEGACY:9647,                        false, TOKEN_LEGACY,      9647",
        "EXPIRED:9621 REVOKED:9625,          false, TOKEN_REVOKED,     9625",
        "REVOKED:9625 EXPIRED:9621,          false, TOKEN_EXPIRED,     9621",
        "REVOKED:9625 REPLACED,              false, TOKEN_REVOKED,     9625",
        "REPLACED,                           false, TOKEN_INVALID,     -",
        "'',                                 false, TOKEN_INVALID,     -",
      })
  void tokensAndClaimMakeTheState(
      String tokens, boolean claimedElsewhere, LocationState state, Integer error) {
    assertThat(Condition.of(facts(tokens), claimedElsewhere))
        .isEqualTo(new Condition(state, error));
  }

  private static List<TokenFact> facts(String tokens) {
    List<String> words =
        Arrays.stream(tokens.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    return words.stream().map(word -> fact(word, words.indexOf(word))).toList();
  }

  private static TokenFact fact(String word, int order) {
    String[] parts = word.split(":", -1);
    return new TokenFact(
        TokenState.valueOf(parts[0]),
        parts.length == 1 ? null : Integer.valueOf(parts[1]),
        Instant.EPOCH.plusSeconds(order));
  }
}
