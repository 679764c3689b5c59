package dev.coster.sync;

import dev.coster.exchange.Exchange;
import dev.coster.platform.Actor;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Readings and notifications, kept in the database. */
final class StoredSync implements Sync {
  private final SyncParts parts;
  private final FullSync fullSync;
  private final FreshnessStore freshness;
  private final NotificationStore notifications;
  private final Inbox inbox;
  private final Exchange exchange;
  private final InstantSource clock;

  StoredSync(
      SyncParts parts,
      FullSync fullSync,
      FreshnessStore freshness,
      NotificationStore notifications,
      Inbox inbox,
      Exchange exchange,
      InstantSource clock) {
    this.parts = parts;
    this.fullSync = fullSync;
    this.freshness = freshness;
    this.notifications = notifications;
    this.inbox = inbox;
    this.exchange = exchange;
    this.clock = clock;
  }

  @Override
  public UUID syncNow(int locationId, Actor actor) {
    return parts
        .transactions()
        .call(() -> {
          Transactions.afterCommit(() -> exchange.nudge(locationId));
          return fullSync.start(locationId, actor, clock.instant());
        });
  }

  /** Reads a location that can be read again, or for the first time. */
  void usable(int locationId) {
    Instant now = clock.instant();
    parts.schedules().ensure(locationId, now);
    parts.schedules().dueNow(locationId, now);
    Transactions.afterCommit(() -> exchange.nudge(locationId));
  }

  @Override
  public List<Freshness> freshness(Visibility visibility) {
    return freshness.of(visibility);
  }

  @Override
  public Optional<Long> receive(int locationId, byte[] body) {
    OptionalLong id = inbox.receive(locationId, body);
    return id.isPresent() ? Optional.of(id.getAsLong()) : Optional.empty();
  }

  @Override
  public int workInbox(int atMost) {
    return inbox.work(atMost);
  }

  @Override
  public List<Received> received(Visibility visibility, int locationId, long before, int limit) {
    if (limit < 1) {
      throw Problem.invalid(
          "list.limit", "A list cannot have " + limit + " rows.", "Ask for more.");
    }
    return notifications.latest(visibility, locationId, before, limit);
  }
}
