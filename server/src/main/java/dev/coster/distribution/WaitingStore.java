package dev.coster.distribution;

import dev.coster.platform.Ints;
import dev.coster.platform.SqlArrays;
import java.sql.ResultSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL on {@code job_waiting} and {@code job_exclusion}: pairs of a job that are in no request. */
final class WaitingStore {
  private final JdbcClient jdbc;

  WaitingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID jobId, int assetId, int[] personIds) {
    jdbc.sql(
            """
            insert into job_waiting (job_id, asset_id, person_ids)
            values (:job, :asset, :persons)
            """)
        .param("job", jobId)
        .param("asset", assetId)
        .param("persons", SqlArrays.ints(personIds))
        .update();
  }

  boolean any(UUID jobId) {
    return Boolean.TRUE.equals(
        jdbc.sql("select exists (select from job_waiting where job_id = :job)")
            .param("job", jobId)
            .query(Boolean.class)
            .single());
  }

  /** How many people of the job are waited for. */
  long persons(UUID jobId) {
    return jdbc.sql(
            """
            select count(distinct p) from job_waiting w cross join lateral unnest(w.person_ids) p
            where w.job_id = :job
            """)
        .param("job", jobId)
        .query(Long.class)
        .single();
  }

  /** Whose licenses wait for a registration, per asset, in the stated order. */
  Map<Integer, int[]> of(UUID jobId) {
    Map<Integer, int[]> waiting = new TreeMap<>();
    jdbc.sql("select asset_id, person_ids from job_waiting where job_id = :job")
        .param("job", jobId)
        .query((ResultSet row) -> {
          waiting.put(row.getInt(1), Ints.at(row, "person_ids"));
        });
    return waiting;
  }

  /** Takes persons out, for all assets. */
  void remove(UUID jobId, int[] personIds) {
    remove(jobId, null, personIds);
  }

  /** Takes persons out, for these assets (null = all). */
  void remove(UUID jobId, int @Nullable [] assetIds, int[] personIds) {
    jdbc.sql(
            """
            update job_waiting w
            set person_ids = array(
              select p from unnest(w.person_ids) with ordinality as o (p, place)
              where p <> all (:persons) order by place)
            where job_id = :job
              and (cast(:assets as int[]) is null or asset_id = any (cast(:assets as int[])))
            """)
        .param("job", jobId)
        .param("assets", assetIds == null ? null : SqlArrays.ints(assetIds))
        .param("persons", SqlArrays.ints(personIds))
        .update();
    jdbc.sql("delete from job_waiting where job_id = :job and cardinality(person_ids) = 0")
        .param("job", jobId)
        .update();
  }

  /**
   * How many licenses of each asset jobs at a location hold for people who are being registered.
   *
   * @param except a job that does not count; null = all count
   */
  Map<Integer, Long> reserved(int locationId, @Nullable UUID except) {
    Map<Integer, Long> reserved = new TreeMap<>();
    jdbc.sql(
            """
            select w.asset_id, sum(cardinality(w.person_ids))
            from job_waiting w join job j on j.job_id = w.job_id
            where j.location_id = :location and j.finished_at is null
              and j.job_id is distinct from cast(:except as uuid)
            group by w.asset_id
            """)
        .param("location", locationId)
        .param("except", except)
        .query((ResultSet row) -> {
          reserved.put(row.getInt(1), row.getLong(2));
        });
    return reserved;
  }

  /** What became of a person's registrations at a location. */
  record Registered(int personId, int holderId, boolean pending, int errorNumber) {
    /** What stands for the person in {@code job_exclusion}; see {@link Targets}. */
    int code() {
      return holderId > 0 ? holderId : Targets.codeOfPerson(personId);
    }
  }

  /** The newest registration of each of these persons. */
  Map<Integer, Registered> registrations(int locationId, int[] personIds) {
    Map<Integer, Registered> found = new TreeMap<>();
    jdbc.sql(
            """
            select distinct on (h.person_id) h.person_id, r.holder_id,
              r.status is null and r.error_number is null and r.error_message is null as pending,
              coalesce(r.error_number, 0) as error_number
            from registration r join holder h on h.holder_id = r.holder_id
            where r.location_id = :location and h.person_id = any (:persons)
            order by h.person_id, pending desc, r.asked_at desc nulls last, r.holder_id desc
            """)
        .param("location", locationId)
        .param("persons", SqlArrays.ints(personIds))
        .query((ResultSet row) -> {
          found.put(
              row.getInt("person_id"),
              new Registered(
                  row.getInt("person_id"),
                  row.getInt("holder_id"),
                  row.getBoolean("pending"),
                  row.getInt("error_number")));
        });
    return found;
  }

  /** Notes pairs that are not asked for; see {@link Targets} for the codes. */
  void exclude(UUID jobId, int assetId, String reason, int errorNumber, int[] codes) {
    jdbc.sql(
            """
            insert into job_exclusion (job_id, asset_id, reason, error_number, holder_ids)
            values (:job, :asset, :reason, :number, :codes)
            on conflict (job_id, asset_id, reason, error_number)
            do update set holder_ids = job_exclusion.holder_ids || excluded.holder_ids
            """)
        .param("job", jobId)
        .param("asset", assetId)
        .param("reason", reason)
        .param("number", errorNumber)
        .param("codes", SqlArrays.ints(codes))
        .update();
  }
}
