package dev.coster.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists: organizations, locations, tokens, the store's catalog, the settings, and
 * chance.
 */
final class World {
  final InstantSource clock;
  final Agenda agenda = new Agenda();

  /** Notifications that leave as soon as the lock is free. */
  final Deque<OutgoingNotification> outbox = new ArrayDeque<>();

  final Map<String, Organization> organizations = new LinkedHashMap<>();
  final Map<String, Location> locations = new LinkedHashMap<>();
  final Map<String, ContentToken> tokens = new LinkedHashMap<>();
  final Map<String, ContentToken> tokensById = new LinkedHashMap<>();
  final Map<String, StoreItem> catalog = new LinkedHashMap<>();
  final RequestLog log = new RequestLog();
  final long seed;

  /** For ids and secrets; apart from {@code luck}, so that other faults do not change the ids. */
  final RandomGenerator ids;

  final RandomGenerator luck;
  Faults faults = Faults.usual();
  Choices choices = Choices.likely();
  Limits limits = Limits.sample();
  String baseUrl = "https://simulator.invalid";

  World(InstantSource clock, long seed) {
    this.clock = clock;
    this.seed = seed;
    RandomGeneratorFactory<RandomGenerator> factory = RandomGeneratorFactory.of("L64X128MixRandom");
    this.ids = factory.create(seed);
    this.luck = factory.create(seed ^ 0x1F83D9ABFB41BD6BL);
  }

  Instant now() {
    return clock.instant();
  }

  int second() {
    return (int) now().getEpochSecond();
  }

  boolean chance(double share) {
    return share > 0 && luck.nextDouble() < share;
  }

  String newUuid() {
    return new UUID(ids.nextLong(), ids.nextLong()).toString();
  }

  String newHex(int bytes) {
    byte[] random = new byte[bytes];
    ids.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  Location location(String uId) {
    Location location = locations.get(uId);
    if (location == null) {
      throw new PortalRefusal(404, "No location has the uId " + uId);
    }
    return location;
  }

  @Nullable ContentToken token(String text) {
    return tokens.get(text);
  }

  /** A serial number as Apple keeps it. */
  String asKept(String serialNumber) {
    return choices.writing().serialNumbersUppercased()
        ? serialNumber.trim().toUpperCase(Locale.ROOT)
        : serialNumber;
  }
}
