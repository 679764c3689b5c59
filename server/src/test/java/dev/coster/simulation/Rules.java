package dev.coster.simulation;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of recording requests, looked at whenever the server did something. */
final class Rules {
  private static final String PAIRS =
      """
      with pair as (
        select r.*, a as asset_id, h as holder_id
        from request r, unnest(r.asset_ids) a, unnest(r.holder_ids) h)
      """;

  private final JdbcClient jdbc;
  private final Purchases purchases;
  private final Set<UUID> seen = new HashSet<>();
  private final List<UUID> repeated = new ArrayList<>();

  Rules(JdbcClient jdbc, Purchases purchases) {
    this.jdbc = jdbc;
    this.purchases = purchases;
  }

  void look(Instant now) {
    Set<UUID> wished = new HashSet<>();
    List<UUID> fresh = fresh(now, wished);
    if (fresh.isEmpty()) {
      return;
    }
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
    freeCounts(wished.toArray(UUID[]::new));
    repeated.forEach(this::freeCountsOfRepetition);
    repeated.clear();
  }

  /**
   * What the repeated request itself was confirmed is in the counts, or was reserved against older
   * ones. In the counts, too, is what we saw to be given before they began; and younger requests
   * that are being checked, and whose time was over then, are judged after this one (ADR 9). What
   * was asked for again earlier, and only goes out together with others now, was judged then: it
   * reserves, and of its assets only those are judged of which this settlement asks for something
   * again, too.
   */
  private void freeCountsOfRepetition(UUID repetition) {
    none(
        "asked again for more than the last known free count minus what others reserve",
        PAIRS
            + """
            , missed as (
              select o.request_id, o.settled_at
              from request n join request o on o.request_id = n.resend_of
              where n.request_id = ?)
            select n.request_id || ' for ' || p.asset_id || ': ' || count(*) || ' of '
              || max(l.available)
            from request n join pair p on p.location_id = n.location_id
                and p.asset_id = any(n.asset_ids)
                and not exists (select from missed m where m.request_id = p.request_id)
                and exists (
                  select from missed m join request_pair g on g.request_id = m.request_id
                  where g.result = 'SENT_AGAIN' and g.at = m.settled_at
                    and g.asset_id = p.asset_id and g.holder_id = any(n.holder_ids))
              join location_asset l on l.location_id = p.location_id and l.asset_id = p.asset_id
              join counts_reading c on c.location_id = p.location_id
              left join request_pair f on f.request_id = p.request_id
                and f.asset_id = p.asset_id and f.holder_id = p.holder_id
            where n.request_id = ? and n.operation = 'ASSOCIATE' and p.operation = 'ASSOCIATE'
              and not l.unlimited
              and not (p.state in ('LOST', 'CHECKING') and p.check_after < c.began_at
                and p.request_id > (select min(m.request_id::text)::uuid from missed m))
              and (p.settled_at is null
                  and (f.result is null and (p.state = 'RECORDED' or not exists (
                      select from assignment s where s.location_id = p.location_id
                        and s.asset_id = p.asset_id and s.holder_id = p.holder_id
                        and s.since < c.began_at))
                    or f.result = 'CONFIRMED' and f.at >= c.began_at)
                or p.settled_at >= c.began_at and p.outcome in ('COMPLETE', 'PARTLY')
                  and (f.result is null or f.result = 'CONFIRMED'))
            group by n.request_id, p.asset_id having count(*) > max(l.available)
            """,
        repetition,
        repetition);
  }

  private void freeCounts(UUID[] wished) {
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
              and (p.settled_at is null
                  and (f.result is null or f.result = 'CONFIRMED' and f.at >= c.began_at)
                or p.settled_at >= c.began_at and p.outcome in ('COMPLETE', 'PARTLY')
                  and (f.result is null or f.result = 'CONFIRMED'))
              and exists (select from request n where n.request_id = any(?)
                and n.operation = 'ASSOCIATE' and n.location_id = p.location_id
                and p.asset_id = any(n.asset_ids))
            group by p.location_id, p.asset_id having count(*) + coalesce((
              select sum(cardinality(w.person_ids)) from job_waiting w join job j using (job_id)
              where j.location_id = p.location_id and w.asset_id = p.asset_id
                and j.finished_at is null and not exists (
                  select from request own
                  where own.request_id = any(?) and own.job_id = w.job_id)), 0) > max(l.available)
            """,
        wished,
        wished);
  }

  /**
   * Requests that were recorded since, and over which counts; those that are parts of an older one,
   * or its repetition, ask for nothing new.
   */
  private List<UUID> fresh(Instant now, Set<UUID> wished) {
    List<UUID> fresh = new ArrayList<>();
    jdbc.sql(
            """
            select request_id, attempt, began_at, recorded_at, resend_of
            from request left join counts_reading using (location_id)
            """)
        .query((ResultSet row) -> {
          UUID id = row.getObject(1, UUID.class);
          OffsetDateTime counts = row.getObject(3, OffsetDateTime.class);
          if (seen.add(id)) {
            fresh.add(id);
            Instant at = row.getObject(4, OffsetDateTime.class).toInstant();
            if (row.getInt(2) == 1 && counts != null && at.isAfter(now.minusSeconds(1))) {
              purchases.recorded(id, counts.toInstant());
              wished.add(id);
            }
            if (row.getObject(5) != null && counts != null) {
              repeated.add(id);
            }
          }
        });
    return fresh;
  }

  private void none(String what, String sql, Object... params) {
    List<String> found = jdbc.sql(sql).params(params).query(String.class).list();
    if (!found.isEmpty()) {
      throw new Violation(what + ": " + found);
    }
  }

  /** At rest: every job is finished as it should be, and nothing is left over. */
  void end() {
    none(
        "a job is not finished, or its counts do not add up",
        """
        select kind || ' ' || job_id || ' ' || state || ' ' || total || ' <> ' || succeeded || ' + '
          || refused || ' ' || coalesce(note, '') || ' ' || coalesce(error_detail, '')
        from job
        where finished_at is null
          or state = 'CANCELED' and not cancel_requested
          or state = 'FAILED' and (error_code is null or kind like 'distribution.%')
          or kind like 'distribution.%' and state = 'DONE' and total <> succeeded + refused
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
                and l.state = 'DONE' and l.began_at > u.asked_at and l.holder_id is null)
            union all select 'user to be read: ' || holder_id from user_check
            union all select 'notification ' || notification_id || ' ' || state from notification
              where state in ('NEW', 'FAILED')
            union all select 'check of ' || request_id from request_check
            union all select 'waiting of ' || job_id from job_waiting
            union all select 'event for ' || consumer from outbox_delivery
            """)
        .query(String.class)
        .list();
  }
}
