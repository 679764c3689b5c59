package dev.coster.sync;

import java.time.Duration;

/**
 * How often Apple is read without being asked.
 *
 * @param assetsEvery counts of all assets
 * @param usersEvery users that changed
 * @param assignmentsEvery assignments that changed; only where {@code deltas}
 * @param everythingEvery all of it, page by page
 * @param deltas whether assignments are read by what changed since a version, too
 */
record SyncSettings(
    Duration assetsEvery,
    Duration usersEvery,
    Duration assignmentsEvery,
    Duration everythingEvery,
    boolean deltas) {

  static final SyncSettings DEFAULT =
      new SyncSettings(
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofHours(24),
          true);
}
