package dev.coster.distribution;

import dev.coster.distribution.Distribution.Verb;
import dev.coster.exchange.Requests;
import dev.coster.job.Job;
import dev.coster.job.JobRunner;
import dev.coster.job.Jobs;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Instant;
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
  private final Jobs jobs;
  private final Requests requests;
  private final AfterRegistration afterRegistration;
  private final WaitingStore waiting;
  private final Progress progress;

  /**
   * What is kept with the job as its wish.
   *
   * @param planned how many licenses the plan asks for, whatever becomes of people meanwhile
   */
  record Order(UUID planId, Verb verb, int locationId, long planned) {}

  DistributionRunner(
      Verb verb,
      Transactions transactions,
      Jobs jobs,
      Requests requests,
      AfterRegistration afterRegistration,
      WaitingStore waiting,
      Progress progress) {
    this.verb = verb;
    this.transactions = transactions;
    this.jobs = jobs;
    this.requests = requests;
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
    return transactions.call(() -> {
      if (!job.pauseRequested() && waiting.any(job.id())) {
        // Locks the job's row: a cancel comes either before this and is seen, or after it.
        jobs.running(job.id(), job.note());
        jobs.find(Visibility.ALL, job.id())
            .filter(locked -> !locked.cancelRequested())
            .ifPresent(afterRegistration::goOn);
      }
      Optional<Instant> again = progress.look(job.id());
      if (again.isEmpty()) {
        return Next.FINISHED;
      }
      return job.pauseRequested() ? Next.WAITING : new Next.At(again.get());
    });
  }

  private static int[] codes(int[] personIds) {
    return Arrays.stream(personIds).map(Targets::codeOfPerson).toArray();
  }
}
