package dev.coster.location;

import dev.coster.location.LocationAdministration.TokenState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a location and the claim on it come to: the one place where the state of a
 * location is derived.
 *
 * @param error Apple's number that caused the state, if one did
 */
record Condition(LocationState state, @Nullable Integer error) {
  static final int MANAGED_BY_APPLE = 9645;

  /** As much of a token as matters here. */
  record TokenFact(TokenState state, @Nullable Integer error, Instant since) {}

  /**
   * Derives the condition. One good token is enough; a token that may only read says more about the
   * location than who claims it, since nobody could be taken over with it; without any that reads,
   * the newest fault counts.
   */
  static Condition of(List<TokenFact> tokens, boolean claimedElsewhere) {
    if (tokens.stream().anyMatch(token -> token.state() == TokenState.USABLE)) {
      return new Condition(
          claimedElsewhere ? LocationState.CLAIMED_ELSEWHERE : LocationState.USABLE, null);
    }
    return tokens.stream()
        .filter(token -> token.state() == TokenState.READ_ONLY)
        .findFirst()
        .or(() -> newestFault(tokens))
        .map(token -> new Condition(stateBy(token), token.error()))
        .orElse(new Condition(LocationState.TOKEN_INVALID, null));
  }

  private static java.util.Optional<TokenFact> newestFault(List<TokenFact> tokens) {
    return tokens.stream()
        .filter(token -> token.state() != TokenState.REPLACED)
        .max(Comparator.comparing(TokenFact::since));
  }

  private static LocationState stateBy(TokenFact token) {
    Integer error = token.error();
    return switch (token.state()) {
      case USABLE -> LocationState.USABLE;
      case READ_ONLY ->
          error != null && error == MANAGED_BY_APPLE
              ? LocationState.MANAGED_BY_APPLE
              : LocationState.READ_ONLY;
      case EXPIRED -> LocationState.TOKEN_EXPIRED;
      case REVOKED -> LocationState.TOKEN_REVOKED;
      case INVALID, REPLACED -> LocationState.TOKEN_INVALID;
      case LEGACY -> LocationState.TOKEN_LEGACY;
    };
  }
}
