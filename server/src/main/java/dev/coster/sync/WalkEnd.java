package dev.coster.sync;

import dev.coster.distribution.Observed.Applied;
import dev.coster.distribution.Observed.FinishedListing;
import dev.coster.job.JobState;
import dev.coster.people.Registrations.FinishedUsers;
import dev.coster.sync.SyncParts.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What happens, in one transaction, when a walk has come to its end or is given up. */
final class WalkEnd {
  private static final int ATTEMPTS_OF_A_REREAD = 3;

  private final WalkStore walks;
  private final ScheduleStore schedules;
  private final StagingStore staging;
  private final Told told;
  private final SyncSettings settings;
  private final NotificationStore notifications;
  private final Rest rest;
  private final WholeAgain again;

  WalkEnd(SyncParts parts) {
    this.walks = parts.walks();
    this.schedules = parts.schedules();
    this.staging = parts.staging();
    this.told = parts.told();
    this.settings = parts.settings();
    this.notifications = parts.notifications();
    this.rest = new Rest(walks);
    this.again = new WholeAgain(walks, parts.settings());
  }

  /**
   * All pages are staged: they become the picture. Meanwhile no notification of the location is
   * worked off, which would want the same rows in another order.
   */
  void apply(Walk walk, Instant now) {
    notifications.lock(walk.locationId());
    boolean wholeNext = false;
    switch (walk.reading().kind()) {
      case USERS -> wholeNext = applyUsers(walk);
      case ASSETS -> applyAssets(walk, now);
      case ASSIGNMENTS -> applyAssignments(walk);
    }
    staging.drop(walk);
    walks.done(walk, now);
    if (!walk.reading().filtered()) {
      schedule(walk, now);
    }
    if (wholeNext) {
      schedules.forgetVersion(walk.locationId(), walk.reading().kind());
    }
    UUID job = walk.reading().jobId();
    if (job != null && schedules.readBy(job).size() == ListingKind.values().length) {
      finish(job, walk, now);
    }
  }

  private static boolean complete(Walk walk) {
    return !walk.reading().delta() && walk.ofOneState();
  }

  /**
   * Whether no delta will tell what is to be known: a whole listing shows by absence alone who was
   * retired, and when it was disturbed absence means nothing.
   */
  private boolean applyUsers(Walk walk) {
    Reading reading = walk.reading();
    boolean wanted =
        told.registrations()
            .applyListing(
                new FinishedUsers(
                    walk.id(),
                    walk.locationId(),
                    reading.holderId(),
                    complete(walk),
                    walk.beganAt()));
    return wanted || (!reading.delta() && !reading.filtered() && !walk.ofOneState());
  }

  /**
   * A count that changed and is not the number of assignments that we know tells of a change that
   * nobody told us: the asset is read again. Counts that contradict each other stay as Apple said
   * them, but once they are read again at once.
   */
  private void applyAssets(Walk walk, Instant now) {
    Optional<String> before = walks.noteBefore(walk);
    told.observed()
        .askToRead(
            walk.locationId(),
            staging.assetsWithOtherCounts(walk),
            null,
            "Apple's count changed, and is not ours.",
            now);
    told.assets().applyListing(walk.id(), walk.locationId(), complete(walk), walk.beganAt());
    if (Counts.CONTRADICT.equals(walk.note())
        && before.filter(Counts.CONTRADICT::equals).isEmpty()) {
      told.assets().askForCounts(walk.locationId(), Counts.CONTRADICT, now);
    }
  }

  private void applyAssignments(Walk walk) {
    Reading reading = walk.reading();
    FinishedListing listing =
        new FinishedListing(
            walk.id(),
            walk.locationId(),
            reading.assetId(),
            reading.holderId(),
            walk.ofOneState() && !reading.delta(),
            walk.beganAt());
    String since = reading.sinceVersion();
    if (since == null) {
      Applied _ = told.observed().applyListing(listing);
      return;
    }
    Instant base =
        walks.beganWithVersion(walk.locationId(), reading.kind(), since).orElse(walk.beganAt());
    long _ = told.observed().applyDelta(listing, base);
  }

  /**
   * The next delta continues from the version of the first page, so that nothing that changed
   * meanwhile is missed; soon, if anything did.
   */
  private void schedule(Walk walk, Instant now) {
    Duration pause =
        switch (walk.reading().kind()) {
          case USERS -> settings.usersEvery();
          case ASSETS -> settings.assetsEvery();
          case ASSIGNMENTS -> settings.assignmentsEvery();
        };
    Instant regular = now.plus(pause);
    Instant rested = rest.until(walk.locationId(), walk.reading().kind(), now);
    Instant next = walk.ofOneState() || rested.isAfter(regular) ? regular : rested;
    schedules.read(walk.locationId(), walk.reading().kind(), walk.firstVersion(), next);
    if (!walk.ofOneState() && walk.reading().kind() == ListingKind.ASSIGNMENTS) {
      Duration wait = again.after(walk.locationId(), now);
      schedules.fullBy(walk.locationId(), now.plus(wait));
    }
  }

  private void finish(UUID job, Walk walk, Instant now) {
    Duration next =
        again.wanted(walk.locationId(), now)
            ? again.after(walk.locationId(), now)
            : settings.everythingEvery();
    schedules.fullOver(job, now.plus(next));
    told.jobs()
        .finish(
            job, JobState.DONE, "Everything was read.", new Result(walk.rows(), walk.beganAt()));
  }

  /** What the job leaves. */
  record Result(long assignments, Instant asOf) {}

  /** The walk cannot go on; the same is begun anew when its turn comes. */
  void abandon(Walk walk, String note, Instant now) {
    walks.abandoned(walk, note, now);
    staging.drop(walk);
    Reading reading = walk.reading();
    int attempts = walks.abandonedSince(walk.locationId(), reading, now.minus(Agenda.PAUSE));
    if (reading.filtered() && attempts >= ATTEMPTS_OF_A_REREAD) {
      later(walk, now);
    }
    UUID job = reading.jobId();
    if (job != null) {
      told.jobs().running(job, note + " Beginning anew with the " + reading.kind().words() + ".");
    }
  }

  /** The walk cannot be worked off: the same is not begun again for a while. */
  void failed(Walk walk, String note, Instant now) {
    walks.failed(walk, note, now);
    staging.drop(walk);
    Reading reading = walk.reading();
    if (reading.filtered()) {
      later(walk, now);
    }
    UUID job = reading.jobId();
    if (job != null) {
      told.jobs().running(job, note + " It is tried again later.");
    }
  }

  private void later(Walk walk, Instant now) {
    Integer holder = walk.reading().holderId();
    if (walk.reading().kind() == ListingKind.USERS && holder != null) {
      told.registrations().readLater(walk.locationId(), holder, now.plus(Agenda.PAUSE));
      return;
    }
    told.observed()
        .rereadLater(
            walk.locationId(),
            walk.reading().assetId(),
            walk.reading().holderId(),
            now.plus(Agenda.PAUSE));
  }
}
