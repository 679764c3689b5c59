package dev.coster.platform;

import java.time.Instant;

/**
 * The seam through which work is woken later. In production db-scheduler stands behind it, in
 * simulations a seeded event queue. A wakeup is a hint: whoever is woken looks at the database for
 * what is due, so a wakeup too many does no harm. Thread-safe.
 */
public interface Wakeups {

  /**
   * Wakes a task at an instant or soon after, at least once, also after a restart. Joins the
   * caller's transaction. A wakeup of the same task and key that is already set is moved to the
   * earlier of both instants.
   *
   * @param task the name under which a {@link Task} is known
   * @param key what it is about, for instance a job id
   */
  void wake(String task, String key, Instant at);

  /** What is woken. */
  interface Task {

    /** Its name; stable, since it is stored. */
    String name();

    /**
     * Does what is due for the key. Called without a transaction; at most one call per key at a
     * time over all nodes.
     */
    void run(String key);
  }
}
