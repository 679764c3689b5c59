package dev.coster.sync;

import dev.coster.apple.NoAnswerException;
import dev.coster.exchange.Lane;
import dev.coster.exchange.Session;
import dev.coster.exchange.TrafficSource;
import dev.coster.platform.Mishaps;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What is to be read at Apple, page by page; per location one walk, and of it one page, at a time.
 */
final class ListingTraffic implements TrafficSource {
  /** When nothing was due, the database is not asked again sooner, unless somebody says so. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final Duration HELD_UP = Duration.ofSeconds(5);

  /** A call that was given and never run is forgotten after this. */
  private static final Duration LOST_CALL = Duration.ofMinutes(10);

  /** What fails so often in a row is given up for a while, so that other reading goes on. */
  private static final int ATTEMPTS = 3;

  private final WalkStore walks;
  private final Agenda agenda;
  private final Walker walker;
  private final Mishaps mishaps;
  private final ConcurrentMap<Integer, Failures> failures = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Given> pages = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Instant> quiet = new ConcurrentHashMap<>();

  ListingTraffic(WalkStore walks, Agenda agenda, Walker walker, Mishaps mishaps) {
    this.mishaps = mishaps;
    this.walks = walks;
    this.agenda = agenda;
    this.walker = walker;
  }

  /** With all that it takes. */
  static ListingTraffic of(SyncParts parts, FullSync fullSync, Mishaps mishaps) {
    return new ListingTraffic(
        parts.walks(), new Agenda(parts, fullSync), new Walker(parts), mishaps);
  }

  /** Failures in a row of the same reading. Forgotten with a restart, which costs three more. */
  private record Failures(Object of, int count) {}

  @Override
  public Lane lane() {
    return Lane.READ;
  }

  @Override
  public Duration quiet() {
    return QUIET;
  }

  @Override
  public Optional<Call> next(Session session) {
    int location = session.locationId();
    Instant now = session.now();
    Given given = pages.get(location);
    if (given != null && given.at().plus(LOST_CALL).isAfter(now)) {
      return Optional.empty();
    }
    if (quiet.getOrDefault(location, Instant.MIN).isAfter(now)) {
      return Optional.empty();
    }
    Optional<Given> next = find(location, now);
    next.ifPresent(page -> pages.put(location, page));
    return next.map(Call.class::cast);
  }

  private Optional<Given> find(int location, Instant now) {
    Optional<Given> further =
        walks
            .running(location)
            .map(walk -> new Given(location, now, walk.progress(), new Further(walk)));
    return further.or(() ->
        agenda
            .next(location, now)
            .map(reading -> new Given(location, now, reading.words(), new Begin(reading))));
  }

  /** What is done with a page, and what if that fails again and again. */
  private sealed interface Work {
    Walker.Step step(Session session);

    void giveUp(Session session, String why);

    /** What it is, whichever page it is at. */
    Object of();
  }

  private final class Further implements Work {
    private final Walk walk;

    Further(Walk walk) {
      this.walk = walk;
    }

    @Override
    public Walker.Step step(Session session) {
      return walker.goOn(session, walk);
    }

    @Override
    public void giveUp(Session session, String why) {
      walker.giveUp(session, walk, why);
    }

    @Override
    public Object of() {
      return walk.id();
    }
  }

  private final class Begin implements Work {
    private final Reading reading;

    Begin(Reading reading) {
      this.reading = reading;
    }

    @Override
    public Walker.Step step(Session session) {
      return walker.begin(session, reading);
    }

    @Override
    public void giveUp(Session session, String why) {
      walker.giveUp(session, reading, why);
    }

    @Override
    public Object of() {
      return reading;
    }
  }

  private void worked(int location, Work work) {
    failures.computeIfPresent(
        location, (_, before) -> before.of().equals(work.of()) ? null : before);
  }

  /** Whether it failed too often. */
  private boolean failedTooOften(int location, Work work) {
    Failures now =
        failures.merge(
            location,
            new Failures(work.of(), 1),
            (before, one) ->
                before.of().equals(one.of()) ? new Failures(one.of(), before.count() + 1) : one);
    return now.count() >= ATTEMPTS;
  }

  /** A page to be read, given at an instant. */
  private final class Given implements Call {
    private final int location;
    private final Instant at;
    private final String description;
    private final Work work;

    Given(int location, Instant at, String description, Work work) {
      this.location = location;
      this.at = at;
      this.description = description;
      this.work = work;
    }

    Instant at() {
      return at;
    }

    private void failed(Session session, RuntimeException failure) {
      if (!failedTooOften(location, work)) {
        throw failure;
      }
      mishaps.happened("Location " + location + ": " + description, failure);
      work.giveUp(
          session,
          "What came could not be worked off (%s); the log says more."
              .formatted(failure.getClass().getSimpleName()));
      failures.remove(location);
    }

    @Override
    public String description() {
      return description;
    }

    @Override
    public void run(Session session) {
      try {
        if (work.step(session) == Walker.Step.HELD_UP) {
          quiet.put(location, session.now().plus(HELD_UP));
        }
        worked(location, work);
      } catch (NoAnswerException
          | Session.LeaseLostException
          | TransientDataAccessException
          | TransactionException passing) {
        throw passing;
      } catch (RuntimeException failed) {
        failed(session, failed);
      } finally {
        pages.remove(location, this);
      }
    }
  }
}
