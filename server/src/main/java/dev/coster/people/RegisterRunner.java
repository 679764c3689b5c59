package dev.coster.people;

import dev.coster.job.Job;
import dev.coster.job.JobRunner;
import dev.coster.job.JobState;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Registers persons at a location: asks once for each, then waits until all of them are read back
 * with an invite code, or refused. Whom somebody else retires meanwhile is not registered again.
 */
final class RegisterRunner implements JobRunner {
  static final String KIND = "people.register";

  /** Whoever settles a request wakes the job; this is for the case that nobody does. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private static final Duration LIMITS_SOON = Duration.ofSeconds(5);

  private final Registering registering;
  private final RegisteringStore store;
  private final StoredRegistrations.Neighbors others;
  private final Transactions transactions;
  private final InstantSource clock;

  RegisterRunner(
      Registering registering,
      RegisteringStore store,
      StoredRegistrations.Neighbors others,
      Transactions transactions,
      InstantSource clock) {
    this.registering = registering;
    this.store = store;
    this.others = others;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What the job is to do. */
  record Wish(int locationId, List<Integer> personIds) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Next step(Job job) {
    int location = job.wish().get("locationId").asInt();
    int[] persons = job.wish().get("personIds").valueStream().mapToInt(JsonNode::asInt).toArray();
    return transactions.call(() -> step(job, location, persons));
  }

  /** Whoever cancels a paused job must not let its requests go first. */
  @Override
  public void controlled(Job job) {
    if (job.cancelRequested()) {
      others.apple().requests().withdraw(job.id());
    } else {
      others.apple().requests().hold(job.id(), job.pauseRequested());
    }
  }

  private Next step(Job job, int location, int[] persons) {
    others.apple().requests().lock(location);
    Job now = job;
    if (job.cancelRequested()) {
      others.apple().requests().withdraw(job.id());
    } else if (!job.pauseRequested()) {
      if (!registering.ready()) {
        return new Next.At(clock.instant().plus(LIMITS_SOON));
      }
      now = ask(job, location, persons);
    }
    if (now.state().finished()) {
      return Next.FINISHED;
    }
    return progressed(now, location, persons);
  }

  /**
   * Asks for those of whom nothing is known. Whether the job has asked before is told by its own
   * requests: that it was begun tells only that somebody tried. Whom it left to the request of
   * another job is asked for here when that one is withdrawn.
   */
  private Job ask(Job job, int location, int[] persons) {
    boolean first = others.apple().requests().ofJob(Visibility.ALL, job.id(), null, 1).isEmpty();
    int[] missing = registering.missing(location, persons, first);
    if (missing.length == 0 && job.startedAt() != null) {
      return job;
    }
    if (missing.length > 0) {
      registering.requireWritable(location);
    }
    // Locks the job's row: a cancel comes either before this and is seen, or after it.
    others.jobs().running(job.id(), "Waits for Apple to register " + whom(persons.length) + ".");
    Job locked = others.jobs().find(Visibility.ALL, job.id()).orElse(job);
    if (!locked.state().finished() && !locked.cancelRequested()) {
      registering.register(location, missing, job.id());
    }
    return locked;
  }

  private static String whom(int count) {
    return count == 1 ? "the person" : "the people";
  }

  private Next progressed(Job job, int location, int[] persons) {
    RegisteringStore.Progress progress = store.progress(location, persons);
    others
        .jobs()
        .count(job.id(), progress.done() - job.succeeded(), progress.failed() - job.refused());
    // Of whom a paused job has not asked for yet, nothing has failed.
    boolean over =
        progress.done() + progress.failed() >= persons.length
            && (progress.failed() == 0 || !job.pauseRequested());
    if (others.apple().requests().openOfJob(job.id()) == 0 && (over || job.cancelRequested())) {
      JobState state = job.cancelRequested() ? JobState.CANCELED : JobState.DONE;
      // Whom a canceled job did not ask for may have been retired long before it.
      long retired = job.cancelRequested() ? 0 : progress.retired();
      String note = note(progress.done(), progress.failed(), retired);
      others.jobs().finish(job.id(), state, note, Map.of());
      return Next.FINISHED;
    }
    return new Next.At(clock.instant().plus(LOOK_AGAIN));
  }

  static String note(long done, long failed, long retired) {
    String registered = "%s %s registered".formatted(Counts.people(done), Counts.are(done));
    String gone =
        "%,d %s retired at Apple meanwhile".formatted(retired, retired == 1 ? "was" : "were");
    if (failed == 0) {
      return registered + ".";
    }
    if (retired == failed) {
      return "%s, %s.".formatted(registered, gone);
    }
    return "%s, %,d %s not%s; %s why."
        .formatted(
            registered,
            failed,
            Counts.are(failed),
            retired == 0 ? "" : " (" + gone + ")",
            failed == 1 ? "the person's page says" : "their pages say");
  }
}
