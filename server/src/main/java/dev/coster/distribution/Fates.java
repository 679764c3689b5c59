package dev.coster.distribution;

import dev.coster.exchange.Operation;
import dev.coster.exchange.Outcome;
import dev.coster.exchange.PairResult;
import dev.coster.exchange.Request;
import dev.coster.exchange.Requests.Story;
import org.jspecify.annotations.Nullable;

/** How one pair fared in a request: as the whole, unless it is known to have fared differently. */
final class Fates {
  private Fates() {}

  static boolean gives(Request request) {
    return request.operation() == Operation.ASSOCIATE;
  }

  static boolean withdrawn(Request request) {
    return request.outcome() == Outcome.WITHDRAWN;
  }

  static boolean refused(Story story) {
    PairResult result = story.result();
    return result == null
        ? story.request().outcome() == Outcome.REFUSED
        : result == PairResult.REFUSED || result == PairResult.NOT_DONE;
  }

  static @Nullable Integer number(Story story) {
    return story.result() == null ? story.request().errorNumber() : story.errorNumber();
  }

  static @Nullable String message(Story story) {
    return story.result() == null ? story.request().errorMessage() : story.errorMessage();
  }
}
