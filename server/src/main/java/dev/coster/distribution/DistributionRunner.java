package dev.coster.distribution;

import dev.coster.catalog.Assets;
import dev.coster.distribution.Distribution.Verb;
import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.job.JobRunner;
import dev.coster.job.Jobs;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Goes on with jobs that give or take back, and keeps their note true. What else there is to do is
 * done by those who settle requests.
 */
final class DistributionRunner implements JobRunner {
  private final Verb verb;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Jobs jobs;
  private final Requests requests;
  private final Assets assets;
  private final AfterRegistration afterRegistration;
  private final WaitingStore waiting;
  private final Progress progress;

  /** The other packages that it speaks to. */
  record Neighbors(Jobs jobs, Requests requests, Assets assets) {}

  /**
   * What is kept with the job as its wish.
   *
   * @param planned how many licenses the plan asks for, whatever becomes of people meanwhile
   */
  record Order(UUID planId, Verb verb, int locationId, long planned) {}

  DistributionRunner(
      Verb verb,
      Transactions transactions,
      InstantSource clock,
      Neighbors neighbors,
      AfterRegistration afterRegistration,
      WaitingStore waiting,
      Progress progress) {
    this.verb = verb;
    this.transactions = transactions;
    this.clock = clock;
    this.jobs = neighbors.jobs();
    this.requests = neighbors.requests();
    this.assets = neighbors.assets();
    this.afterRegistration = afterRegistration;
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
      Map<Integer, int[]> waited = waiting.of(job.id());
      waited.forEach((assetId, persons) ->
          waiting.exclude(job.id(), assetId, ResultStore.CANCELED, 0, codes(persons)));
      waiting.remove(job.id(), AfterRegistration.persons(waited));
      requests.withdraw(job.id());
    } else {
      requests.hold(job.id(), job.pauseRequested());
    }
    progress.look(job.id());
  }

  /** Looks again when there may be news, and at the latest when Apple was to be asked again. */
  @Override
  public Next step(Job job) {
    boolean countsWanted = transactions.call(() -> goOn(job));
    Integer locationId = job.locationId();
    if (countsWanted && locationId != null) {
      // Who settles requests asks for counts before he counts at the job: never with its lock.
      transactions.run(() ->
          assets.askForCounts(
              locationId, "whether licenses are left is not clear", clock.instant()));
    }
    return transactions.call(() -> {
      Optional<Instant> again = progress.look(job.id());
      if (again.isEmpty()) {
        return Next.FINISHED;
      }
      return job.pauseRequested() ? Next.WAITING : new Next.At(again.get());
    });
  }

  /** Whether newer counts are needed. */
  private boolean goOn(Job job) {
    if (job.pauseRequested() || !waiting.any(job.id())) {
      return false;
    }
    // Locks the job's row: a cancel comes either before this and is seen, or after it.
    jobs.running(job.id(), job.note());
    return jobs.find(Visibility.ALL, job.id())
        .filter(locked -> !locked.cancelRequested())
        .map(afterRegistration::goOn)
        .orElse(false);
  }

  private static int[] codes(int[] personIds) {
    return Arrays.stream(personIds).map(Targets::codeOfPerson).toArray();
  }
}
