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

  private static final String ADDED = "d.source = 'csv' and d.created_at = :at";

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

  void remove(int deviceId, Instant at) {
    removeWhere("d.device_id = :device", "device", deviceId, at);
  }

  List<CsvImported> imports(int limit) {
    return jdbc.sql(
            """
            select created_at, count(*) as here from device
            where source = 'csv' and retired_at is null
            group by created_at order by created_at desc limit :limit
            """)
        .param("limit", limit)
        .query((row, _) -> new CsvImported(Instants.at(row, "created_at"), row.getLong("here")))
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

  void undo(Instant importedAt, Instant at) {
    removeWhere(ADDED, "at", Instants.utc(importedAt), at);
  }

  private void removeWhere(String which, String name, Object value, Instant now) {
    jdbc.sql("delete from device d where " + which + " and not " + REFERRED)
        .param(name, value)
        .update();
    jdbc.sql(
            "update device d set retired_at = :now where "
                + which
                + " and retired_at is null and not "
                + IN_USE)
        .param(name, value)
        .param("now", Instants.utc(now))
        .update();
  }
}
