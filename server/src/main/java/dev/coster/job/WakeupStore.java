package dev.coster.job;

import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code scheduled_tasks} as far as db-scheduler's own client does not go: a wakeup that
 * joins any transaction, moves an earlier one forward, and is not lost while its task is running.
 */
final class WakeupStore {
  private final JdbcClient jdbc;

  WakeupStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void wake(String task, String key, Instant at) {
    jdbc.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            values (:task, :key, :at, false, 1)
            on conflict (task_name, task_instance) do update
            set execution_time =
                  case when scheduled_tasks.picked then scheduled_tasks.execution_time
                       else least(scheduled_tasks.execution_time, excluded.execution_time) end,
                again_at =
                  case when scheduled_tasks.picked
                       then least(scheduled_tasks.again_at, excluded.execution_time) end
            """)
        .param("task", task)
        .param("key", key)
        .param("at", Instants.utc(at))
        .update();
  }

  /**
   * Takes the wish that came while the task was running, and locks out others until the caller's
   * transaction has put it into the schedule.
   */
  Optional<Instant> takeAgain(String task, String key) {
    Optional<Instant> again =
        jdbc.sql(
                """
                select again_at from scheduled_tasks
                where task_name = :task and task_instance = :key
                for update
                """)
            .param("task", task)
            .param("key", key)
            .query((row, _) -> Optional.ofNullable(Instants.orNull(row, "again_at")))
            .optional()
            .flatMap(found -> found);
    jdbc.sql(
            """
            update scheduled_tasks set again_at = null
            where task_name = :task and task_instance = :key and again_at is not null
            """)
        .param("task", task)
        .param("key", key)
        .update();
    return again;
  }
}
