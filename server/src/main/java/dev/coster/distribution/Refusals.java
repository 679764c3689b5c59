package dev.coster.distribution;

import dev.coster.apple.ErrorNumber;
import org.jspecify.annotations.Nullable;

/** Why a license was refused, in plain words. */
final class Refusals {
  private Refusals() {}

  /** For instance "There are not enough licenses. (Apple's number 9709)". */
  static String words(@Nullable Integer errorNumber, @Nullable String errorMessage) {
    if (errorNumber == null || errorNumber == 0) {
      return errorMessage == null || errorMessage.isBlank()
          ? "Apple did not do it, and gave no reason."
          : errorMessage;
    }
    String meaning =
        ErrorNumber.of(errorNumber)
            .map(ErrorNumber::whatHappened)
            .orElseGet(() ->
                errorMessage == null || errorMessage.isBlank()
                    ? "Apple refused it for a reason that Coster does not know."
                    : "Apple refused it: " + errorMessage);
    return "%s (Apple's number %d)".formatted(meaning, errorNumber);
  }
}
