package dev.coster.job;

import dev.coster.audit.Audit;
import dev.coster.platform.Ids;
import dev.coster.platform.Mishaps;
import dev.coster.platform.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The real jobs, for tests of other packages; stepped by hand-cranked wakeups. */
public final class TestJobs {
  private final List<JobRunner> runners = new ArrayList<>();
  private final Jobs jobs;

  private TestJobs(
      TestDatabase database, InstantSource clock, HandCrankedWakeups wakeups, Audit audit) {
    JobKinds kinds = new JobKinds(() -> runners);
    this.jobs =
        new StoredJobs(
            database.transactions(),
            new JobStore(database.jdbc()),
            Ids.secure(clock),
            clock,
            wakeups,
            audit,
            kinds);
    wakeups.add(new JobSteps(jobs, kinds, database.transactions(), clock, Mishaps.logged()));
  }

  /** Jobs in the test's database. */
  public static TestJobs of(
      TestDatabase database, InstantSource clock, HandCrankedWakeups wakeups, Audit audit) {
    return new TestJobs(database, clock, wakeups, audit);
  }

  /** Jobs that nobody wakes; the test steps their runners itself. */
  public static Jobs over(
      TestDatabase database,
      Ids ids,
      InstantSource clock,
      Audit audit,
      Supplier<List<JobRunner>> runners) {
    return new StoredJobs(
        database.transactions(),
        new JobStore(database.jdbc()),
        ids,
        clock,
        (_, _, _) -> {},
        audit,
        new JobKinds(runners));
  }

  /** The jobs. */
  public Jobs jobs() {
    return jobs;
  }

  /** Has a runner do the jobs of its kind. */
  public void add(JobRunner runner) {
    runners.add(runner);
  }
}
