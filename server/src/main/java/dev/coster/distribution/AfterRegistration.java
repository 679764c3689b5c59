package dev.coster.distribution;

import dev.coster.distribution.Distribution.Exclusion;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.distribution.Distribution.Wish;
import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.job.Jobs;
import dev.coster.location.Location;
import dev.coster.location.LocationState;
import dev.coster.location.Locations;
import dev.coster.people.Registrations;
import dev.coster.platform.Ints;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks for the licenses of people as soon as Apple has registered them, and leaves out those whom
 * Apple does not register. Under the job's lock, and under that of the location's requests.
 */
final class AfterRegistration {
  /** How long all persons of a job are waited for, before the ones that are ready go first. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Neighbors neighbors;
  private final Outlooks outlooks;
  private final Scarcity scarcity;
  private final WaitingStore waiting;

  /** The other packages that it speaks to. */
  record Neighbors(
      Locations locations, Requests requests, Registrations registrations, Jobs jobs) {}

  AfterRegistration(
      InstantSource clock,
      Neighbors neighbors,
      Outlooks outlooks,
      Scarcity scarcity,
      WaitingStore waiting) {
    this.clock = clock;
    this.neighbors = neighbors;
    this.outlooks = outlooks;
    this.scarcity = scarcity;
    this.waiting = waiting;
  }

  /**
   * How the persons of a job stand.
   *
   * @param ready holders by person
   * @param failed what is known of those whom Apple did not register
   * @param pending whether Apple is still at it for some
   */
  private record Standing(
      Map<Integer, Integer> ready, Map<Integer, WaitingStore.Registered> failed, boolean pending) {}

  /**
   * Does what can be done now for a job that is locked.
   *
   * @return whether newer counts are needed to go on
   */
  boolean goOn(Job job) {
    Integer locationId = job.locationId();
    if (locationId == null) {
      return false;
    }
    neighbors.requests().lock(locationId);
    Map<Integer, int[]> wanted = waiting.of(job.id());
    int[] persons = persons(wanted);
    if (persons.length == 0 || !writable(locationId)) {
      return false;
    }
    Standing standing = standing(job, locationId, persons);
    if (standing.pending() && clock.instant().isBefore(job.createdAt().plus(PATIENCE))) {
      return false;
    }
    long leftOut = leaveOut(job, wanted, standing.failed());
    Asked asked = ask(job, locationId, wanted, standing.ready());
    leftOut += asked.leftOut();
    if (leftOut > 0) {
      neighbors.jobs().total(job.id(), job.total() - leftOut);
    }
    return asked.countsWanted();
  }

  /**
   * What came of asking.
   *
   * @param leftOut how many of the pairs nothing is asked for
   * @param countsWanted whether some wait until counts tell if licenses are left for them
   */
  private record Asked(long leftOut, boolean countsWanted) {}

  private boolean writable(int locationId) {
    return neighbors
        .locations()
        .find(Visibility.ALL, locationId)
        .map(Location::state)
        .filter(LocationState::writable)
        .isPresent();
  }

  private Standing standing(Job job, int locationId, int[] persons) {
    int[] holders = neighbors.registrations().holders(locationId, persons);
    Map<Integer, WaitingStore.Registered> registrations =
        askedFor(job, locationId, persons, holders);
    Map<Integer, Integer> ready = new LinkedHashMap<>();
    Map<Integer, WaitingStore.Registered> failed = new LinkedHashMap<>();
    boolean pending = false;
    for (int i = 0; i < persons.length; i++) {
      WaitingStore.Registered registered =
          registrations.getOrDefault(
              persons[i], new WaitingStore.Registered(persons[i], 0, false, 0));
      if (holders[i] > 0) {
        ready.put(persons[i], holders[i]);
      } else if (registered.pending()) {
        pending = true;
      } else {
        failed.put(persons[i], registered);
      }
    }
    return new Standing(ready, failed, pending);
  }

