package dev.coster.people;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * Fresh identities for persons who have none at Apple yet: random, so that they say nothing of the
 * person. A simulation gives a seeded source. Thread-safe.
 */
@FunctionalInterface
public interface ClientUserIds extends Supplier<UUID> {}
