package dev.coster.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.coster.platform.Mishaps;
import dev.coster.platform.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Runs db-scheduler while the server runs. A task that a dead node had taken is called again some
 * twenty seconds later, by any node; a task that throws, after a growing pause.
 */
final class WakeupLoop implements SmartLifecycle {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;
  private static final int THREADS = 6;
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);
  private static final int DOUBLINGS = 9;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final StoredWakeups wakeups;
  private final DataSource dataSource;
  private final InstantSource clock;
  private final Supplier<List<Wakeups.Task>> tasks;
  private final Mishaps mishaps;
  private @Nullable Scheduler scheduler;

  WakeupLoop(
      StoredWakeups wakeups,
      DataSource dataSource,
      InstantSource clock,
      Supplier<List<Wakeups.Task>> tasks,
      Mishaps mishaps) {
    this.mishaps = mishaps;
    this.wakeups = wakeups;
    this.dataSource = dataSource;
    this.clock = clock;
    this.tasks = tasks;
  }

  @Override
  public synchronized void start() {
    List<Task<?>> known = tasks.get().stream().<Task<?>>map(this::task).toList();
    Scheduler starting =
        Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), known)
            .clock(clock::instant)
            .pollingInterval(LOOK)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .threads(THREADS)
            .pollUsingLockAndFetch(0.5, 1.0)
            .alwaysPersistTimestampInUTC()
            .shutdownMaxWait(PATIENCE_AT_STOP)
            .build();
    starting.start();
    wakeups.onSet(starting::triggerCheckForDueExecutions);
    scheduler = starting;
  }

  @Override
  public synchronized void stop() {
    Scheduler stopping = scheduler;
    if (stopping != null) {
      wakeups.onSet(() -> {});
      stopping.stop();
      scheduler = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return scheduler != null;
  }

  private Task<Void> task(Wakeups.Task task) {
    return Tasks.custom(task.name(), Void.class)
        .onFailure(this::failed)
        .onDeadExecution(this::revive)
        .execute((instance, _) -> run(task, instance));
  }

  private CompletionHandler<Void> run(Wakeups.Task task, TaskInstance<Void> instance) {
    task.run(instance.getId());
    return this::done;
  }

  private void done(ExecutionComplete run, ExecutionOperations<Void> operations) {
    end(
        run,
        again -> again.ifPresentOrElse(at -> operations.reschedule(run, at), operations::stop));
  }

  private void failed(ExecutionComplete run, ExecutionOperations<Void> operations) {
    int failures = run.getExecution().consecutiveFailures;
    Duration pause = Duration.ofSeconds(1L << Math.min(failures, DOUBLINGS));
    Instant retry =
        clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    run.getCause().ifPresent(cause -> told(run, cause));
    end(run, _ -> operations.reschedule(run, retry));
  }

  private void told(ExecutionComplete run, Throwable cause) {
    String where =
        "Task %s for %s".formatted(run.getExecution().getTaskName(), run.getExecution().getId());
    mishaps.happened(
        where, cause instanceof RuntimeException what ? what : new IllegalStateException(cause));
  }

  private void revive(ExecutionComplete run, ExecutionOperations<Void> operations) {
    end(run, _ -> operations.reschedule(run, clock.instant()));
  }

  private void end(ExecutionComplete run, StoredWakeups.Ending ending) {
    wakeups.ended(run.getExecution().getTaskName(), run.getExecution().getId(), ending);
  }
}
