package dev.coster.device;

import dev.coster.csv.CsvLines;
import dev.coster.platform.Instants;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code device}, many rows at once. */
final class DeviceImportStore {

  private static final String GIVEN =
      """
      with given as materialized (
        select g.*, p.person_id, s.site_id
        from unnest(:serials, :names, :models, :platforms, :versions, :sites, :emails)
             with ordinality as g (serial_number, name, model, platform, os_version, site, email,
                                   ord)
        left join person p on g.email is not null and lower(p.email) = lower(g.email)
                          and p.erased_at is null
        left join site s on s.name = g.site)
      """;

  /** What the file says where it says something, else what is there: a site to be made differs. */
  private static final String CHANGES =
      """
      d.retired_at is not null
      or (coalesce(g.name, d.name), coalesce(g.model, d.model), coalesce(g.platform, d.platform),
          coalesce(g.os_version, d.os_version), case when g.site is null then d.site_id
          else g.site_id end, coalesce(g.person_id, d.person_id))
         is distinct from
         (d.name, d.model, d.platform, d.os_version, d.site_id, d.person_id)
      """;

  private static final String JUDGE =
      GIVEN
          + """
          select d.device_id is null as is_new, d.device_id is not null and (%s) as changes,
                 d.retired_at is not null as comes_back,
                 g.email is not null and g.person_id is null as person_unknown
          from given g left join device d on d.serial_number = g.serial_number
          order by g.ord
          """
              .formatted(CHANGES);

  private static final String UPDATE =
      GIVEN
          + """
          update device d set
            name = coalesce(g.name, d.name), model = coalesce(g.model, d.model),
            platform = coalesce(g.platform, d.platform),
            os_version = coalesce(g.os_version, d.os_version),
            site_id = coalesce(g.site_id, d.site_id),
            person_id = coalesce(g.person_id, d.person_id),
            source = case when d.retired_at is null then d.source else 'returned' end,
            retired_at = null
          from given g
          where d.serial_number = g.serial_number and (%s)
          """
              .formatted(CHANGES);

  /** In the one order in which devices are locked, so that nobody waits in a circle. */
  private static final String LOCK =
      """
      select device_id from device where serial_number = any(:serials)
      order by device_id for no key update
      """;

  private static final String INSERT =
      GIVEN
          + """
          insert into device (serial_number, name, model, platform, os_version, site_id, person_id,
                              source, created_at)
          select g.serial_number, coalesce(g.name, ''), g.model, g.platform, g.os_version,
                 coalesce(g.site_id, :defaultSite), g.person_id, 'csv', :at
          from given g
          where not exists (select from device d where d.serial_number = g.serial_number)
          order by g.serial_number
          on conflict (serial_number) do nothing
          """;

  private final JdbcClient jdbc;

  DeviceImportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What an import would do with a row. */
  record Judgment(boolean isNew, boolean changes, boolean comesBack, boolean personUnknown) {}

  /** One judgment per line, in the same order. */
  List<Judgment> judge(List<DeviceCsv.Line> lines) {
    return given(JUDGE, lines)
        .query((row, _) ->
            new Judgment(
                row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)))
        .list();
  }

  void lock(List<DeviceCsv.Line> lines) {
    jdbc.sql(LOCK)
        .param("serials", CsvLines.texts(lines, DeviceCsv.Line::serialNumber))
        .query(Integer.class)
        .list();
  }

  void update(List<DeviceCsv.Line> lines) {
    given(UPDATE, lines).update();
  }

  /** How many were added. */
  int insert(List<DeviceCsv.Line> lines, int defaultSite, Instant at) {
    return given(INSERT, lines)
        .param("defaultSite", defaultSite)
        .param("at", Instants.utc(at))
        .update();
  }

  private JdbcClient.StatementSpec given(String sql, List<DeviceCsv.Line> lines) {
    return jdbc.sql(sql)
        .param("serials", CsvLines.texts(lines, DeviceCsv.Line::serialNumber))
        .param("names", CsvLines.texts(lines, DeviceCsv.Line::name))
        .param("models", CsvLines.texts(lines, DeviceCsv.Line::model))
        .param("platforms", CsvLines.texts(lines, DeviceCsv.Line::platform))
        .param("versions", CsvLines.texts(lines, DeviceCsv.Line::osVersion))
        .param("sites", CsvLines.texts(lines, DeviceCsv.Line::site))
        .param("emails", CsvLines.texts(lines, DeviceCsv.Line::personEmail));
  }
}
