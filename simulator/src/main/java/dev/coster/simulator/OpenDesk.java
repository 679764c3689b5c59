package dev.coster.simulator;

import java.time.Duration;
import java.util.function.Supplier;

/** What goes wrong with answers that need no token: service config, metadata lookup, icons. */
final class OpenDesk {
  private final World world;

  OpenDesk(World world) {
    this.world = world;
  }

  ServiceResponse answer(Supplier<ServiceResponse> work) {
    if (!world.chance(world.faults.answers().open())) {
      return work.get();
    }
    return switch (Mishap.draw(world)) {
      case NONE -> work.get();
      case SERVER_ERROR -> error(AppleError.INTERNAL_ERROR);
      case UNAVAILABLE -> later(AppleError.UNAVAILABLE);
      case TOO_MANY -> later(AppleError.TOO_MANY_REQUESTS);
      case CUT_BEFORE -> ServiceResponse.json(503, "").withFate(Fate.CUT_BEFORE_WORK);
      case ERROR_AFTER_WORK -> ServiceDesk.brokenGateway();
      case LOST -> work.get().withFate(Fate.LOSE_ANSWER_AFTER_WORK);
      case CUT_MIDWAY -> work.get().withFate(Fate.CUT_MIDWAY);
      case HANG -> work.get().withFate(Fate.HANG);
    };
  }

  private ServiceResponse later(AppleError error) {
    Duration wait = world.faults.answers().retryAfter().pick(world.luck);
    return error(error).withHeader("retry-after", Long.toString(wait.toSeconds() + 1));
  }

  private static ServiceResponse error(AppleError error) {
    return ServiceResponse.json(
        error.status, Json.object(json -> Json.error(json, error, ErrorInfo.none())));
  }
}
