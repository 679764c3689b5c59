package dev.coster.simulation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was wished, pair by pair, and what became of it: nothing is lost, nothing is called refused
 * that Apple did not refuse, nothing confirmed that was not so.
 */
final class Ledger {
  private static final String FARED =
      """
      with pair as (
        select r.*, a as asset_id, h as holder_id
        from request r, unnest(r.asset_ids) a, unnest(r.holder_ids) h
        where r.operation in ('ASSOCIATE', 'DISASSOCIATE')),
      fared as (
        select p.job_id, p.request_id, p.attempt, p.operation, p.recorded_at, p.settled_at,
          p.location_id, p.asset_id, p.holder_id,
          coalesce(f.result, case p.outcome when 'REFUSED' then 'REFUSED'
            when 'WITHDRAWN' then 'WITHDRAWN' else 'CONFIRMED' end) as result,
          case when f.result is null then p.error_number else f.error_number end as number
        from pair p left join request_pair f using (request_id, asset_id, holder_id)
        where p.settled_at is not null)
      """;

  private final JdbcClient jdbc;
  private final Sendings sendings;
  private final History history;
  private final Map<UUID, Long> planned = new HashMap<>();
  private final Map<UUID, Long> leftOut = new HashMap<>();

  Ledger(JdbcClient jdbc, Sendings sendings, History history) {
    this.jdbc = jdbc;
    this.sendings = sendings;
    this.history = history;
  }

  /** Somebody was shown a plan with so many pairs. */
  void planned(UUID planId, long pairs) {
    planned.put(planId, pairs);
  }

  /** A plan was made a job: each planned pair is in a request, or waits for a registration. */
  void ran(UUID planId, UUID jobId) {
    long asked =
        jdbc.sql(
                """
                select coalesce(sum(pairs), 0) from (
                  select cardinality(asset_ids) * cardinality(holder_ids) as pairs
                  from request where job_id = :job and attempt = 1
                    and operation in ('ASSOCIATE', 'DISASSOCIATE')
                  union all select cardinality(person_ids) from job_waiting where job_id = :job) x
                """)
            .param("job", jobId)
            .query(Long.class)
            .single();
    leftOut.put(
        planId,
        jdbc.sql(
                "select coalesce(sum(cardinality(holder_ids)), 0) from job_exclusion where job_id = ?")
            .param(jobId)
            .query(Long.class)
            .single());
    if (asked != planned.getOrDefault(planId, -1L)) {
      throw new Violation(
          "Plan %s has %s pairs, its job %s asks for %s"
              .formatted(planId, planned.get(planId), jobId, asked));
    }
  }

  /** At rest. */
  void end() {
    totals();
    results();
    outcomes();
    lastWords();
  }

  /** Whoever cannot be registered after all is left out of the job as well, and listed. */
  private void totals() {
    jdbc.sql(
            """
            select plan_id, total + coalesce((
              select sum(cardinality(holder_ids)) from job_exclusion x
              where x.job_id = job.job_id and x.reason <> 'CANCELED'), 0)
            from plan join job using (job_id)
            """)
        .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
        .list()
        .forEach(job -> {
          Long first = leftOut.get(job.getKey());
          // Null: the node died before it could tell.
          if (first != null && job.getValue() != planned.get(job.getKey()) + first) {
            throw new Violation(
                "Plan %s had %s pairs and left %s out, its job accounts for %s"
                    .formatted(job.getKey(), planned.get(job.getKey()), first, job.getValue()));
          }
        });
  }

  /** Each pair of a job has one end, and the job's counters count them. */
  private void results() {
    List<String> wrong =
        jdbc.sql(
                FARED
                    + """
                    , one as (
                      select job_id, asset_id, holder_id,
                        count(*) filter (where result <> 'SENT_AGAIN') as ends,
                        count(*) filter (where result = 'CONFIRMED') as confirmed,
                        count(*) filter (where result in ('REFUSED', 'NOT_DONE')) as refused
                      from fared where job_id is not null group by 1, 2, 3),
                    every as (
                      select job_id, count(*) as asked, count(*) filter (where ends <> 1) as odd,
                        coalesce(sum(confirmed), 0) as confirmed,
                        coalesce(sum(refused), 0) as refused
                      from one group by 1)
                    select job_id || ' ' || j.state || ': ' || total || ' pairs, ' || asked
                      || ' asked for, ' || odd || ' without one end, ' || e.confirmed || '/'
                      || j.succeeded || ' confirmed, ' || e.refused || '/' || j.refused || ' refused'
                    from every e join job j using (job_id)
                    where j.kind like 'distribution.%' and (odd > 0 or e.confirmed <> j.succeeded
                      or e.refused > j.refused
                      or (j.state = 'DONE' and asked + j.refused - e.refused <> total))
                    """)
            .query(String.class)
            .list();
    if (!wrong.isEmpty()) {
      throw new Violation("a job's pairs do not add up: " + wrong);
    }
  }

  private record Fared(
      String pair,
      UUID request,
      int attempt,
      boolean gives,
      Instant recordedAt,
      Instant settledAt,
      String result,
      @Nullable Integer number) {}

  private List<Fared> fared() {
    return jdbc.sql(
            FARED
                + """
                select u_id || ' ' || adam_id || ' ' || pricing_param || ' ' || h.kind || apple_id,
                  request_id, attempt, operation, recorded_at, settled_at, result, number
                from fared join location using (location_id) join asset using (asset_id)
                  join holder h using (holder_id)
                where result <> 'SENT_AGAIN' order by settled_at desc, recorded_at desc
                """)
        .query((row, _) ->
            new Fared(
                row.getString(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4).equals("ASSOCIATE"),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                row.getString(7),
                row.getObject(8, Integer.class)))
        .list();
  }

  private void outcomes() {
    for (Fared one : fared()) {
      boolean good =
          switch (one.result()) {
            case "CONFIRMED" ->
                history.was(one.pair(), one.gives(), one.recordedAt(), one.settledAt());
            case "WITHDRAWN" -> !sendings.went(one.request());
            case "REFUSED" -> one.number() != null && sendings.wasSaid(one.pair(), one.number());
            case "NOT_DONE" ->
                one.attempt() > 1
                    || !history.was(one.pair(), one.gives(), one.settledAt(), one.settledAt());
            default -> false;
          };
      if (!good) {
        throw new Violation("this is said, and it is not so: " + one);
      }
    }
  }

  /** What was confirmed last of a pair is so, unless somebody else changed it. */
  private void lastWords() {
    Set<String> seen = new HashSet<>();
    for (Fared one : fared()) {
      if (seen.add(one.pair())
          && one.result().equals("CONFIRMED")
          && history.lastByUs(one.pair())
          && !sendings.mayComeLate(one.pair())
          && history.holds(one.pair()) != one.gives()) {
        throw new Violation("this was the last word, and it is not so: " + one);
      }
    }
  }
}
