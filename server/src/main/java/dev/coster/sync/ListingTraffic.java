package dev.coster.sync;

import dev.coster.exchange.Lane;
import dev.coster.exchange.Session;
import dev.coster.exchange.TrafficSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * What is to be read at Apple, page by page; per location one walk, and of it one page, at a time.
 */
final class ListingTraffic implements TrafficSource {
  /** When nothing was due, the database is not asked again sooner, unless somebody says so. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final Duration HELD_UP = Duration.ofSeconds(5);

  /** A call that was given and never run is forgotten after this. */
  private static final Duration LOST_CALL = Duration.ofMinutes(10);

  private final WalkStore walks;
  private final Agenda agenda;
  private final Walker walker;
  private final ConcurrentMap<Integer, Given> pages = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, Instant> quiet = new ConcurrentHashMap<>();

  ListingTraffic(WalkStore walks, Agenda agenda, Walker walker) {
    this.walks = walks;
    this.agenda = agenda;
    this.walker = walker;
  }

  /** With all that it takes. */
  static ListingTraffic of(SyncParts parts, FullSync fullSync) {
    return new ListingTraffic(parts.walks(), new Agenda(parts, fullSync), new Walker(parts));
  }

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
    return next.map(Function.identity());
  }

  private Optional<Given> find(int location, Instant now) {
    Optional<Given> further =
        walks
            .running(location)
            .map(walk ->
                new Given(location, now, walk.progress(), session -> walker.goOn(session, walk)));
    return further.or(() ->
        agenda
            .next(location, now)
            .map(reading ->
                new Given(
                    location, now, reading.words(), session -> walker.begin(session, reading))));
  }

  /** A page to be read, given at an instant. */
  private final class Given implements Call {
    private final int location;
    private final Instant at;
    private final String description;
    private final Function<Session, Walker.Step> work;

    Given(int location, Instant at, String description, Function<Session, Walker.Step> work) {
      this.location = location;
      this.at = at;
      this.description = description;
      this.work = work;
    }

    Instant at() {
      return at;
    }

    @Override
    public String description() {
      return description;
    }

    @Override
    public void run(Session session) {
      try {
        if (work.apply(session) == Walker.Step.HELD_UP) {
          quiet.put(location, session.now().plus(HELD_UP));
        }
      } finally {
        pages.remove(location, this);
      }
    }
  }
}
