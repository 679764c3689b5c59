package dev.coster.exchange;

import java.time.Instant;
import java.util.Optional;

/** Takes leases for this node. */
final class Leases {
  private final Tables tables;
  private final Time time;
  private final String node;

  /**
   * For a node.
   *
   * @param node different for each start of each node, so that what an earlier process left behind
   *     is not mistaken for our own
   */
  Leases(Tables tables, Time time, String node) {
    this.tables = tables;
    this.time = time;
    this.node = node;
  }

  /** Takes the lease of a location that nobody serves. */
  Optional<Desk> take(int locationId) {
    Instant now = time.now();
    Instant until = now.plus(time.settings().leaseFor());
    return tables
        .transactions()
        .call(() -> tables.leases().take(locationId, node, now, until))
        .map(won -> won.silentUntilAtMost(now.plus(Pacer.LONGEST_SILENCE)))
        .map(won -> new Desk(tables, new Lease(locationId, node, won.fence()), won, until));
  }
}
