package dev.coster.sync;

import dev.coster.distribution.Observed;
import dev.coster.platform.Actor;
import dev.coster.platform.Transactions;
import dev.coster.sync.ScheduleStore.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what of a location is to be read next: whoever has waited longest, with a lead for those
 * that somebody waits for. So wishes come first, and none of them can keep the rest waiting for
 * ever. Of an asset, a holder or a user alone there may be thousands to read: after each of them
 * comes something that is not so narrow, if any is due.
 */
final class Agenda {
  private static final Duration LEAD_OF_REREADS = Duration.ofMinutes(5);
  private static final Duration LEAD_OF_WISHES = Duration.ofMinutes(4);
  private static final Duration LEAD_OF_JOB = Duration.ofMinutes(2);

  /** After so many walks that had to be given up, the same is not begun for a while. */
  static final int ATTEMPTS = 5;

  static final Duration PAUSE = Duration.ofMinutes(10);

  private final ScheduleStore schedules;
  private final WalkStore walks;
  private final Observed observed;
  private final FullSync fullSync;
  private final Transactions transactions;
  private final SyncSettings settings;
  private final Rest rest;

  /** Where the last reading was a filtered one. Forgotten with a restart, which costs one more. */
  private final Set<Integer> narrow = ConcurrentHashMap.newKeySet();

  Agenda(SyncParts parts, FullSync fullSync) {
    this.schedules = parts.schedules();
    this.walks = parts.walks();
    this.observed = parts.observed();
    this.transactions = parts.transactions();
    this.settings = parts.settings();
    this.rest = new Rest(parts.walks());
    this.fullSync = fullSync;
  }

  /** Something to read, and the moment by which it is ranked. */
  private record Item(Reading reading, Instant rank) {}

  /** What to read next, if anything is due. */
  Optional<Reading> next(int locationId, Instant now) {
    Schedule schedule = schedule(locationId, now);
    List<Item> items = new ArrayList<>();
    observed.rereadsDue(locationId, now, 1).stream()
        .map(reread ->
            new Item(
                Reading.again(reread.assetId(), reread.holderId()),
                reread.since().minus(LEAD_OF_REREADS)))
        .forEach(items::add);
    if (!onePageTells(locationId, schedule, now)) {
      singleUser(schedule).forEach(items::add);
    }
    wishes(schedule, now).forEach(items::add);
    job(schedule).forEach(items::add);
    regular(schedule, now).forEach(items::add);
    Optional<Reading> next =
        items.stream()
            .sorted(order(locationId))
            .map(Item::reading)
            .filter(reading -> mayBegin(locationId, reading, now))
            .findFirst();
    next.ifPresent(reading -> remember(locationId, reading));
    return next;
  }

  private Comparator<Item> order(int locationId) {
    Comparator<Item> byRank = Comparator.comparing(Item::rank);
    return narrow.contains(locationId)
        ? Comparator.<Item, Boolean>comparing(item -> item.reading().filtered())
            .thenComparing(byRank)
        : byRank;
  }

  private void remember(int locationId, Reading reading) {
    if (reading.filtered()) {
      narrow.add(locationId);
    } else {
      narrow.remove(locationId);
    }
  }

  private Schedule schedule(int locationId, Instant now) {
    Schedule schedule = schedules.find(locationId, now).orElseGet(() -> made(locationId, now));
    if (schedule.jobId() != null || schedule.nextFull().isAfter(now)) {
      return schedule;
    }
    transactions.run(() -> fullSync.start(locationId, Actor.SYSTEM, now));
    return schedules.find(locationId, now).orElseThrow();
  }

  private Schedule made(int locationId, Instant now) {
    transactions.run(() -> schedules.ensure(locationId, now));
    return schedules.find(locationId, now).orElseThrow();
  }

  /** Where all users are on one page, it is read instead of each of them by himself. */
  private boolean onePageTells(int locationId, Schedule schedule, Instant now) {
    Instant asked = schedule.usersAsked();
    return schedule.usersChecked()
        && schedule.usersOnOnePage()
        && asked != null
        && asked.isBefore(now)
        && mayBegin(locationId, Reading.all(ListingKind.USERS), now);
  }

  private static Stream<Item> singleUser(Schedule schedule) {
    Integer holder = schedule.singleUser();
    Instant asked = schedule.singleUserAsked();
    return holder == null || asked == null
        ? Stream.empty()
        : Stream.of(new Item(Reading.ofUser(holder), asked.minus(LEAD_OF_REREADS)));
  }

  private static Stream<Item> wishes(Schedule schedule, Instant now) {
    Item counts = item(Reading.all(ListingKind.ASSETS), schedule.countsAsked(), now);
    String version = schedule.usersVersion();
    Reading users =
        version == null || (schedule.usersChecked() && schedule.usersOnOnePage())
            ? Reading.all(ListingKind.USERS)
            : Reading.since(ListingKind.USERS, version);
    return Stream.of(counts, item(users, schedule.usersAsked(), now)).filter(Objects::nonNull);
  }

  private static @Nullable Item item(Reading reading, @Nullable Instant since, Instant now) {
    return since == null || since.isAfter(now)
        ? null
        : new Item(reading, since.minus(LEAD_OF_WISHES));
  }

  /** The kinds that the job has not read yet, in order; one that cannot be read stops no other. */
  private Stream<Item> job(Schedule schedule) {
    var jobId = schedule.jobId();
    Instant asked = schedule.fullAsked();
    if (jobId == null || asked == null || schedule.held()) {
      return Stream.empty();
    }
    Set<ListingKind> read = schedules.readBy(jobId);
    return Stream.of(ListingKind.values())
        .filter(kind -> !read.contains(kind))
        .map(kind -> new Item(Reading.all(kind).forJob(jobId), asked.minus(LEAD_OF_JOB)));
  }

  /** What is read every few minutes; what a job is going to read is left to it. */
  private Stream<Item> regular(Schedule schedule, Instant now) {
    Set<ListingKind> left = leftToJob(schedule);
    List<Item> items = new ArrayList<>();
    items.add(new Item(Reading.all(ListingKind.ASSETS), schedule.nextAssets()));
    items.add(new Item(since(ListingKind.USERS, schedule.usersVersion()), schedule.nextUsers()));
    if (settings.deltas()) {
      items.add(
          new Item(
              since(ListingKind.ASSIGNMENTS, schedule.assignmentsVersion()),
              schedule.nextAssignments()));
    }
    return items.stream()
        .filter(item -> !left.contains(item.reading().kind()))
        .filter(item -> !item.rank().isAfter(now));
  }

  private Set<ListingKind> leftToJob(Schedule schedule) {
    return job(schedule).map(item -> item.reading().kind()).collect(Collectors.toSet());
  }

  private static Reading since(ListingKind kind, @Nullable String version) {
    return version == null ? Reading.all(kind) : Reading.since(kind, version);
  }

  private boolean mayBegin(int locationId, Reading reading, Instant now) {
    return reading.filtered()
        || (walks.abandonedSince(locationId, reading, now.minus(PAUSE)) < ATTEMPTS
            && !walks.failedSince(locationId, reading, now.minus(PAUSE))
            && (reading.jobId() != null
                || !rest.until(locationId, reading.kind(), now).isAfter(now)));
  }
}
