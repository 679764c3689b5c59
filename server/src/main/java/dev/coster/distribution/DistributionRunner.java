package dev.coster.distribution;

import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.job.JobRunner;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.Locations;
import dev.coster.people.Registrations;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Goes on with jobs that give or take back: asks for the licenses of persons as soon as these are
 * registered. What else there is to do is done by those who settle requests.
 */
final class DistributionRunner implements JobRunner {
  /** How long all persons of a job are waited for, before the ones that are ready go first. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A registration that settles wakes the job; this is for when that got lost. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final Verb verb;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Neighbors neighbors;
  private final Outlooks outlooks;
  private final WaitingStore waiting;
  private final Progress progress;

  /** The other packages that it speaks to. */
  record Neighbors(
      Locations locations, Requests requests, Registrations registrations, Jobs jobs) {}

  /** What is kept with the job as its wish. */
  record Order(UUID planId, Verb verb, int locationId) {}

  DistributionRunner(
      Verb verb,
      Transactions transactions,
      InstantSource clock,
      Neighbors neighbors,
      Outlooks outlooks,
      WaitingStore waiting,
      Progress progress) {
    this.verb = verb;
    this.transactions = transactions;
    this.clock = clock;
    this.neighbors = neighbors;
    this.outlooks = outlooks;
    this.waiting = waiting;
    this.progress = progress;
  }

  static String kind(Verb verb) {
    return verb == Verb.GIVE ? "distribution.give" : "distribution.take_back";
  }

  @Override
  public String kind() {
    return kind(verb);
  }

  @Override
  public void controlled(Job job) {
    if (job.cancelRequested()) {
      waiting
          .of(job.id())
          .forEach((assetId, persons) ->
              waiting.exclude(job.id(), assetId, ResultStore.CANCELED, 0, codes(persons)));
      waiting.remove(job.id(), persons(waiting.of(job.id())));
      neighbors.requests().withdraw(job.id());
      progress.look(job.id());
    } else {
      neighbors.requests().hold(job.id(), job.pauseRequested());
    }
  }

  @Override
  public Next step(Job job) {
    return transactions.call(() -> {
      Next next = Next.WAITING;
      if (!job.pauseRequested() && waiting.any(job.id())) {
        // Locks the job's row: a cancel comes either before this and is seen, or after it.
        neighbors.jobs().running(job.id(), job.note());
        Job locked = find(job.id()).orElse(job);
        next = locked.cancelRequested() ? Next.WAITING : goOn(locked);
      }
      progress.look(job.id());
      boolean over = find(job.id()).filter(after -> !after.state().finished()).isEmpty();
      return over ? Next.FINISHED : next;
    });
  }

  private Optional<Job> find(UUID jobId) {
    return neighbors.jobs().find(Visibility.ALL, jobId);
  }

  private Next goOn(Job job) {
    Integer locationId = job.locationId();
    if (locationId == null) {
      return Next.WAITING;
    }
    neighbors.requests().lock(locationId);
    Map<Integer, int[]> wanted = waiting.of(job.id());
    int[] persons = persons(wanted);
    if (persons.length == 0) {
      return Next.WAITING;
    }
    Next later = new Next.At(clock.instant().plus(LOOK_AGAIN));
    boolean writable =
        neighbors
            .locations()
            .find(Visibility.ALL, locationId)
            .map(Location::state)
            .filter(state -> state.writable())
            .isPresent();
    if (!writable) {
      return later;
    }
    int[] holders = neighbors.registrations().holders(locationId, persons);
    Map<Integer, WaitingStore.Registered> registrations = asked(job, locationId, persons, holders);
    Map<Integer, Integer> ready = new LinkedHashMap<>();
    Map<Integer, WaitingStore.Registered> failed = new LinkedHashMap<>();
    boolean pending = false;
    for (int i = 0; i < persons.length; i++) {
      WaitingStore.Registered registered = registrations.get(persons[i]);
      if (holders[i] > 0) {
        ready.put(persons[i], holders[i]);
      } else if (registered != null && registered.pending()) {
        pending = true;
      } else {
        failed.put(
            persons[i],
            registered == null ? new WaitingStore.Registered(persons[i], 0, false, 0) : registered);
      }
    }
    Instant patience = job.createdAt().plus(PATIENCE);
    if (pending && clock.instant().isBefore(patience)) {
      return later;
    }
    leaveOut(job, wanted, failed);
    ask(job, locationId, wanted, ready);
    return pending ? later : Next.WAITING;
  }

  /**
   * What became of their registrations. Of whom nothing is known was left to a request of another
   * job that was canceled: this one asks.
   */
  private Map<Integer, WaitingStore.Registered> asked(
      Job job, int locationId, int[] persons, int[] holders) {
    Map<Integer, WaitingStore.Registered> known = waiting.registrations(locationId, persons);
    int[] unknown =
        IntStream.range(0, persons.length)
            .filter(i -> holders[i] == 0 && !known.containsKey(persons[i]))
            .map(i -> persons[i])
            .toArray();
    boolean askedNow =
        unknown.length > 0
            && neighbors.registrations().register(locationId, unknown, job.id(), job.actor()) > 0;
    return askedNow ? waiting.registrations(locationId, persons) : known;
  }

  /** Those whom Apple did not register are left out, with Apple's number. */
  private void leaveOut(
      Job job, Map<Integer, int[]> wanted, Map<Integer, WaitingStore.Registered> failed) {
    if (failed.isEmpty()) {
      return;
    }
    long pairs = 0;
    for (Map.Entry<Integer, int[]> asset : wanted.entrySet()) {
      for (int personId : asset.getValue()) {
        WaitingStore.Registered registered = failed.get(personId);
        if (registered != null) {
          int holderId = registered.holderId();
          waiting.exclude(
              job.id(),
              asset.getKey(),
              Exclusion.NOT_REGISTERED.name(),
              registered.errorNumber(),
              new int[] {holderId > 0 ? holderId : -2 * personId});
          pairs++;
        }
      }
    }
    waiting.remove(job.id(), toArray(failed.keySet()));
    neighbors.jobs().count(job.id(), 0, pairs);
  }

  /** Plans again for those who are registered by now: exactly the pairs that were planned. */
  private void ask(
      Job job, int locationId, Map<Integer, int[]> wanted, Map<Integer, Integer> ready) {
    if (ready.isEmpty()) {
      return;
    }
    Outlook outlook =
        outlooks.of(
            new Wish(
                Verb.GIVE,
                locationId,
                toArray(wanted.keySet()),
                new int[0],
                toArray(ready.keySet()),
                new int[0]),
            assetId ->
                Meant.holders(
                    Arrays.stream(wanted.get(assetId))
                        .map(person -> ready.getOrDefault(person, 0))
                        .toArray()));
    Recorder recorder = new Recorder(neighbors.requests(), waiting);
    recorder.requests(job.id(), outlook);
    recorder.exclusions(job.id(), outlook);
    waiting.remove(job.id(), toArray(ready.keySet()));
    long planned = 0;
    for (int[] meant : wanted.values()) {
      planned += Arrays.stream(meant).filter(ready::containsKey).count();
    }
    neighbors.jobs().count(job.id(), 0, planned - outlook.plan().pairs());
  }

  private static int[] persons(Map<Integer, int[]> wanted) {
    return wanted.values().stream().flatMapToInt(Arrays::stream).distinct().toArray();
  }

  private static int[] codes(int[] personIds) {
    return Arrays.stream(personIds).map(person -> -2 * person).toArray();
  }

  private static int[] toArray(java.util.Set<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }
}
