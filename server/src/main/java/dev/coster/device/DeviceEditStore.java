package dev.coster.device;

import dev.coster.csv.CsvImported;
import dev.coster.csv.CsvUndone;
import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code device}: changing, removing, and undoing imports. */
final class DeviceEditStore {
  /** Licenses that it has anywhere, and requests that may still give it one. */
  private static final String IN_USE =
      """
      exists (
        select from holder h where h.device_id = d.device_id
          and (exists (select from assignment a where a.holder_id = h.holder_id)
               or exists (select from request r where r.settled_at is null
                          and r.holder_ids @> array[h.holder_id])))
      """;

  private static final String REFERRED =
      """
      (exists (select from holder h where h.device_id = d.device_id)
       or exists (select from enrollment e where e.device_id = d.device_id))
      """;

  private static final String ONE = "d.device_id = :device";
  private static final String ADDED = "d.source = 'csv' and d.created_at = :at";

  /** As whoever records requests does; all of them, since a device gets licenses anywhere. */
  private static final String LOCK_LOCATIONS =
      "select location_id from location order by location_id for no key update";

  private static final String LOCK_DEVICES =
      """
      select d.device_id from device d where /*which*/ true and d.retired_at is null
      order by d.device_id for update
      """;

  private static final String DELETE =
      "delete from device d where /*which*/ true and not " + REFERRED;

  /** By another source than an import: what is gone is not looked through for imports again. */
  private static final String RETIRE =
      """
      update device d set retired_at = :now, source = 'retired'
      where /*which*/ true and d.retired_at is null and not
      """
          + IN_USE;

  /**
   * The instants one by one, each found by the index: nothing is counted to find them, and of each
   * no more than a bound.
   */
  private static final String IMPORTS =
      """
      with recursive import (at, place) as (
        select (select max(d.created_at) from device d
                where d.source = 'csv' and d.retired_at is null), 1
        union all
        select (select max(d.created_at) from device d
                where d.source = 'csv' and d.retired_at is null and d.created_at < i.at),
               i.place + 1
        from import i where i.at is not null and i.place < :limit)
      select i.at, (select count(*) from (
                      select from device d
                      where d.source = 'csv' and d.retired_at is null and d.created_at = i.at
                      limit :most) bounded) as here
      from import i where i.at is not null order by i.place
      """;

  private final JdbcClient jdbc;

  DeviceEditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Changes what is not null.
   *
   * @param person null leaves it, 0 takes it away
   */
  void change(
      int deviceId, Devices.Change change, @Nullable Integer site, @Nullable Integer person) {
    jdbc.sql(
            """
            update device set name = coalesce(:name, name),
              model = nullif(coalesce(:model, model), ''),
              platform = nullif(coalesce(:platform, platform), ''),
              os_version = nullif(coalesce(:os, os_version), ''),
              site_id = coalesce(:site, site_id),
              person_id = nullif(coalesce(:person, person_id), 0)
            where device_id = :device
            """)
        .param("device", deviceId)
        .param("name", change.name())
        .param("model", change.model())
        .param("platform", change.platform())
        .param("os", change.osVersion())
        .param("site", site)
        .param("person", person)
        .update();
  }

  boolean inUse(int deviceId) {
    return Boolean.TRUE.equals(
        jdbc.sql("select " + IN_USE + " from device d where d.device_id = :device")
            .param("device", deviceId)
            .query(Boolean.class)
            .single());
  }

  /** Keeps others from giving anything to what it is about until the transaction ends. */
  void lock(int deviceId) {
    lockWhere(ONE, "device", deviceId);
  }

  /** The same for all that an import has added. */
  void lock(Instant importedAt) {
    lockWhere(ADDED, "at", Instants.utc(importedAt));
  }

  private static String only(String sql, String which) {
    return sql.replace("/*which*/ true", which);
  }

  /** Each in a statement of its own: whoever waited sees what the others did meanwhile. */
  private void lockWhere(String which, String name, Object value) {
    jdbc.sql(LOCK_LOCATIONS).query(Integer.class).list();
    jdbc.sql(only(LOCK_DEVICES, which)).param(name, value).query(Integer.class).list();
  }

  /** False when it has something, or may get it. What it is about is locked. */
  boolean remove(int deviceId, Instant at) {
    return removeWhere(ONE, "device", deviceId, at) > 0;
  }

  List<CsvImported> imports(int limit) {
    return jdbc.sql(IMPORTS)
        .param("limit", limit)
        .param("most", CsvImported.COUNTED + 1)
        .query((row, _) -> new CsvImported(Instants.at(row, "at"), row.getLong("here")))
        .list();
  }

  CsvUndone undoing(Instant importedAt) {
    return jdbc.sql(
            """
            select count(*) filter (where not in_use) as removed,
                   count(*) filter (where in_use) as kept
            from (select %s as in_use from device d where %s and d.retired_at is null) added
            """
                .formatted(IN_USE, ADDED))
        .param("at", Instants.utc(importedAt))
        .query((row, _) -> new CsvUndone(row.getLong("removed"), row.getLong("kept")))
        .single();
  }

  /** What is said is what was done. What it is about is locked. */
  CsvUndone undo(Instant importedAt, Instant at) {
    long removed = removeWhere(ADDED, "at", Instants.utc(importedAt), at);
    long kept =
        jdbc.sql("select count(*) from device d where d.retired_at is null and " + ADDED)
            .param("at", Instants.utc(importedAt))
            .query(Long.class)
            .single();
    return new CsvUndone(removed, kept);
  }

  private long removeWhere(String which, String name, Object value, Instant now) {
    long deleted = jdbc.sql(only(DELETE, which)).param(name, value).update();
    return deleted
        + jdbc.sql(only(RETIRE, which)).param(name, value).param("now", Instants.utc(now)).update();
  }
}
