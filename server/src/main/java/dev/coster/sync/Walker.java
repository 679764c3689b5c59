package dev.coster.sync;

import dev.coster.apple.AppleError;
import dev.coster.apple.ErrorClass;
import dev.coster.apple.ErrorNumber;
import dev.coster.apple.Listing;
import dev.coster.apple.Reply;
import dev.coster.exchange.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes walks one page further: asks Apple, stages what it said and moves the walk on in one fenced
 * transaction, and applies the walk behind the last page. A walk whose node died goes on where it
 * stands. Per location one thread at a time.
 */
final class Walker {
  /** No list is that long; whoever names a next page after it, names them without end. */
  private static final int MOST_PAGES = 100_000;

  /** So often a walk that lost pages is begun anew; then it is read to its end and doubted. */
  private static final int RESTARTS_FOR_LOST_PAGES = 2;

  private final PageReader reader;
  private final WalkEnd end;
  private final WalkStore walks;
  private final ScheduleStore schedules;
  private final StagingStore staging;
  private final SyncParts parts;
  private final ConcurrentMap<Integer, WalkKeys> keys = new ConcurrentHashMap<>();

  Walker(SyncParts parts) {
    this.parts = parts;
    this.reader = new PageReader(parts.told().assets(), parts.told().holders());
    this.end = new WalkEnd(parts);
    this.walks = parts.walks();
    this.schedules = parts.schedules();
    this.staging = parts.staging();
  }

  /** What a step came to. */
  enum Step {
    WENT_ON,
    /** Apple wants us to wait. */
    HELD_UP
  }

  /** Begins a walk with its first page. Nothing is written before Apple has answered. */
  Step begin(Session session, Reading reading) {
    Instant began = session.now();
    return switch (reader.read(session.apple(), reading, 0)) {
      case Reply.Accepted<Page>(Page page, _) -> {
        accepted(
            session, () -> Optional.of(walks.begin(session.locationId(), reading, began)), page);
        yield Step.WENT_ON;
      }
      case Reply.Refused<Page> refused ->
          refused(
              session,
              () -> Optional.of(walks.begin(session.locationId(), reading, began)),
              reading,
              refused);
    };
  }

  /** Takes a walk further: its next page, or its end. */
  Step goOn(Session session, Walk walk) {
    if (!knows(walk) && !staged(session, walk)) {
      return Step.WENT_ON;
    }
    if (walk.readAt() != null) {
      apply(session, walk);
      return Step.WENT_ON;
    }
    WalkAt at = () -> walks.lockRunning(walk.id()).filter(now -> now.nextPage() == walk.nextPage());
    return switch (reader.read(session.apple(), walk.reading(), walk.nextPage())) {
      case Reply.Accepted<Page>(Page page, _) -> {
        accepted(session, at, page);
        yield Step.WENT_ON;
      }
      case Reply.Refused<Page> refused -> refused(session, at, walk.reading(), refused);
    };
  }

  /** What failed again and again when it was begun is not begun again for a while. */
  void giveUp(Session session, Reading reading, String why) {
    giveUp(
        session, () -> Optional.of(walks.begin(session.locationId(), reading, session.now())), why);
  }

  /** The same for a walk on its way. */
  void giveUp(Session session, Walk walk, String why) {
    giveUp(session, () -> walks.lockRunning(walk.id()), why);
  }

  private void giveUp(Session session, WalkAt at, String why) {
    keys.remove(session.locationId());
    session.fenced(() -> {
      at.lock().ifPresent(walk -> end.failed(walk, why, session.now()));
      return true;
    });
  }

  /** The walk as it stands when its page has come; empty when it was ended meanwhile. */
  @FunctionalInterface
  private interface WalkAt {
    Optional<Walk> lock();
  }

  private boolean knows(Walk walk) {
    WalkKeys known = keys.get(walk.locationId());
    return known != null && known.fits(walk);
  }

  /** Whether what the walk has staged is still there; if not, it is given up. */
  private boolean staged(Session session, Walk walk) {
    return session.fenced(() -> {
      if (staging.complete(walk)) {
        return true;
      }
      walks
          .lockRunning(walk.id())
          .ifPresent(lost ->
              end.abandon(lost, "What was read was lost with the database.", session.now()));
      return false;
    });
  }

  private void accepted(Session session, WalkAt at, Page page) {
    Optional<Walk> after;
    try {
      after = session.fenced(() -> at.lock().flatMap(walk -> stage(session, walk, page)));
    } catch (RuntimeException failed) {
      keys.remove(session.locationId());
      throw failed;
    }
    after.ifPresentOrElse(
        walk -> {
          keysOf(walk).keep(walk);
          if (walk.readAt() != null) {
            apply(session, walk);
          }
        },
        () -> keys.remove(session.locationId()));
  }

