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
 * Registers persons at a location: asks once, then waits until each of them is read back with an
 * invite code, or refused.
 */
final class RegisterRunner implements JobRunner {
  static final String KIND = "people.register";

  /** Whoever settles a request wakes the job; this is for the case that nobody does. */
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private static final Duration LIMITS_SOON = Duration.ofSeconds(5);

  private final StoredRegistrations registrations;
  private final RegistrationStore store;
  private final StoredRegistrations.Neighbors others;
  private final Transactions transactions;
  private final InstantSource clock;

  RegisterRunner(
      StoredRegistrations registrations,
      RegistrationStore store,
      StoredRegistrations.Neighbors others,
      Transactions transactions,
      InstantSource clock) {
    this.registrations = registrations;
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

  @Override
  public void controlled(Job job) {
    others.apple().requests().hold(job.id(), job.pauseRequested());
  }

  private Next step(Job job, int location, int[] persons) {
    others.apple().requests().lock(location);
    if (job.cancelRequested()) {
      others.apple().requests().withdraw(job.id());
    } else if (job.startedAt() == null && !job.pauseRequested()) {
      if (!registrations.ready()) {
        return new Next.At(clock.instant().plus(LIMITS_SOON));
      }
      registrations.requireWritable(others.locations().find(Visibility.ALL, location));
      registrations.register(location, persons, job.id(), job.actor());
      others.jobs().running(job.id(), "Waits for Apple to register the persons.");
    }
    RegistrationStore.Progress progress = store.progress(location, persons);
    others
        .jobs()
        .count(job.id(), progress.done() - job.succeeded(), progress.failed() - job.refused());
    boolean over = progress.done() + progress.failed() >= persons.length;
    if (others.apple().requests().openOfJob(job.id()) == 0 && (over || job.cancelRequested())) {
      JobState state = job.cancelRequested() ? JobState.CANCELED : JobState.DONE;
      others.jobs().finish(job.id(), state, note(progress), Map.of());
      return Next.FINISHED;
    }
    return new Next.At(clock.instant().plus(LOOK_AGAIN));
  }

  private static String note(RegistrationStore.Progress progress) {
    return progress.failed() == 0
        ? progress.done() + " persons are registered."
        : "%d persons are registered, %d are not; their pages say why."
            .formatted(progress.done(), progress.failed());
  }
}
