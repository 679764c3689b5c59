package dev.coster.exchange;

import dev.coster.location.Location;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exchange's workers on one node: it takes the leases of locations that nobody serves, and
 * works them until it is stopped.
 *
 * <p>Either let it run by itself ({@link #start}, {@link #stop}: virtual threads, several calls of
 * a location beside each other), or crank it by hand with one thread ({@link #step}), as
 * simulations do; never both.
 */
public final class Workers {
  private static final Duration LAST_CALLS = Duration.ofSeconds(10);

  private final Leases leases;
  private final Errands errands;
  private final ExchangeParts parts;
  private final Supplier<List<TrafficSource>> sources;
  private final Lookout lookout;
  private final ConcurrentNavigableMap<Integer, Served> served = new ConcurrentSkipListMap<>();
  private final Bell nodeBell = new Bell();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Instant tendAt = Instant.MIN;
  private volatile boolean byItself;
  private volatile boolean stopping;

  Workers(
      Leases leases,
      Errands errands,
      ExchangeParts parts,
      Supplier<List<TrafficSource>> sources,
      Nudges nudges) {
    this.leases = leases;
    this.errands = errands;
    this.parts = parts;
    this.sources = sources;
    this.lookout = new Lookout(parts.tables().due(), parts.time(), served.keySet());
    nudges.onNudge(this::ring);
  }

  /** A location that this node serves; its bell is for the thread that looks, if it has one. */
  private record Served(LocationWorker worker, Bell bell) {
    void ring() {
      worker.wake();
      bell.ring();
    }
  }

  /**
   * Does one round by the calling thread: looks after the leases, runs at most one errand of the
   * node, and at most one call of each location that is due or was nudged.
   *
   * @return when there may be something to do again, at the latest; not after now when a call ran
   */
  public Instant step() {
    Instant now = parts.time().now();
    if (!now.isBefore(tendAt)) {
      takeFree();
      tendAt = now.plus(tendEvery());
    }
    Instant again = earlier(tendAt, errands.step(this::desks));
    for (Served each : served.values()) {
      Optional<Instant> next = each.worker().step();
      if (next.isEmpty()) {
        served.remove(each.worker().locationId(), each);
        again = parts.time().now();
      } else {
        again = earlier(again, next.get());
      }
    }
    return again;
  }

  /** Lets every location be looked at now instead of when it is due, as nudging each would. */
  public void wake() {
    served.values().forEach(Served::ring);
  }

  /** Starts working by itself. */
  public void start() {
    byItself = true;
    threads.execute(() -> repeat("leases", nodeBell, this::tend));
    threads.execute(() -> repeat("errands", new Bell(), () -> errands.step(this::desks)));
  }

  /**
   * Stops gracefully: no further calls, a little time for those on their way, then the leases are
   * given back so that another node need not wait for their end. Also ends a cranked one.
   */
  public void stop() {
    stopping = true;
    nodeBell.ring();
    wake();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    if (!byItself) {
      served.values().forEach(each -> giveBack(each.worker()));
      served.clear();
    }
  }

  private Map<Integer, Desk> desks() {
    return served.values().stream()
        .map(Served::worker)
        .filter(worker -> !worker.over())
        .collect(Collectors.toMap(LocationWorker::locationId, LocationWorker::desk));
  }

  private void ring(int locationId) {
    Served location = served.get(locationId);
    if (location != null) {
      location.ring();
    }
  }

  private Instant tend() {
    takeFree().forEach(taken -> threads.execute(() -> work(taken)));
    return parts.time().now().plus(tendEvery());
  }

  /** One location, as long as its lease is ours. */
  private void work(Served location) {
    LocationWorker worker = location.worker();
    Bell bell = location.bell();
    try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
      repeat(
          "location " + worker.locationId(),
          bell,
          () -> {
            Optional<LocationWorker.Look> look = worker.look();
            look.map(LocationWorker.Look::taken)
                .ifPresent(taken -> calls.execute(() -> runAndRing(worker, taken, bell)));
            return look.map(Workers::againAfter).orElse(null);
          });
      worker.end();
    } finally {
      served.remove(worker.locationId(), location);
    }
    giveBack(worker);
  }

  private static Instant againAfter(LocationWorker.Look look) {
    return look.taken() == null ? look.again() : Instant.MIN;
  }

  private static void runAndRing(LocationWorker worker, LocationWorker.Taken taken, Bell bell) {
    try {
      worker.run(taken);
    } finally {
      bell.ring();
    }
  }

  private void giveBack(LocationWorker worker) {
    try {
      worker.giveBack();
    } catch (RuntimeException failed) {
      parts.mishaps().happened("Giving back the lease of location " + worker.locationId(), failed);
    }
  }

  /** Repeats until stopping, or until the step says that it is over (null). */
  private void repeat(String what, Bell bell, Supplier<@Nullable Instant> step) {
    Backoff backoff = Backoff.NONE;
    while (!stopping) {
      Instant again;
      try {
        again = step.get();
        backoff = Backoff.NONE;
      } catch (RuntimeException failed) {
        backoff = backoff.longer(parts.time().now());
        again = backoff.until();
        parts.mishaps().happened("The exchange's work on " + what, failed);
      }
      if (again == null) {
        return;
      }
      bell.await(Duration.between(parts.time().now(), atLeastNow(again)));
    }
  }

  private Instant atLeastNow(Instant again) {
    Instant now = parts.time().now();
    return again.isBefore(now) ? now : again;
  }

  /** Leases that nobody holds become ours. */
  private List<Served> takeFree() {
    List<Served> result = new ArrayList<>();
    for (Location location : parts.locations().list(Visibility.ALL)) {
      if (!served.containsKey(location.id())) {
        leases.take(location.id()).ifPresent(desk -> result.add(served(desk)));
      }
    }
    return result;
  }

  private Served served(Desk desk) {
    LocationWorker worker = new LocationWorker(desk, parts, sources.get(), lookout);
    Served taken = new Served(worker, new Bell());
    served.put(worker.locationId(), taken);
    return taken;
  }

  private Duration tendEvery() {
    return parts.time().settings().leaseFor().dividedBy(4);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