  private Optional<Walk> stage(Session session, Walk walk, Page page) {
    String trouble = trouble(walk, page.listing(), session.now());
    if (trouble != null) {
      end.abandon(walk, trouble, session.now());
      return Optional.empty();
    }
    staging.doNotWaitForDisk();
    WalkKeys known = keys.get(walk.locationId());
    if (known == null || !known.fits(walk)) {
      known = new WalkKeys(walk, parts.told().assets(), parts.told().holders());
      keys.put(walk.locationId(), known);
    }
    long staged = staging.stage(walk, page, known);
    Walk after = walks.advance(walk, page.listing(), staged, Counts.note(page), session.now());
    tellJob(after, page.listing());
    return Optional.of(after);
  }

  private WalkKeys keysOf(Walk walk) {
    WalkKeys known = keys.get(walk.locationId());
    if (known == null) {
      throw new IllegalStateException("No keys of " + walk);
    }
    return known;
  }

  /** Why a walk cannot go on with this page; null when it can. */
  private @Nullable String trouble(Walk walk, Listing<?> page, Instant now) {
    Integer next = page.nextPageIndex();
    if (page.currentPageIndex() != walk.nextPage()) {
      return "Page %d came instead of page %d.".formatted(page.currentPageIndex(), walk.nextPage());
    }
    if (next != null && next != walk.nextPage() + 1) {
      return "Page %d named page %d as the next.".formatted(walk.nextPage(), next);
    }
    if (next != null && next >= MOST_PAGES) {
      return "After %d pages there was no end.".formatted(next);
    }
    Integer before = walk.totalPages();
    Integer pages = page.totalPages();
    boolean fewer = before != null && pages != null && pages < before;
    if (fewer
        && walks.abandonedSince(walk.locationId(), walk.reading(), now.minus(Agenda.PAUSE))
            < RESTARTS_FOR_LOST_PAGES) {
      return "From %d pages they became %d.".formatted(before, pages);
    }
    return null;
  }

  private void tellJob(Walk walk, Listing<?> page) {
    UUID job = walk.reading().jobId();
    if (job == null) {
      return;
    }
    Integer pages = page.totalPages();
    if (walk.nextPage() == 1 && pages != null) {
      parts.jobs().total(job, walks.pagesOf(job) - 1 + pages);
    }
    parts.jobs().count(job, 1, 0);
    parts.jobs().running(job, walk.progress() + ", " + walk.rows() + " rows.");
  }

  private void apply(Session session, Walk walk) {
    parts.transactions().run(() -> staging.count(walk));
    session.fenced(() -> {
      walks.lockRunning(walk.id()).ifPresent(read -> end.apply(read, session.now()));
      return true;
    });
    keys.remove(walk.locationId());
  }

  private Step refused(Session session, WalkAt at, Reading reading, Reply.Refused<Page> refused) {
    ErrorClass what = refused.errorClass();
    if (what == ErrorClass.TOKEN || what == ErrorClass.BACK_OFF) {
      return Step.HELD_UP;
    }
    AppleError error = refused.error();
    if (is(error, ErrorNumber.USER_NOT_FOUND) && reading.holderId() != null) {
      accepted(session, at, nobody(reading));
      return Step.WENT_ON;
    }
    session.fenced(() -> {
      if (is(error, ErrorNumber.INVALID_VERSION) && reading.delta()) {
        schedules.forgetVersion(session.locationId(), reading.kind());
      }
      at.lock().ifPresent(walk -> end.abandon(walk, words(error, refused), session.now()));
      return true;
    });
    keys.remove(session.locationId());
    return Step.WENT_ON;
  }

  /** Somebody whom Apple does not know has nothing, and is not there. */
  private static Page nobody(Reading reading) {
    return reading.kind() == ListingKind.USERS
        ? new Page.OfUsers(new Listing<>(List.of(), 0, null, 0, 1, null, Map.of()))
        : new Page.OfAssignments(new Listing<>(List.of(), 0, null, 0, 1, null, Map.of()));
  }

  private static boolean is(AppleError error, ErrorNumber number) {
    return error.number() == number.number();
  }

  private static String words(AppleError error, Reply.Refused<Page> refused) {
    if (error.isNone()) {
      return "The answer was HTTP " + refused.httpStatus() + " without a word of Apple's.";
    }
    String what = error.known().map(ErrorNumber::whatHappened).orElse(error.message());
    return what + " (" + error.number() + ")";
  }
}
