package dev.coster.simulation;

import dev.coster.simulator.Choices;
import dev.coster.simulator.Choices.Access;
import dev.coster.simulator.Choices.Inviting;
import dev.coster.simulator.Choices.Longest;
import dev.coster.simulator.Choices.Order;
import dev.coster.simulator.Choices.ReadOnlyRefusal;
import dev.coster.simulator.Choices.Reading;
import dev.coster.simulator.Choices.Repeated;
import dev.coster.simulator.Choices.RetiredAssets;
import dev.coster.simulator.Choices.RetiredCount;
import dev.coster.simulator.Choices.Shortage;
import dev.coster.simulator.Choices.Subscribing;
import dev.coster.simulator.Choices.UnlimitedAssets;
import dev.coster.simulator.Choices.Unsubscribing;
import dev.coster.simulator.Choices.Writing;
import dev.coster.simulator.Faults;
import dev.coster.simulator.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What a seed decides for the simulated Apple. */
final class Luck {
  /** Of our people's addresses one is longer. */
  private static final int LONGEST_EMAIL = "p1@school.test".length();

  private final Random random;
  private final Random apart;
  private final int rate;
  private final boolean published;
  private final boolean small;

  /**
   * Draws from the simulation's chance, and from one apart what came later, so that the seeds known
   * before go on as they did.
   */
  Luck(Random random, Random apart) {
    this.random = random;
    this.apart = apart;
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

  /** Every switch for what Apple has not documented. */
  Choices choices() {
    return new Choices(
        new Reading(
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            apart.nextBoolean(),
            one(apart, RetiredCount.values())),
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
            one(apart, Order.values()),
            one(apart, Order.values())),
        new Subscribing(
            random.nextBoolean(),
            random.nextBoolean(),
            one(apart, RetiredAssets.values()),
            apart.nextBoolean(),
            one(apart, UnlimitedAssets.values()),
            apart.nextBoolean(),
            one(apart, Unsubscribing.values())),
        new Access(
            random.nextBoolean() ? 200 : 401,
            random.nextBoolean() ? 200 : 403,
            random.nextBoolean(),
            random.nextBoolean(),
            published,
            Duration.ofSeconds(apart.nextBoolean() ? 1 : 10),
            one(apart, ReadOnlyRefusal.values()),
            Duration.ofMinutes(apart.nextBoolean() ? 0 : 5)),
        new Inviting(
            Duration.ofMinutes(apart.nextBoolean() ? 0 : 10), one(apart, Repeated.values())),
        new Longest(apart.nextBoolean() ? 0 : 36, apart.nextBoolean() ? 0 : LONGEST_EMAIL),
        random.nextBoolean(),
        apart.nextBoolean());
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
                {"rate": {"requestsPerSecond": %d}, "answers": {"open": 1, "hang": 0.002},
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
                "cutMidway": 0.03, "hang": 0.02, "serverError": 0.04, "unavailable": 0.02}}
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
