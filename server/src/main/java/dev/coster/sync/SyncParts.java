package dev.coster.sync;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Observed;
import dev.coster.holder.Holders;
import dev.coster.job.Jobs;
import dev.coster.people.Registrations;
import dev.coster.platform.Transactions;

/** What the classes of this package share. */
record SyncParts(
    Transactions transactions,
    WalkStore walks,
    ScheduleStore schedules,
    StagingStore staging,
    NotificationStore notifications,
    Told told,
    SyncSettings settings) {

  /** The packages whose picture Apple's words become. */
  record Told(
      Assets assets, Holders holders, Registrations registrations, Observed observed, Jobs jobs) {}

  Observed observed() {
    return told.observed();
  }

  Jobs jobs() {
    return told.jobs();
  }
}
