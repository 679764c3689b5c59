package dev.coster.simulation;

import dev.coster.platform.Wakeups;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Wakeups cranked by the simulation, kept in the table that db-scheduler would keep them in, so
 * that they commit with what set them and survive a crash.
 */
final class StoredQueue implements Wakeups {
  private static final Duration DEAD_AFTER = Duration.ofSeconds(20);

  private final JdbcClient jdbc;

  StoredQueue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A wakeup that fell due. */
  record Due(String task, String key) {}

  @Override
  public void wake(String task, String key, Instant at) {
    jdbc.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            values (?, ?, ?, false, 1)
            on conflict (task_name, task_instance) do update
            set execution_time =
                  case when scheduled_tasks.picked then scheduled_tasks.execution_time
                       else least(scheduled_tasks.execution_time, excluded.execution_time) end,
                again_at =
                  case when scheduled_tasks.picked
                       then least(scheduled_tasks.again_at, excluded.execution_time) end
            """)
        .params(task, key, utc(at))
        .update();
  }

  Optional<Instant> nextDue() {
    return jdbc.sql(
            "select min(execution_time) from scheduled_tasks where not picked"
                + " having min(execution_time) is not null")
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** Takes one that is due for a node. */
  Optional<Due> take(String node, Instant now) {
    return jdbc.sql(
            """
            update scheduled_tasks set picked = true, picked_by = ?
            where (task_name, task_instance) in (
              select task_name, task_instance from scheduled_tasks
              where not picked and execution_time <= ?
              order by execution_time, task_name, task_instance limit 1)
            returning task_name, task_instance
            """)
        .params(node, utc(now))
        .query((row, _) -> new Due(row.getString(1), row.getString(2)))
        .optional();
  }

  /** The run is over: called again where somebody wished so meanwhile. */
  void done(Due due) {
    jdbc.sql(
            """
            delete from scheduled_tasks
            where task_name = ? and task_instance = ? and again_at is null
            """)
        .params(due.task(), due.key())
        .update();
    jdbc.sql(
            """
            update scheduled_tasks
            set execution_time = again_at, again_at = null, picked = false, picked_by = null
            where task_name = ? and task_instance = ?
            """)
        .params(due.task(), due.key())
        .update();
  }

  /** What a dead node had taken is called again, by whoever is alive. */
  void died(String node, Instant now) {
    jdbc.sql(
            """
            update scheduled_tasks
            set execution_time = ?, again_at = null, picked = false, picked_by = null
            where picked_by = ?
            """)
        .params(utc(now.plus(DEAD_AFTER)), node)
        .update();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
