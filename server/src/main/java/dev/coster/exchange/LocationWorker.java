package dev.coster.exchange;

import dev.coster.apple.NoAnswerException;
import dev.coster.location.Location;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All traffic of one location, as long as this node holds its lease. {@link #look} is called by one
 * thread; what it gives may be run beside each other by others.
 */
final class LocationWorker {
  private static final Logger log = LoggerFactory.getLogger(LocationWorker.class);
  private static final Set<Lane> WRITING = Set.of(Lane.URGENT, Lane.BULK);

  private final Desk desk;
  private final Tables tables;
  private final Time time;
  private final ExchangeParts parts;
  private final Turns turns;
  private final Map<TrafficSource, Backoff> backoffs = new HashMap<>();
  private final Map<Lane, Integer> running = new HashMap<>();
  private final Lookout lookout;

  /** Sources that had nothing, and when they are asked again. Of the looking thread. */
  private final Map<TrafficSource, Instant> quiet = new HashMap<>();

  private final AtomicBoolean woken = new AtomicBoolean(true);
  private Instant lookAt = Instant.MIN;
  private Instant renewAt;

  LocationWorker(Desk desk, ExchangeParts parts, List<TrafficSource> sources, Lookout lookout) {
    this.desk = desk;
    this.tables = parts.tables();
    this.time = parts.time();
    this.parts = parts;
    this.turns = new Turns(sources);
    this.lookout = lookout;
    this.renewAt = time.now().plus(renewEvery());
  }

  int locationId() {
    return desk.lease().locationId();
  }

  /** What all calls of the location share. */
  Desk desk() {
    return desk;
  }

  /** A call that may go now, with what it needs. */
  record Taken(TrafficSource source, TrafficSource.Call call, DeskSession session) {}

  /**
   * What there is to do.
   *
   * @param taken to be run by {@link #run}; null = nothing may go now
   * @param again when to look again at the latest
   */
  record Look(@Nullable Taken taken, Instant again) {}

  /** There may be something to do: the next look asks every source. Thread-safe. */
  void wake() {
    woken.set(true);
  }

  /** Runs at most one call. Empty when this node no longer serves the location. */
  Optional<Instant> step() {
    Optional<Look> look = look();
    Taken taken = look.map(Look::taken).orElse(null);
    if (taken == null) {
      return look.map(Look::again);
    }
    run(taken);
    return desk.over() ? Optional.empty() : Optional.of(time.now());
  }

  /**
   * Looks for a call that may go now; empty when this node no longer serves the location. Before it
   * is due again, and unless woken, it sees to the lease and does nothing else.
   */
  Optional<Look> look() {
    Instant now = time.now();
    renewIfDue(now);
    if (desk.over()) {
      return Optional.empty();
    }
    if (woken.get() || !now.isBefore(lookAt)) {
      lookAt = now.plus(time.settings().lookEvery());
      if (somethingToAsk(now)) {
        return lookClosely(now);
      }
    }
    return Optional.of(idle());
  }

  private Look idle() {
    return new Look(null, earlier(lookAt, renewAt));
  }

  /** Whether some source may have something; a look that is woken, or due, asks all of them. */
  private boolean somethingToAsk(Instant now) {
    boolean wasWoken = woken.getAndSet(false);
    Instant due = lookout.dueAt(locationId(), now);
    if (wasWoken || !due.isAfter(now)) {
      quiet.clear();
    } else {
      lookAt = earlier(lookAt, due);
    }
    return turns.order().stream().anyMatch(source -> mayAsk(source, now));
  }

  private boolean mayAsk(TrafficSource source, Instant now) {
    return !quiet.getOrDefault(source, Instant.MIN).isAfter(now)
        && !backoff(source).until().isAfter(now);
  }

  private Optional<Look> lookClosely(Instant now) {
    Optional<Location> location = parts.locations().find(Visibility.ALL, locationId());
    if (location.isEmpty()) {
      desk.end();
    }
    if (desk.over()) {
      return Optional.empty();
    }
    Optional<ServiceConfigs.Known> known = parts.configs().known();
    if (known.isEmpty() || !location.orElseThrow().state().readable()) {
      return Optional.of(idle());
    }
    desk.pacer().published(known.get().perSecond());
    Instant next = later(desk.pacer().next(), parts.silences().until(locationId()));
    if (next.isAfter(now)) {
      lookAt = next;
      return Optional.of(idle());
    }
    DeskSession session = new DeskSession(desk, parts, location.get(), known.get().limits());
    Taken taken = take(session, now);
    if (taken != null) {
      lookAt = now;
    }
    return Optional.of(new Look(taken, idle().again()));
  }

  private @Nullable Taken take(DeskSession session, Instant now) {
    for (TrafficSource source : turns.order()) {
      Optional<TrafficSource.Call> call = ask(source, session, now);
      if (call.isPresent()) {
        turns.took(source);
        desk.pacer().went(now);
        count(source.lane(), 1);
        return new Taken(source, call.get(), session);
      }
    }
    return null;
  }

  private Optional<TrafficSource.Call> ask(TrafficSource source, DeskSession session, Instant now) {
    if (!mayRun(source.lane()) || !mayAsk(source, now)) {
      return Optional.empty();
    }
    try {
      Optional<TrafficSource.Call> call = source.next(session);
      if (call.isEmpty()) {
        quiet.put(source, now.plus(source.quiet()));
      }
      return call;
    } catch (Session.LeaseLostException lost) {
      desk.end();
      return Optional.empty();
    } catch (RuntimeException failed) {
      failed(source, "asking " + source, failed);
      return Optional.empty();
    }
  }

  /** Runs what {@link #look} gave. Thread-safe; throws nothing that is the call's own fault. */
  void run(Taken taken) {
    String description = taken.call().description();
    try {
      log.debug("Location {}: {}", locationId(), description);
      taken.call().run(taken.session());
      worked(taken.source());
    } catch (Session.LeaseLostException lost) {
      log.info("Location {}: another node took over during {}", locationId(), description);
      desk.end();
    } catch (NoAnswerException noAnswer) {
      log.info(
          "Location {}: no answer to {}: {}", locationId(), description, noAnswer.getMessage());
    } catch (RuntimeException failed) {
      failed(taken.source(), description, failed);
    } finally {
      count(taken.source().lane(), -1);
      wake();
      desk.savePace();
    }
  }

  private void renewIfDue(Instant now) {
    if (now.isBefore(renewAt) || desk.over()) {
      return;
    }
    Instant until = now.plus(time.settings().leaseFor());
    if (tables.transactions().call(() -> tables.leases().renew(desk.lease(), until))) {
      desk.heldUntil(until);
      renewAt = now.plus(renewEvery());
    } else {
      log.info("Location {}: another node took over", locationId());
      desk.end();
    }
  }

  private Duration renewEvery() {
    return time.settings().leaseFor().dividedBy(3);
  }

  /** Whether this node no longer serves the location. */
  boolean over() {
    return desk.over();
  }

  /** No further calls; those on their way go on. */
  void end() {
    desk.end();
  }

  /** Lets another node have the lease at once; when no call is on its way any more. */
  void giveBack() {
    desk.end();
    tables.transactions().run(() -> tables.leases().renew(desk.lease(), time.now()));
  }

  private synchronized boolean mayRun(Lane lane) {
    int all = running.values().stream().mapToInt(Integer::intValue).sum();
    int writes = WRITING.stream().mapToInt(each -> running.getOrDefault(each, 0)).sum();
    return all < time.settings().inFlight()
        && (!WRITING.contains(lane) || writes < time.settings().writesInFlight());
  }

  private synchronized void count(Lane lane, int change) {
    running.merge(lane, change, Integer::sum);
  }

  private synchronized Backoff backoff(TrafficSource source) {
    return backoffs.getOrDefault(source, Backoff.NONE);
  }

  private synchronized void worked(TrafficSource source) {
    backoffs.remove(source);
  }

  private void failed(TrafficSource source, String what, RuntimeException failure) {
    Backoff backoff = backOff(source);
    parts
        .mishaps()
        .happened(
            "Location %d: %s (again at %s)".formatted(locationId(), what, backoff.until()),
            failure);
  }

  private synchronized Backoff backOff(TrafficSource source) {
    Backoff longer = backoffs.getOrDefault(source, Backoff.NONE).longer(time.now());
    backoffs.put(source, longer);
    return longer;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
