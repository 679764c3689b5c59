package dev.coster.simulation;

import dev.coster.simulator.Choices;
import dev.coster.simulator.Choices.Access;
import dev.coster.simulator.Choices.Reading;
import dev.coster.simulator.Choices.Repeated;
import dev.coster.simulator.Choices.Shortage;
import dev.coster.simulator.Choices.Subscribing;
import dev.coster.simulator.Choices.Writing;
import dev.coster.simulator.Faults;
import dev.coster.simulator.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What a seed decides for the simulated Apple. */
final class Luck {
  private final Random random;
  private final int rate;
  private final boolean published;
  private final boolean small;

  Luck(Random random) {
    this.random = random;
    this.rate = List.of(15, 15, 15, 5, 3).get(random.nextInt(5));
    this.published = random.nextBoolean();
    this.small = random.nextBoolean();
  }

  /** Apple's published rate; 0 = none is published. */
  double publishedRate() {
    return published ? rate : 0;
  }

  /** Apple's limits: as in its sample, or such that a wish becomes many requests. */
  Limits limits() {
    return small ? fewer(3, 6) : Limits.sample();
  }

  /** Apple lowers them. */
  Limits lowered() {
    return small ? fewer(2, 3) : fewer(4, 8);
  }

  private Limits fewer(int assets, int holders) {
    return Limits.sample()
        .merged(
            """
            {"maxAssets": %d, "maxSerialNumbers": %d, "maxClientUserIds": %d, "maxUsers": %d}
            """
                .formatted(
                    1 + random.nextInt(assets),
                    2 + random.nextInt(holders),
                    2 + random.nextInt(holders),
                    1 + random.nextInt(3)));
  }

  /** The switches for what Apple has not documented; the latest ones stay as is likely. */
  Choices choices() {
    Choices likely = Choices.likely();
    return new Choices(
        new Reading(
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            likely.reading().movingCuts(),
            likely.reading().retiredCount()),
        new Writing(
            one(random, Repeated.values()),
            one(random, Repeated.values()),
            one(random, Repeated.values()),
            one(random, Shortage.values()),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            1 + random.nextInt(4),
            random.nextBoolean() ? Duration.ofDays(1) : Duration.ofMinutes(10),
            likely.writing().taskOrder(),
            likely.writing().eventOrder()),
        new Subscribing(
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            likely.subscribing().failedUsersInError(),
            likely.subscribing().unlimitedAssets(),
            likely.subscribing().renameTold()),
        new Access(
            random.nextBoolean() ? 200 : 401,
            random.nextBoolean() ? 200 : 403,
            random.nextBoolean(),
            random.nextBoolean(),
            published,
            likely.access().rateWindow(),
            likely.access().readOnly(),
            likely.access().oldTokenKept()),
        likely.inviting(),
        random.nextBoolean(),
        likely.userIdsIgnoreCase());
  }

  /** No fault any more, at the same rate. */
  Faults none() {
    return Faults.none()
        .merged(
            """
            {"rate": {"requestsPerSecond": %d}, "events": {"stepTasks": 3}}
            """
                .formatted(rate));
  }

  /** A bad day on which everything that was begun comes to an end. */
  Faults withoutHanging() {
    return faults()
        .merged(
            """
            {"events": {"pendingLong": 0, "pendingForever": 0}}
            """);
  }

  /** An ordinary bad day, or a worse one. */
  Faults faults() {
    Faults usual =
        Faults.usual()
            .merged(
                """
                {"rate": {"requestsPerSecond": %d},
                 "events": {"anyDuration": 0.5, "stepTasks": %d,
                   "pendingFor": {"least": "PT11M", "most": "PT13M"}},
                 "notifications": {"elements": %d,
                   "lateBy": {"least": "PT1M", "most": "PT5M"}}}
                """
                    .formatted(rate, 1 + random.nextInt(20), 1 + random.nextInt(10)));
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