  /** Another job that asked for a registration may have been canceled: this one asks by itself. */
  private Map<Integer, WaitingStore.Registered> askedFor(
      Job job, int locationId, int[] persons, int[] holders) {
    Map<Integer, WaitingStore.Registered> known = waiting.registrations(locationId, persons);
    List<Integer> unknown = new ArrayList<>();
    for (int i = 0; i < persons.length; i++) {
      if (holders[i] == 0 && !known.containsKey(persons[i])) {
        unknown.add(persons[i]);
      }
    }
    boolean asked =
        !unknown.isEmpty()
            && neighbors.registrations().register(locationId, Ints.of(unknown), job.id()) > 0;
    return asked ? waiting.registrations(locationId, persons) : known;
  }

  /** Those whom Apple did not register are left out, with Apple's number; how many pairs. */
  private long leaveOut(
      Job job, Map<Integer, int[]> wanted, Map<Integer, WaitingStore.Registered> failed) {
    if (failed.isEmpty()) {
      return 0;
    }
    long pairs = 0;
    for (Map.Entry<Integer, int[]> asset : wanted.entrySet()) {
      Map<Integer, List<Integer>> byNumber = new TreeMap<>();
      for (int personId : asset.getValue()) {
        WaitingStore.Registered one = failed.get(personId);
        if (one != null) {
          byNumber.computeIfAbsent(one.errorNumber(), _ -> new ArrayList<>()).add(one.code());
          pairs++;
        }
      }
      byNumber.forEach((number, codes) ->
          waiting.exclude(
              job.id(), asset.getKey(), Exclusion.NOT_REGISTERED.name(), number, Ints.of(codes)));
    }
    waiting.remove(job.id(), Ints.of(failed.keySet()));
    return pairs;
  }

  /**
   * Plans again for those who are registered by now: exactly the pairs that were planned. Of an app
   * that may be short, or may not, all of them wait; they hold their licenses meanwhile.
   */
  private Asked ask(
      Job job, int locationId, Map<Integer, int[]> wanted, Map<Integer, Integer> ready) {
    if (ready.isEmpty() || wanted.isEmpty()) {
      return new Asked(0, false);
    }
    Outlook outlook =
        outlooks.of(
            new Wish(
                Verb.GIVE,
                locationId,
                Ints.of(wanted.keySet()),
                new int[0],
                Ints.of(ready.keySet()),
                new int[0]),
            assetId ->
                Meant.holders(
                    Arrays.stream(wanted.get(assetId))
                        .map(person -> ready.getOrDefault(person, 0))
                        .toArray()),
            job.id());
    Set<Integer> unclear = unclear(job, locationId, outlook.plan());
    if (!unclear.isEmpty()) {
      Map<Integer, int[]> clear = new TreeMap<>(wanted);
      clear.keySet().removeAll(unclear);
      return new Asked(ask(job, locationId, clear, ready).leftOut(), true);
    }
    Recorder recorder = new Recorder(neighbors.requests(), waiting);
    recorder.requests(job.id(), outlook);
    recorder.exclusions(job.id(), outlook);
    waiting.remove(job.id(), Ints.of(wanted.keySet()), Ints.of(ready.keySet()));
    long planned = 0;
    for (int[] meant : wanted.values()) {
      planned += Arrays.stream(meant).filter(ready::containsKey).count();
    }
    return new Asked(planned - outlook.plan().pairs(), false);
  }

  /** What somebody would be left out for who, by newer counts, need not be. */
  private Set<Integer> unclear(Job job, int locationId, Plan plan) {
    List<Integer> scarce =
        plan.assets().stream()
            .filter(asset -> asset.excluded().containsKey(Exclusion.NO_LICENSE_FREE))
            .map(Plan.AssetPlan::assetId)
            .toList();
    return scarce.isEmpty() ? Set.of() : scarcity.doubtful(locationId, scarce, job.createdAt());
  }

  /** Whoever waits, for whatever asset, each once. */
  static int[] persons(Map<Integer, int[]> wanted) {
    return wanted.values().stream().flatMapToInt(Arrays::stream).distinct().toArray();
  }
}
