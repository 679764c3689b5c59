package dev.coster.platform;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * New ids: UUIDs of version 7 (RFC 9562), 48 bits of time and 74 of chance. Neighbors in time are
 * neighbors in an index. Thread-safe if its random generator is.
 */
public final class Ids {
  private final InstantSource clock;
  private final RandomGenerator random;

  /** With a generator of the caller's choice; simulations give a seeded one. */
  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** With ids that nobody can guess. */
  public static Ids secure(InstantSource clock) {
    return new Ids(clock, new SecureRandom());
  }

  /** A new id. */
  public UUID next() {
    long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
