package dev.coster.sync;

import dev.coster.platform.Actor;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pulling Apple's state in. Thread-safe. */
public interface Sync {

  /**
   * Reads everything of a location anew, as a job. A running one is returned instead of a second.
   */
  UUID syncNow(int locationId, Actor actor);

  /** How fresh the picture of each visible location is. */
  List<Freshness> freshness(Visibility visibility);

  /**
   * Freshness of a location's picture; null = never read.
   *
   * @param running what is being read now, in words, with how far it is
   */
  record Freshness(
      int locationId,
      @Nullable Instant assetsAsOf,
      @Nullable Instant usersAsOf,
      @Nullable Instant assignmentsAsOf,
      @Nullable Instant fullyReadAt,
      @Nullable String running) {}

  /**
   * Stores a notification of Apple's before it is answered. Duplicates (same notification id) are
   * not stored twice.
   *
   * @param body Apple's JSON, already authenticated
   * @return empty when the location is not known or the body is not Apple's envelope
   */
  Optional<Long> receive(int locationId, byte[] body);

  /**
   * Works off stored notifications; returns how many. One thread at a time is enough; several are
   * safe.
   */
  int workInbox(int atMost);

  /** What came in lately, for the location's page. */
  List<Received> received(Visibility visibility, int locationId, long before, int limit);

  /** The newest of them. */
  default List<Received> received(Visibility visibility, int locationId, int limit) {
    return received(visibility, locationId, Long.MAX_VALUE, limit);
  }

  /** A notification that came in. */
  record Received(long id, Instant at, String type, String state, @Nullable String note) {}
}
