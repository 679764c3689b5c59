package dev.coster.simulation;

import dev.coster.simulator.Choices;
import dev.coster.simulator.Choices.Access;
import dev.coster.simulator.Choices.Reading;
import dev.coster.simulator.Choices.Repeated;
import dev.coster.simulator.Choices.Shortage;
import dev.coster.simulator.Choices.Subscribing;
import dev.coster.simulator.Choices.Writing;
import dev.coster.simulator.Faults;
import java.time.Duration;
import java.util.Random;

/** What a seed decides for the simulated Apple. */
final class Luck {
  private Luck() {}

  /** Every switch for what Apple has not documented. */
  static Choices choices(Random random) {
    return new Choices(
        new Reading(
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean()),
        new Writing(
            one(random, Repeated.values()),
            one(random, Repeated.values()),
            one(random, Repeated.values()),
            one(random, Shortage.values()),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            1 + random.nextInt(4),
            random.nextBoolean() ? Duration.ofDays(1) : Duration.ofMinutes(10)),
        new Subscribing(random.nextBoolean(), random.nextBoolean(), random.nextBoolean()),
        new Access(
            random.nextBoolean() ? 200 : 401,
            random.nextBoolean() ? 200 : 403,
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean()),
        random.nextBoolean());
  }

  /** An ordinary bad day, or a worse one. */
  static Faults faults(Random random) {
    Faults usual = Faults.usual();
    return switch (random.nextInt(5)) {
      case 0 ->
          usual.merged(
              """
              {"answers": {"lostAnswer": 0.06, "errorAfterWork": 0.04, "cutBefore": 0.06,
                "cutMidway": 0.03, "serverError": 0.04, "unavailable": 0.02}}
              """);
      case 1 ->
          usual.merged(
              """
              {"events": {"maintenance": 0.1, "taskFailure": 0.1, "pendingLong": 0.15,
                "pendingForever": 0.1}}
              """);
      case 2 ->
          usual.merged(
              """
              {"notifications": {"late": 0.3, "doubled": 0.3, "lost": 0.4},
               "pages": {"assignments": 3, "users": 2, "phantomChange": 0.25}}
              """);
      default -> usual;
    };
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
