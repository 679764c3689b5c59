package dev.coster.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of recording requests, looked at whenever the server did something. */
final class Rules {
  private final JdbcClient jdbc;
  private final Set<UUID> seen = new HashSet<>();

  /** Whatever was assigned at Apple at some time. */
  private final Set<String> everAssigned = new HashSet<>();

  private final Set<String> everAbsent = new HashSet<>();
  private Set<String> assignedNow = Set.of();

  Rules(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is so at Apple now. */
  void truth(Set<String> assignments) {
    everAssigned.addAll(assignments);
    assignedNow.stream().filter(one -> !assignments.contains(one)).forEach(everAbsent::add);
    assignedNow = assignments;
  }

  private static final String PAIRS =
      """
      with pair as (
        select r.*, a as asset_id, h as holder_id
        from request r, unnest(r.asset_ids) a, unnest(r.holder_ids) h)
      """;

  void look() {
    List<UUID> fresh =
        jdbc.sql("select request_id from request").query(UUID.class).list().stream()
            .filter(id -> !seen.contains(id))
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    seen.addAll(fresh);
    UUID[] ids = fresh.toArray(UUID[]::new);
    none(
        "a pair is in two open requests",
        PAIRS
            + """
            select p.asset_id || ' for ' || p.holder_id || ' in ' || string_agg(p.request_id::text, ', ')
            from pair p where p.settled_at is null
            group by p.location_id, p.asset_id, p.holder_id having count(*) > 1
            """);
    none(
        "asked for what is held already",
        PAIRS
            + """
            select p.request_id || ' (attempt ' || p.attempt || '): ' || p.asset_id || ' for ' || p.holder_id
            from pair p join assignment a using (location_id, asset_id, holder_id)
            where p.operation = 'ASSOCIATE' and p.request_id = any(?) and a.since <= p.recorded_at
            """,
        (Object) ids);
    none(
        "asked to take back what is not held, or can never be taken back",
        PAIRS
            + """
            select p.request_id || ': ' || p.asset_id || ' from ' || p.holder_id
            from pair p join location_asset using (location_id, asset_id)
            where p.operation = 'DISASSOCIATE' and p.request_id = any(?)
              and (not revocable or not exists (
                select from assignment a where a.location_id = p.location_id
                  and a.asset_id = p.asset_id and a.holder_id = p.holder_id))
            """,
        (Object) ids);
    none(
        "asked for more than the last known free count minus reservations",
        PAIRS
            + """
            select p.asset_id || ' at ' || p.location_id || ': ' || count(*) || ' of '
              || max(l.available)
            from pair p join location_asset l using (location_id, asset_id)
              join counts_reading c using (location_id)
              left join request_pair f on f.request_id = p.request_id
                and f.asset_id = p.asset_id and f.holder_id = p.holder_id
            where p.operation = 'ASSOCIATE' and not l.unlimited
              and (p.settled_at is null and f.result is null
                or p.settled_at >= c.began_at and p.outcome in ('COMPLETE', 'PARTLY')
                  and (f.result is null or f.result = 'CONFIRMED'))
              and exists (select from request n where n.request_id = any(?) and n.attempt = 1
                and n.operation = 'ASSOCIATE' and n.location_id = p.location_id
                and p.asset_id = any(n.asset_ids))
            group by p.location_id, p.asset_id having count(*) > max(l.available)
            """,
        (Object) ids);
  }

  private void none(String what, String sql, Object... params) {
    List<String> found = jdbc.sql(sql).params(params).query(String.class).list();
    if (!found.isEmpty()) {
      throw new Violation(what + ": " + found);
    }
  }

  /** At rest: everything confirmed was so at some time, and every job's counts add up. */
  void end() {
    Set<String> never = new TreeSet<>(confirmed("ASSOCIATE"));
    never.removeAll(everAssigned);
    if (!never.isEmpty()) {
      throw new Violation("confirmed, but never assigned: " + never);
    }
    Set<String> always = new TreeSet<>(confirmed("DISASSOCIATE"));
    always.removeIf(pair -> everAbsent.contains(pair) || !everAssigned.contains(pair));
    if (!always.isEmpty()) {
      throw new Violation("confirmed as taken back, but always held: " + always);
    }
    none(
        "a job is not finished, or its counts do not add up",
        """
        select kind || ' ' || job_id || ' ' || state || ' ' || total || ' <> ' || succeeded || ' + '
          || refused || ' ' || coalesce(note, '') || ' ' || coalesce(error_detail, '')
        from job
        where finished_at is null
          or kind like 'distribution.%' and (state <> 'DONE' or total <> succeeded + refused)
        """);
    List<String> left = leftOver();
    if (!left.isEmpty()) {
      throw new Violation("something is left over: " + left);
    }
  }

  /** What is open, waits, or wants to be read again. */
  List<String> leftOver() {
    return jdbc.sql(
            """
            select 'request ' || request_id || ' ' || state from request where settled_at is null
            union all select 'job ' || kind || ' ' || job_id from job where finished_at is null
            union all select 'reread of assignments ' || reason from assignment_reread
            union all select 'reread of counts ' || reason from count_reread c where not exists (
              select from listing l where l.location_id = c.location_id and l.kind = 'ASSETS'
                and l.state = 'DONE' and l.began_at > c.asked_at)
            union all select 'reread of users ' || reason from user_reread u where not exists (
              select from listing l where l.location_id = u.location_id and l.kind = 'USERS'
                and l.state = 'DONE' and l.began_at > u.asked_at)
            union all select 'notification ' || notification_id || ' ' || state from notification
              where state in ('NEW', 'FAILED')
            union all select 'check of ' || request_id from request_check
            union all select 'waiting of ' || job_id from job_waiting
            union all select 'event for ' || consumer from outbox_delivery
            """)
        .query(String.class)
        .list();
  }

  private List<String> confirmed(String operation) {
    return jdbc.sql(
            PAIRS
                + """
                select u_id || ' ' || adam_id || ' ' || pricing_param || ' ' || h.kind || apple_id
                from pair p join location using (location_id) join asset using (asset_id)
                  join holder h using (holder_id)
                  left join request_pair f using (request_id, asset_id, holder_id)
                where p.operation = ? and p.outcome in ('COMPLETE', 'PARTLY')
                  and (f.result is null or f.result = 'CONFIRMED')
                """)
        .param(operation)
        .query(String.class)
        .list();
  }
}
