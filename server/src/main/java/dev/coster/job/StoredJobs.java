package dev.coster.job;

import dev.coster.audit.Audit;
import dev.coster.platform.Actor;
import dev.coster.platform.Ids;
import dev.coster.platform.Page;
import dev.coster.platform.Problem;
import dev.coster.platform.Transactions;
import dev.coster.platform.Visibility;
import dev.coster.platform.Wakeups;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs in the table {@code job}. */
final class StoredJobs implements Jobs {
  private final Transactions transactions;
  private final JobStore store;
  private final Ids ids;
  private final InstantSource clock;
  private final Wakeups wakeups;
  private final Audit audit;
  private final JobKinds kinds;

  StoredJobs(
      Transactions transactions,
      JobStore store,
      Ids ids,
      InstantSource clock,
      Wakeups wakeups,
      Audit audit,
      JobKinds kinds) {
    this.transactions = transactions;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.wakeups = wakeups;
    this.audit = audit;
    this.kinds = kinds;
  }

  @Override
  public UUID create(Draft draft, Actor actor) {
    UUID id = ids.next();
    Instant now = clock.instant();
    transactions.run(() -> {
      store.insert(id, draft, actor, now);
      wakeups.wake(JobSteps.NAME, id.toString(), now);
    });
    return id;
  }

  @Override
  public Optional<Job> find(Visibility visibility, UUID id) {
    return store.find(visibility, id);
  }

  @Override
  public List<Job> list(Visibility visibility, boolean openOnly, @Nullable UUID before, int limit) {
    return store.list(visibility, openOnly, before, Page.rows(limit));
  }

  @Override
  public long countOpen(Visibility visibility) {
    return store.countOpen(visibility);
  }

  @Override
  public boolean canPause(Job job) {
    return kinds.find(job.kind()).map(JobRunner::canPause).orElse(false);
  }

  @Override
  public List<Job> changedSince(Visibility visibility, Instant since, int limit) {
    return store.changedSince(visibility, since, Page.rows(limit));
  }

  @Override
  public void running(UUID id, @Nullable String note) {
    store.running(id, note, clock.instant());
  }

  @Override
  public void note(UUID id, String note) {
    store.note(id, note, clock.instant());
  }

  @Override
  public void total(UUID id, long total) {
    store.total(id, total, clock.instant());
  }

  @Override
  public void count(UUID id, long succeeded, long refused) {
    if (succeeded != 0 || refused != 0) {
      store.count(id, succeeded, refused, clock.instant());
    }
  }

  @Override
  public void finish(UUID id, JobState state, @Nullable String note, @Nullable Object result) {
    if (!state.finished()) {
      throw new IllegalArgumentException(state + " does not end a job.");
    }
    store.finish(id, state, note, result, clock.instant());
  }

  @Override
  public void fail(UUID id, Problem problem) {
    fail(id, problem, Map.of());
  }

  @Override
  public void fail(UUID id, Problem problem, Map<String, ?> result) {
    Map<String, Object> kept = new HashMap<>(result);
    kept.put(JobProblem.KEY, JobProblem.Parts.of(problem));
    store.fail(id, problem.code(), JobProblem.words(problem), kept, clock.instant());
  }

  @Override
  public void wake(UUID id, Instant at) {
    wakeups.wake(JobSteps.NAME, id.toString(), at);
  }

  @Override
  public void pause(UUID id, Actor actor) {
    control(id, actor, Control.PAUSE);
  }

  @Override
  public void resume(UUID id, Actor actor) {
    control(id, actor, Control.RESUME);
  }

  @Override
  public void cancel(UUID id, Actor actor) {
    control(id, actor, Control.CANCEL);
  }

  private void control(UUID id, Actor actor, Control control) {
    transactions.run(() -> {
      Job before =
          store
              .lock(id)
              .orElseThrow(() -> Problem.notFound("job.not_found", "There is no such job."));
      if (before.state().finished()) {
        throw Problem.conflict(
            "job.finished",
            "This job is over: it can no longer be " + control.participle() + ".",
            "Look at its result.");
      }
      if (before.cancelRequested()) {
        throw Problem.conflict(
            "job.being_canceled",
            "This job is being canceled: it can no longer be " + control.participle() + ".",
            "Wait for its end; what is missing then can be asked for again.");
      }
      if (control == Control.PAUSE && !canPause(before)) {
        throw Problem.conflict(
            "job.not_pausable",
            "This job has nothing that a pause could hold back.",
            "Let it end, or cancel it.");
      }
      Job after = store.control(id, control, clock.instant());
      audit.record(actor, entry(after, control));
      kinds.find(after.kind()).ifPresent(runner -> runner.controlled(after));
      wake(id, clock.instant());
    });
  }

  private static Audit.Entry entry(Job job, Control control) {
    String summary = "The job \"%s\" was %s.".formatted(job.title(), control.participle());
    Audit.Entry entry = Audit.Entry.of(control.action(), "job", job.id(), summary);
    Integer location = job.locationId();
    return location == null ? entry : entry.at(location);
  }
}
